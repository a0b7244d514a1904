"""A timeline as a picture: bars by month, bad below the line; and as a page with its events, for a reader's browser.

Titles and sources come from outside: all text is escaped, and only http and https addresses become links.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from puhui.kernel import Language, Text
from puhui.opinion.events import Event
from puhui.opinion.sentiment import Mood
from puhui.opinion.timeline import Month, Timeline
from puhui.opinion.warning import Finding

_COLOURS = {Mood.BAD: "#d4380d", Mood.NEUTRAL: "#bfbfbf", Mood.GOOD: "#1677ff"}
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 960, 260, 44, 28, 36
_WORDS = {
    Mood.BAD: Text(zh="负面", en="bad"),
    Mood.NEUTRAL: Text(zh="中性", en="neutral"),
    Mood.GOOD: Text(zh="正面", en="good"),
}
_TITLE = Text(zh="舆情时间线", en="public opinion")
_UNCOVERED = Text(zh="无报道源覆盖", en="not covered by the feed")
_EVENTS = Text(zh="事件", en="Events")
_WARNINGS = Text(zh="预警", en="Warnings")
_NONE = Text(zh="无报道；无报道不等于不良。", en="No articles. No news is not bad news.")
_COLUMNS = (
    Text(zh="日期", en="day"), Text(zh="标题", en="title"), Text(zh="主题", en="topic"),
    Text(zh="负面概率", en="p(bad)"), Text(zh="来源", en="sources"),
)  # fmt: skip


def svg(timeline: Timeline, name: str, language: Language = Language.ZH_CN) -> str:
    """The bars: good and neutral above the line, bad below; months that the feed does not cover are hatched."""
    upper = max((month.good + month.neutral for month in timeline.months), default=0)
    lower = max((month.bad for month in timeline.months), default=0)
    scale = (_HEIGHT - _TOP - _BOTTOM) / max(upper + lower, 1)
    line = _TOP + upper * scale if upper + lower else (_HEIGHT - _BOTTOM + _TOP) / 2
    step = (_WIDTH - _LEFT - 12) / len(timeline.months)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="11">',
        f"<title>{escape(name)} · {_TITLE.in_(language)} · {timeline.as_of.isoformat()}</title>",
        '<defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" y1="0" x2="0" y2="6" stroke="#d9d9d9" stroke-width="2"/></pattern></defs>',
        f'<text x="{_LEFT}" y="16" font-size="13">{escape(name)}</text>',
        *_legend(language),
    ]
    for at, month in enumerate(timeline.months):
        parts += _month(month, _Frame(_LEFT + at * step, step, line, scale), language)
        if month.month.endswith(("-01", "-07")) or at == len(timeline.months) - 1:
            parts.append(_said(_LEFT + (at + 0.5) * step, _HEIGHT - 12, month.month, "middle"))
    for count, y in ((upper, line - upper * scale), (lower, line + lower * scale)):
        if count:
            parts.append(_said(_LEFT - 6, y + 4, str(count), "end"))
    parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - 12}" y1="{line:.1f}" y2="{line:.1f}" stroke="#262626"/>')
    return "\n".join([*parts, "</svg>"])


def _said(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#595959">{words}</text>'


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a month's bars stand: left edge and width, the line between good and bad, height of one event."""

    left: float
    width: float
    line: float
    scale: float


def _month(month: Month, frame: _Frame, language: Language) -> list[str]:
    if not month.covered and not month.events:
        return [
            f'<rect x="{frame.left:.1f}" y="{_TOP}" width="{frame.width:.1f}" height="{_HEIGHT - _TOP - _BOTTOM}" '
            f'fill="url(#h)"><title>{month.month} · {_UNCOVERED.in_(language)}</title></rect>'
        ]
    bars = []
    top = frame.line
    for mood, count in ((Mood.NEUTRAL, month.neutral), (Mood.GOOD, month.good)):
        top -= count * frame.scale
        bars.append((mood, count, top))
    bars.append((Mood.BAD, month.bad, frame.line))
    return [
        f'<rect x="{frame.left + 1:.1f}" y="{y:.1f}" width="{frame.width - 2:.1f}" height="{count * frame.scale:.1f}" '
        f'fill="{_COLOURS[mood]}"><title>{month.month} · {_WORDS[mood].in_(language)} {count}</title></rect>'
        for mood, count, y in bars
        if count
    ]


def _legend(language: Language) -> list[str]:
    parts = []
    for at, mood in enumerate(Mood):
        x = _WIDTH - 210 + at * 66
        parts.append(f'<rect x="{x}" y="8" width="10" height="10" fill="{_COLOURS[mood]}"/>')
        parts.append(f'<text x="{x + 14}" y="17">{_WORDS[mood].in_(language)}</text>')
    return parts


def page(
    timeline: Timeline, name: str, model: str, findings: Sequence[Finding] = (), language: Language = Language.ZH_CN
) -> str:
    """A whole HTML page that needs nothing else: the picture, the warnings, the events with their sources."""
    head = "".join(f"<th>{column.in_(language)}</th>" for column in _COLUMNS)
    rows = "\n".join(_row(event, language) for event in reversed(timeline.events))
    table = (
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
        if rows
        else f"<p>{_NONE.in_(language)}</p>"
    )
    told = "\n".join(
        f'<li class="{escape(finding.level)}"><b>{escape(finding.code)}</b> {escape(finding.text.in_(language))} '
        f"<small>{escape(finding.advice.in_(language))}</small></li>"
        for finding in findings
    )
    warnings = f"<h2>{_WARNINGS.in_(language)}</h2><ul>{told}</ul>" if told else ""
    return f"""<!doctype html>
<html lang="{language.value}"><head><meta charset="utf-8"><title>{escape(name)} · {_TITLE.in_(language)}</title>
<style>
body {{ font-family: sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #262626 }}
table {{ border-collapse: collapse; width: 100%; font-size: 0.9rem }}
td, th {{ border-bottom: 1px solid #f0f0f0; padding: 0.35rem; text-align: left; vertical-align: top }}
.bad td:nth-child(4) {{ color: {_COLOURS[Mood.BAD]} }} .alert b {{ color: {_COLOURS[Mood.BAD]} }} svg {{ width: 100% }}
</style></head><body>
<h1>{escape(name)} · {_TITLE.in_(language)}</h1>
<p><small>{timeline.as_of.isoformat()} · {escape(model)}</small></p>
{svg(timeline, name, language)}
{warnings}
<h2>{_EVENTS.in_(language)}</h2>
{table}
</body></html>
"""


def _row(event: Event, language: Language) -> str:
    sources = " · ".join(_linked(one.source or "–", one.url) for one in event.articles)
    topic = event.topic.label.in_(language) if event.topic else "–"
    return (
        f'<tr class="{event.mood.value}"><td>{event.day.isoformat()}</td><td>{escape(event.title)}</td>'
        f"<td>{escape(topic)}</td><td>{event.p_bad:.2f}</td><td>{sources}</td></tr>"
    )


def _linked(words: str, url: str) -> str:
    if urlsplit(url).scheme not in {"http", "https"}:
        return escape(words)
    return f'<a href="{escape(url, quote=True)}" rel="noopener noreferrer">{escape(words)}</a>'
