"""`puhui credit assess`: from a folder of VAT invoices to score, grade, PD, reasons, limit, rate and best products.

Credit knows scores, limits and prices; the market knows products; this command joins them. What a VAT folder cannot
tell (age, tax rating, court cases …) is asked, never assumed: a product whose condition needs it comes with a question.
Where no outcomes have calibrated the model's PDs, as with an expert card, rates rest on the scale alone: said in the
note, the summary, the page and in every row.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.indicators import AsOf, Only, SkipBadRows, Source
from puhui.kernel import Category, Language, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.credit.limit import Limit
    from puhui.credit.price import Price
    from puhui.credit.scorecard import Scorecard
    from puhui.credit.scores import Scores
    from puhui.market import Match, Product

STAGE = "credit.assess"
BEST = 3
REASONS = 4
_OFFERED = ("pass", "ask")
_UNCALIBRATED = Text(
    zh="违约概率取自评分刻度，未经任何违约结果校准：利率仅供参考，须由人核定；"
    "积累结果后请用 puhui credit calibrate 校准",
    en="PD is that of the scale: no outcomes have calibrated it. Rates are indicative and for a person to set; "
    "with outcomes at hand, calibrate by: puhui credit calibrate",
)


class InputUnreadable(PuhuiError):
    """The model or the products file cannot be opened."""

    category = Category.NOT_FOUND
    cause = Text(zh="无法打开 {file}：{reason}", en="cannot open {file}: {reason}")
    remedy = Text(
        zh="请检查路径；评分卡也可写内置名称：{names}",
        en="check the path; a model may also be the name of a shipped card: {names}",
    )


class NotADay(PuhuiError):
    """`--on` is not a date."""

    category = Category.INVALID
    cause = Text(zh="“{text}”不是日期", en="{text!r} is not a date")
    remedy = Text(zh="请用 2026-06-30 的格式", en="write it as 2026-06-30")


@dataclass(frozen=True, slots=True)
class Terms:
    """What every enterprise is assessed for: `amount_fen` None asks for as much as its limit."""

    amount_fen: int | None
    months: int
    on: date


@dataclass(frozen=True, slots=True)
class Assessment:
    """One enterprise's outcome: `offer`, or why there is none (`no_score`, `no_limit`, `no_product`).

    With an outcome other than `offer` the price is indicative: what its PD would cost under the nearest product.
    """

    outcome: str
    limit: "Limit"
    price: "Price | None"
    all_in_rate: Decimal | None
    matches: "tuple[Match, ...]"


def assess_one(row: Mapping[str, Any], *, score: Any, products: "list[Product]", terms: Terms) -> Assessment:
    """Limit, price and products of one enterprise; `score` has `score`, `pd`, `grade` and `coverage`."""
    from puhui.credit.indicators import read_row
    from puhui.credit.limit import by_invoices, limit
    from puhui.credit.price import price
    from puhui.market import Need, build_facts, match

    known = {} if row["rev12_eff_fen"] is None else {"invoice": by_invoices(max(0, row["rev12_eff_fen"]))}

    def bounded(product: "Product") -> "Limit":
        """The limit under a product; without data for any of its methods (none named: all) there is none."""
        taken = product.limit_methods or tuple(known)
        methods = {name: amount for name, amount in known.items() if name in taken}
        return limit(
            grade=score.grade if methods else None,
            coverage=score.coverage,
            methods=methods,
            product_cap_fen=product.amount_max_fen,
            requested_fen=terms.amount_fen,
        )

    limits = {(product.lender, product.code): bounded(product) for product in products}
    widest = max(one.amount_fen for one in limits.values())
    wanted = terms.amount_fen or widest or min(product.amount_min_fen for product in products)
    facts = build_facts([read_row(row)], score, as_of=row["as_of"], own={"limit_fen": widest})
    ranked = match(Need(amount_fen=wanted, term_months=terms.months), products, facts, on=terms.on)

    def of(one: "Match") -> "Limit":
        return limits[one.product.lender, one.product.code]

    able = [one for one in ranked if one.verdict.value in _OFFERED and of(one).amount_fen >= one.product.amount_min_fen]
    best = (able or sorted(ranked, key=lambda one: -of(one).amount_fen))[0]
    own, matches = of(best), tuple(able + [one for one in ranked if one not in able])[:BEST]
    if score.pd is None:
        return Assessment("no_score", own, None, None, matches)
    offer = price(pd=Decimal(str(round(score.pd, 6))), floor_rate=best.product.rate_min, cap_rate=best.product.rate_max)
    outcome = "offer" if able else "no_limit" if own.amount_fen < best.product.amount_min_fen else "no_product"
    return Assessment(outcome, own, offer, _all_in(offer.annual_rate, best, terms.months), matches)


def _all_in(rate: Decimal, best: "Match", months: int) -> Decimal:
    """The yearly cost of a loan of one million yuan with monthly interest and fees, principal at the end."""
    from puhui.credit.price import all_in_rate

    principal = 100_000_000
    monthly = int(principal * (rate + best.product.fees_rate) / 12)
    return all_in_rate(principal, [monthly] * (months - 1) + [principal + monthly])


def _columns(
    rows: list[dict[str, Any]],
    scores: "Scores",
    found: list[Assessment],
    explained: list[list[tuple[str, str]]],
    *,
    calibrated: bool,
) -> dict[str, list[Any]]:
    """The output, one list a column."""
    out: dict[str, list[Any]] = {
        "enterprise": [row["enterprise"] for row in rows],
        "as_of": [row["as_of"] for row in rows],
        "outcome": [one.outcome for one in found],
        "score": [_number(value, 2) for value in scores.score],
        "pd": [_number(value, 6) for value in scores.pd],
        "pd_calibrated": [calibrated] * len(rows),
        "grade": list(scores.grade),
        "coverage": [round(float(value), 4) for value in scores.coverage],
        "score_low": [_number(value, 2) for value in scores.low],
        "score_high": [_number(value, 2) for value in scores.high],
    }
    for number in range(REASONS):
        pairs = [reasons[number] if number < len(reasons) else ("", "") for reasons in explained]
        out[f"reason_{number + 1}"] = [zh for zh, _ in pairs]
        out[f"reason_{number + 1}_en"] = [en for _, en in pairs]
    out |= {
        "limit_fen": [one.limit.amount_fen for one in found],
        "limit_binding": [one.limit.binding for one in found],
        "limit_terms": [_limit_terms(one.limit) for one in found],
        "annual_rate": [str(one.price.annual_rate) if one.price else None for one in found],
        "rate_quote": [one.price.quote if one.price else None for one in found],
        "rate_clamped_by": [one.price.clamped_by if one.price else None for one in found],
        "rate_terms": [_rate_terms(one.price) if one.price else None for one in found],
        "all_in_rate": [str(one.all_in_rate) if one.all_in_rate is not None else None for one in found],
    }
    for number in range(BEST):
        best = [one.matches[number] if number < len(one.matches) else None for one in found]
        prefix = f"product_{number + 1}"
        out[prefix] = [f"{m.product.lender}/{m.product.code}" if m else None for m in best]
        out[f"{prefix}_name"] = [m.product.name.zh if m else None for m in best]
        out[f"{prefix}_verdict"] = [m.verdict.value if m else None for m in best]
        out[f"{prefix}_degree"] = [m.degree if m else None for m in best]
        out[f"{prefix}_reasons"] = ["；".join(note.text.zh for note in m.reasons) if m else None for m in best]
        out[f"{prefix}_asks"] = ["；".join(note.text.zh for note in m.asks) if m else None for m in best]
    return out


def _limit_terms(limit: "Limit") -> str:
    terms = [
        {"name": t.name, "label": t.label.zh, "amount_fen": t.amount_fen, "formula": t.formula.zh} for t in limit.terms
    ]
    return json.dumps(terms, ensure_ascii=False)


def _rate_terms(price: "Price") -> str:
    terms = [
        {"name": t.name, "label": t.label.zh, "rate": f"{t.rate:.6f}", "formula": t.formula.zh} for t in price.terms
    ]
    return json.dumps(terms, ensure_ascii=False)


def _number(value: Any, digits: int) -> float | None:
    number = float(value)
    return None if math.isnan(number) else round(number, digits)


def _sentences(card: "Scorecard", scores: "Scores", row: Mapping[str, Any], at: int) -> list[tuple[str, str]]:
    """The reasons of one row, in both languages, each with the value's bin; without a score, what is needed."""
    if math.isnan(scores.score[at]):
        return [(need.text.zh, need.text.en) for need in scores.needs(at)]
    bins = {term.attribute: term.bin for term in card.explain(row).terms}
    told = []
    for reason in scores.reasons(at)[:REASONS]:
        shown = bins[reason.attribute]
        told.append((f"{reason.text.zh}（{shown.zh}）", f"{reason.text.en} ({shown.en})"))
    return told


@dataclass(frozen=True, slots=True)
class _Row:
    """One row's score in the words that the market reads."""

    score: float | None
    pd: float | None
    grade: str | None
    coverage: float


def _load_model(model: str) -> "Scorecard":
    from puhui.credit.expert import names, shipped
    from puhui.credit.scorecard import Scorecard

    if model in names() and not Path(model).exists():
        return shipped(model)
    try:
        return Scorecard.parse(Path(model).read_bytes())
    except OSError as reason:
        raise InputUnreadable(file=model, reason=reason.strerror, names=", ".join(names()), stage=STAGE) from None


def _load_products(products: str) -> "list[Product]":
    from puhui.credit.expert import names
    from puhui.market import parse_products, shipped_products

    if products == "shipped" and not Path(products).exists():
        return shipped_products()
    try:
        return parse_products(Path(products).read_bytes())
    except OSError as reason:
        raise InputUnreadable(file=products, reason=reason.strerror, names=", ".join(names()), stage=STAGE) from None


def _day(text: str) -> date:
    from puhui.kernel import SystemClock

    try:
        return date.fromisoformat(text) if text else SystemClock().now().date()
    except ValueError:
        raise NotADay(text=text, stage=STAGE) from None


def assess(
    source: Source,
    *,
    model: Annotated[str, typer.Option("--model", help="A scorecard's JSON file, or a shipped card: vat-expert")],
    products: Annotated[str, typer.Option("--products", help="A JSON file of products, or: shipped")],
    out: Annotated[Path, typer.Option("--out", help="Where to write: .csv or .parquet")],
    only: Only = None,
    as_of: AsOf = "",
    on: Annotated[str, typer.Option("--on", help="The day of the offer (default: today)")] = "",
    amount_wan: Annotated[
        int | None, typer.Option("--amount-wan", min=1, help="Wanted amount, 万元 (default: the limit)")
    ] = None,
    months: Annotated[int, typer.Option("--months", min=1, max=360, help="Wanted term")] = 12,
    report: Annotated[Path | None, typer.Option("--report", help="Folder for an HTML page with pictures")] = None,
    advice: Annotated[
        bool, typer.Option("--advice", help="Add what would lift each enterprise to the next grade, at the least cost")
    ] = False,
    skip_bad_rows: SkipBadRows = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document for machines")] = False,
) -> None:
    """Assess every enterprise of a VAT folder: score, grade, PD, reasons, limit, rate, best products."""
    import numpy as np

    from puhui.cli.credit.indicators import check_ending, compute, notes
    from puhui.cli.credit.tables import write_table
    from puhui.cli.output import emit, err, language
    from puhui.credit.calibration import pd_is_calibrated
    from puhui.kernel.money import WAN_FEN

    check_ending(out)
    card, offers = _load_model(model), _load_products(products)
    terms = Terms(amount_wan * WAN_FEN if amount_wan else None, months, _day(on))
    computed = compute(source, as_of=as_of, only=only, skip_bad_rows=skip_bad_rows)
    rows = computed.rows()
    frame = {
        name: np.array([np.nan if row[name] is None else row[name] for row in rows], dtype=np.float64)
        for name in computed.columns
        if name not in ("enterprise", "as_of")
    }
    scores = card.score(frame)
    found, told = [], []
    for at, row in enumerate(rows):
        scored = _Row(
            _number(scores.score[at], 6), _number(scores.pd[at], 10), scores.grade[at], float(scores.coverage[at])
        )
        found.append(assess_one(row, score=scored, products=offers, terms=terms))
        told.append(_sentences(card, scores, row, at))
    columns = _columns(rows, scores, found, told, calibrated=pd_is_calibrated(card))
    if advice:
        from puhui.cli.credit.advice import advice_columns

        columns |= advice_columns(card, rows, scores.score.tolist())
    write_table(out, columns)
    if report is not None:
        from puhui.cli.credit.pictures import write_report

        write_report(report, card=card, rows=rows, scores=scores, assessments=found, summary=computed.summary)
    summary = _summary(computed.summary, card, scores, found) | {
        "out": str(out),
        "report": str(report) if report else None,
    }
    aloud = (*scores.notes, *(() if summary["pd_calibrated"] else (_UNCALIBRATED,)))
    for note in (*notes(computed.summary), *(note.in_(language()) for note in aloud)):
        err.print(f"note: {note}", style="yellow", markup=False, highlight=False)
    emit(summary, as_json=as_json, text=_told(summary, language()))


def _summary(source: dict[str, Any], card: "Scorecard", scores: "Scores", found: list[Assessment]) -> dict[str, Any]:
    from puhui.credit.calibration import pd_is_calibrated

    rates = [one.price.annual_rate for one in found if one.price and one.outcome == "offer"]
    order = ("AAA", "AA", "A", "BBB", "BB", "B", "CCC", "CC", "C", "D")
    grades = Counter(grade if grade is not None else "none" for grade in scores.grade)
    return {
        "source": source["source"],
        "as_of": source["as_of"],
        "as_of_basis": source["as_of_basis"],
        "model": {"name": card.name, "version": card.version, "kind": card.kind.value},
        "pd_calibrated": pd_is_calibrated(card),
        "enterprises": len(found),
        "grades": {grade: grades[grade] for grade in (*order, "none") if grades[grade]},
        "outcomes": dict(Counter(one.outcome for one in found).most_common()),
        "limit_total_fen": sum(one.limit.amount_fen for one in found if one.outcome == "offer"),
        "mean_rate": str(round(sum(rates, Decimal(0)) / len(rates), 4)) if rates else None,
        "files": source["files"],
        "repeated_rows": source["repeated_rows"],
        "without_invoices": source["without_invoices"],
    }


def _told(summary: dict[str, Any], language: Language) -> str:
    from puhui.kernel import yuan

    grades = "  ".join(f"{grade} {count}" for grade, count in summary["grades"].items())
    model = f"{summary['model']['name']} {summary['model']['version']}"
    offers, total = summary["outcomes"].get("offer", 0), yuan(summary["limit_total_fen"])
    text = Text(
        zh=f"{summary['enterprises']} 户，评分卡 {model}：{grades}\n"
        f"可授信 {offers} 户，合计 {total} 元，平均利率 {summary['mean_rate']} → {summary['out']}",
        en=f"{summary['enterprises']} enterprises by {model}: {grades}\n"
        f"{offers} offers of {total} yuan in all, mean rate {summary['mean_rate']} → {summary['out']}",
    )
    return text.in_(language)
