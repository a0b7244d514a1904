"""The pictures of an assessment, in one HTML page: scores by grade, limits and rates, indicators, three radars.

Pictures carry Chinese where the machine has a font with Chinese glyphs, else English; the page itself is Chinese first.
"""

import html
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, PercentFormatter

from puhui.cli.credit.tables import write_file
from puhui.credit.calibration import calibration_text
from puhui.credit.grades import GradeTable
from puhui.credit.indicators import VAT
from puhui.credit.radar import PeerGroup
from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.cli.credit.assess import Assessment
    from puhui.credit.scorecard import Scorecard
    from puhui.credit.scores import Scores

_CHINESE_FONTS = ("notosanssc", "notosanscjk-regular", "sourcehansans", "wqy-", "msyh", "pingfang", "simhei")
_GRADE_COLOURS = {
    "AAA": "#0b6e4f", "AA": "#1f8a5f", "A": "#3ba272", "BBB": "#7cbf6b", "BB": "#b9cf5a",
    "B": "#e8c547", "CCC": "#eda13c", "CC": "#e2762f", "C": "#cc4a34", "D": "#8f1d2c", None: "#9aa3ad",
}  # fmt: skip
_INK, _GRID, _BLUE = "#26323d", "#dde3e8", "#2f6db5"
_SHOWN = (
    "rev12_eff_fen", "active_share24", "rev_yoy", "rev_cv12", "void_rate12", "red_rate12",
    "buyers12", "top1_share", "kept_buyer_share", "suppliers12", "in_out_ratio", "quiet_d",
)  # fmt: skip
_LOGARITHMIC = frozenset({"rev12_eff_fen", "buyers12", "suppliers12"})


def write_report(
    folder: Path,
    *,
    card: "Scorecard",
    rows: Sequence[Mapping[str, Any]],
    scores: "Scores",
    assessments: "Sequence[Assessment]",
    summary: Mapping[str, Any],
) -> Path:
    """Write `index.html` and its SVG pictures to `folder`; answers the page's path."""
    language = Language.ZH_CN if _use_chinese_font() else Language.EN
    say: Callable[[Text], str] = lambda text: text.in_(language)  # noqa: E731 - one word used all over the pictures
    pictures = {
        "scores": (Text(zh="信用分分布", en="Scores by grade"), _scores(scores, say)),
        "limits": (Text(zh="额度与利率", en="Limits and rates"), _limits(scores, assessments, say)),
        "losses": (Text(zh="扣分最多的原因", en="Where points are lost"), _losses(card, scores, say)),
        "indicators": (Text(zh="指标分布", en="Indicators"), _indicators(rows, say)),
        "radar": (Text(zh="企业雷达图示例", en="Three radars"), _radars(rows, scores, say)),
    }
    for name, (_, figure) in pictures.items():
        picture = io.StringIO()
        figure.savefig(picture, format="svg", bbox_inches="tight", metadata={"Date": None})
        write_file(folder / f"{name}.svg", picture.getvalue().encode())
    page = folder / "index.html"
    write_file(page, _page(card=card, rows=rows, assessments=assessments, summary=summary, pictures=pictures).encode())
    return page


def _use_chinese_font() -> bool:
    """Whether the machine has one. Looked for by file: the list that matplotlib caches may be older than the font."""
    found = {Path(path).name.lower(): path for path in font_manager.findSystemFonts()}
    paths = [found[name] for wanted in _CHINESE_FONTS for name in sorted(found) if name.startswith(wanted)]
    chinese = []
    if paths:
        font_manager.fontManager.addfont(paths[0])
        chinese = [font_manager.FontProperties(fname=paths[0]).get_name()]
    mpl.rcParams.update({
        "font.family": [*chinese, "DejaVu Sans"], "svg.fonttype": "path", "axes.unicode_minus": False,
        "axes.edgecolor": _GRID, "axes.labelcolor": _INK, "text.color": _INK, "xtick.color": _INK, "ytick.color": _INK,
        "axes.spines.top": False, "axes.spines.right": False, "font.size": 10, "svg.hashsalt": "puhui",
    })  # fmt: skip
    return bool(chinese)


def _scores(scores: "Scores", say: Callable[[Text], str]) -> Figure:
    figure = Figure(figsize=(10, 4))
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    known = scores.score[~np.isnan(scores.score)]
    table = GradeTable.shipped()
    edges = np.arange(300, 901, 10)
    grades = [grade for grade in table.grades if (scores.grade == grade).any()]
    parts = [scores.score[scores.grade == grade] for grade in grades]
    left.hist(parts, bins=edges.tolist(), stacked=True, color=[_GRADE_COLOURS[g] for g in grades], label=grades)
    low, high = (
        (float(np.floor(known.min() / 20) * 20 - 20), float(np.ceil(known.max() / 20) * 20 + 20))
        if len(known)
        else (300, 900)
    )
    left.set(
        xlim=(low, high), xlabel=say(Text(zh="信用分", en="score")), ylabel=say(Text(zh="企业数", en="enterprises"))
    )
    left.legend(frameon=False, ncols=2)
    counts = Counter(scores.grade)
    names = [grade for grade in (*table.grades, table.default_grade, None) if counts[grade]]
    bars = right.barh(
        [name or say(Text(zh="无评分", en="no score")) for name in names],
        [counts[name] for name in names],
        color=[_GRADE_COLOURS[name] for name in names],
    )
    right.bar_label(bars, labels=[f"{counts[n]}  ({counts[n] / len(scores):.0%})" for n in names], padding=3)
    right.set(xlabel=say(Text(zh="企业数", en="enterprises")), xlim=(0, 1.25 * max(counts.values())))
    right.invert_yaxis()
    figure.tight_layout()
    return figure


def _limits(scores: "Scores", assessments: "Sequence[Assessment]", say: Callable[[Text], str]) -> Figure:
    figure = Figure(figsize=(10, 4))
    left, right = figure.subplots(1, 2)
    offers = [(one, grade) for one, grade in zip(assessments, scores.grade, strict=True) if one.outcome == "offer"]
    wan = np.array([one.limit.amount_fen / 1_000_000 for one, _ in offers])
    if len(wan):
        left.hist(wan, bins=np.geomspace(max(1.0, wan.min()), wan.max() * 1.001 + 1, 25).tolist(), color=_BLUE)
    left.set(
        xscale="log",
        xlabel=say(Text(zh="额度（万元）", en="limit, 10,000 yuan")),
        ylabel=say(Text(zh="企业数", en="enterprises")),
    )
    left.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    priced = [
        (float(p), one.price, g) for p, one, g in zip(scores.pd, assessments, scores.grade, strict=True) if one.price
    ]
    labels = (Text(zh="按公式定价", en="by the formula"), Text(zh="触及产品上下限", en="clamped by the product"))
    for clamped, marker in ((False, "o"), (True, "v")):
        chosen = [(pd, float(found.annual_rate), g) for pd, found, g in priced if bool(found.clamped_by) is clamped]
        if chosen:
            right.scatter(
                [pd for pd, _, _ in chosen],
                [rate for _, rate, _ in chosen],
                c=[_GRADE_COLOURS[grade] for _, _, grade in chosen],
                marker=marker,
                s=22,
                edgecolors="white",
                linewidths=0.3,
                label=say(labels[clamped]),
            )
    right.set(
        xscale="log",
        xlabel=say(Text(zh="违约概率", en="probability of default")),
        ylabel=say(Text(zh="年利率", en="yearly rate")),
    )
    right.xaxis.set_major_formatter(PercentFormatter(1.0))
    right.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=1))
    right.grid(color=_GRID)
    if priced:
        right.legend(frameon=False)
    figure.tight_layout()
    return figure


def _losses(card: "Scorecard", scores: "Scores", say: Callable[[Text], str]) -> Figure:
    figure = Figure(figsize=(10, 0.32 * len(card.attributes) + 1))
    axes = figure.subplots()
    order = [np.count_nonzero((scores.reason_attributes == index).any(axis=0)) for index in range(len(card.attributes))]
    ranked = sorted(range(len(order)), key=lambda index: order[index])
    share = [order[index] / max(len(scores), 1) for index in ranked]
    bars = axes.barh([say(card.attributes[index].label) for index in ranked], share, color=_BLUE)
    axes.bar_label(bars, labels=[f"{value:.0%}" for value in share], padding=3)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set(
        xlim=(0, 1.1 * max([*share, 0.1])),
        xlabel=say(Text(zh="该原因位列前四的企业占比", en="share of enterprises with it among the four reasons")),
    )
    figure.tight_layout()
    return figure


def _indicators(rows: Sequence[Mapping[str, Any]], say: Callable[[Text], str]) -> Figure:
    figure = Figure(figsize=(12, 10))
    for axes, name in zip(figure.subplots(4, 3).flat, _SHOWN, strict=True):
        definition = VAT[name]
        values = np.array([row[name] for row in rows if row[name] is not None], dtype=np.float64)
        absent = len(rows) - len(values)
        scale = {"fen": 1 / 1_000_000}.get(definition.unit, 1.0)
        values = values * scale
        if name in _LOGARITHMIC:
            values = values[values > 0]
            axes.set_xscale("log")
            axes.xaxis.set_major_formatter(
                FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}")
            )
        if len(values):
            low, high = np.quantile(
                values, [0.0 if name in _LOGARITHMIC else 0.01, 1.0 if name in _LOGARITHMIC else 0.95]
            )
            high = high if high > low else low + 1
            edges = np.geomspace(low, high, 25) if name in _LOGARITHMIC else np.linspace(low, high, 25)
            axes.hist(np.clip(values, low, high), bins=edges.tolist(), color=_BLUE)
            axes.axvline(float(np.median(values)), color="#cc4a34", linewidth=1.2)
        if definition.unit == "ratio":
            axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        unit = say(Text(zh="（万元）", en=" (10,000 yuan)")) if definition.unit == "fen" else ""
        lacking = say(Text(zh=f"，{absent} 户无记录", en=f", {absent} without")) if absent else ""
        axes.set_title(f"{say(definition.label)}{unit}{lacking}", fontsize=9.5)
    figure.tight_layout()
    return figure


def _radars(rows: Sequence[Mapping[str, Any]], scores: "Scores", say: Callable[[Text], str]) -> Figure:
    figure = Figure(figsize=(12, 4.6))
    peers = PeerGroup(rows)
    known = [index for index in np.argsort(scores.score, kind="stable") if not np.isnan(scores.score[index])]
    chosen = [known[int(place * (len(known) - 1))] for place in (0.9, 0.5, 0.1)] if known else []
    for number, index in enumerate(chosen):
        found = peers.radar(rows[index])
        axes: Any = figure.add_subplot(1, 3, number + 1, projection="polar")
        angles = np.linspace(0, 2 * np.pi, len(found), endpoint=False)
        axes.set_theta_offset(np.pi / 2)
        axes.set_theta_direction(-1)
        axes.set(ylim=(0, 100), yticks=(25, 50, 75, 100), yticklabels=())
        axes.set_xticks(angles, [say(one.label).replace(" and ", "\nand ") for one in found], fontsize=7.5)
        axes.tick_params(pad=9)
        axes.grid(color=_GRID)
        axes.spines["polar"].set_color(_GRID)
        colour = _GRADE_COLOURS[scores.grade[index]]
        for angle, one in zip(angles, found, strict=True):
            if one.value is None:
                axes.plot([angle], [92], marker="o", markersize=7, markerfacecolor="white", markeredgecolor="#9aa3ad")
                continue
            axes.bar(angle, one.value, width=0.62, color=colour, alpha=0.75)
            arc = np.linspace(angle - 0.31, angle + 0.31, 20)
            axes.plot(arc, np.full(20, one.peer_median), color=_INK, linewidth=1.2)
        axes.set_title(
            f"{rows[index]['enterprise']}   {scores.score[index]:.0f}   {scores.grade[index]}", pad=22, fontsize=11
        )
    figure.tight_layout(w_pad=3)
    return figure


_STYLE = """
body {font: 15px/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; color: #26323d;
  max-width: 1080px; margin: 32px auto; padding: 0 20px}
h1 {font-size: 24px; margin-bottom: 4px} h2 {font-size: 18px; margin: 36px 0 6px} small, .en {color: #6b7782}
img {width: 100%; height: auto} table {border-collapse: collapse; width: 100%; font-size: 13.5px}
th, td {padding: 5px 8px; text-align: left; border-bottom: 1px solid #dde3e8; vertical-align: top}
td.n {text-align: right; font-variant-numeric: tabular-nums}
.tiles {display: flex; gap: 14px; flex-wrap: wrap; margin: 18px 0}
.tile {background: #f3f6f8; border-radius: 8px; padding: 10px 18px} .tile b {display: block; font-size: 21px}"""
_CAPTIONS = {
    "scores": Text(
        zh="每10分一栏，颜色为等级。专家评分卡的违约概率取自评分刻度，未经违约数据校准。",
        en="Ten points a bar, coloured by grade. An expert card's PD is that of the scale, not calibrated on defaults.",
    ),
    "limits": Text(
        zh="左：有授信额度的企业。右：每户的违约概率与利率；三角为被产品利率上下限截断者。",
        en="Left: enterprises with an offer. Right: PD and rate of each; triangles are clamped by the product.",
    ),
    "losses": Text(zh="各指标进入前四扣分原因的企业占比。", en="How often each attribute is among the four reasons."),
    "indicators": Text(
        zh="红线为中位数；右端一栏含全部更大的值；对数轴略去零和负值。",
        en="Red: median. The last bar holds all larger values; logarithmic axes leave out zero and below.",
    ),
    "radar": Text(
        zh="按信用分取第90、50、10百分位的三户；各轴为同批企业中的百分位，横线为同业中位，空心圈表示没有数据而非零分。",
        en="Enterprises at the 90th, 50th and 10th percentile of scores. Axes are percentiles among all assessed; the "
        "line is the peers' median; a hollow circle is no data, not zero.",
    ),
}


def _page(
    *,
    card: "Scorecard",
    rows: Sequence[Mapping[str, Any]],
    assessments: "Sequence[Assessment]",
    summary: Mapping[str, Any],
    pictures: Mapping[str, tuple[Text, Figure]],
) -> str:
    offers = [one for one in assessments if one.outcome == "offer"]
    total = sum(one.limit.amount_fen for one in offers)
    as_of = summary["as_of"] if isinstance(summary["as_of"], str) else " … ".join(summary["as_of"])
    tiles = (
        (f"{len(rows):,}", Text(zh="企业", en="enterprises")),
        (as_of, Text(zh="数据截至", en="as of")),
        (f"{len(offers):,}", Text(zh="可授信", en="offers")),
        (f"{total / 1e10:,.2f} 亿元", Text(zh="授信合计", en="limits in all, 100 million yuan")),
    )
    parts = [
        f"<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>{_both(card.label, ' / ')}</title>",
        f"<style>{_STYLE}</style><h1>企业信用评估 <small>Assessment</small></h1>",
        f"<p>{_both(card.label)} · {html.escape(card.name)} {html.escape(card.version)}</p><div class='tiles'>",
        *(f"<div class='tile'><b>{html.escape(value)}</b>{_both(label)}</div>" for value, label in tiles),
        f"</div><p>{_both(calibration_text(card), '<br>')}</p>",
    ]
    for name, (title, _) in pictures.items():
        alt = html.escape(title.zh)
        parts.append(
            f"<h2>{_both(title)}</h2><p>{_both(_CAPTIONS[name], '<br>')}</p><img src='{name}.svg' alt='{alt}'>"
        )
    parts += [_weights(card), _definitions(), "</html>"]
    return "\n".join(parts)


def _both(text: Text, between: str = " ") -> str:
    return f"{html.escape(text.zh)}{between}<span class='en'>{html.escape(text.en)}</span>"


def _weights(card: "Scorecard") -> str:
    why = card.training.get("rationale", {})
    if not why:
        return ""
    weights = card.training.get("weights", {})
    lines = [
        f"<tr><td>{_both(item.label, '<br>')}</td><td class='n'>{weights.get(item.name, '')}</td>"
        f"<td>{html.escape(str(why.get(item.name, '')))}</td></tr>"
        for item in card.attributes
    ]
    head = "<tr><th>指标 Indicator</th><th>权重 Weight, %</th><th>理由 Why</th></tr>"
    return f"<h2>权重与理由 <span class='en'>Weights, and why</span></h2><table>{head}{''.join(lines)}</table>"


def _definitions() -> str:
    lines = [
        f"<tr><td>{_both(item.label, '<br>')}</td><td><code>{item.name}</code></td><td>{html.escape(item.formula)}</td>"
        f"<td>{_both(item.absent, '<br>')}</td></tr>"
        for item in VAT.values()
    ]
    head = "<tr><th>指标 Indicator</th><th>Name</th><th>Formula</th><th>何时缺失 Absent when</th></tr>"
    return f"<h2>指标口径 <span class='en'>Definitions</span></h2><table>{head}{''.join(lines)}</table>"
