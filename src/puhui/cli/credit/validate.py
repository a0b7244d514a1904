"""`puhui credit validate`: how a scorecard does on other rows with known outcomes, and what calls for a review."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import Bad, Data, Json, SkipBadRows, as_json, broken_notes, broken_rows, read_card, say
from puhui.cli.output import EXIT_NO, emit
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.credit import Scorecard
    from puhui.credit.report import Stability
    from puhui.credit.validation import Measures


class NoRowScored(PuhuiError):
    """Coverage is too thin for a score in every row."""

    category = Category.INVALID
    cause = Text(zh="没有一行的数据覆盖足以评分", en="no row has enough coverage for a score")
    remedy = Text(zh="请补充更多来源的数据", en="bring data of more sources")


def validate(
    model: Annotated[Path, typer.Argument(help="Scorecard (.json)")],
    data: Data,
    *,
    target: Annotated[str, typer.Option("--target", help="Column of outcomes")],
    report: Annotated[Path | None, typer.Option("--report", help="Folder for the HTML report")] = None,
    bad: Bad = None,
    absent: Annotated[list[str] | None, typer.Option("--absent", help="A source that is not there; repeatable")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a review trigger is hit")] = False,
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """Measure a scorecard on rows with known outcomes; review triggers are told (and with --strict, exit code 1)."""
    import numpy as np

    from puhui.cli.credit.score import read_for
    from puhui.cli.credit.tables import write_file
    from puhui.credit.report import Sample, compose, render, stability_of
    from puhui.credit.target import read_target
    from puhui.credit.validation import measure

    card = read_card(model)
    table = read_for(card, data, skip_bad_rows=skip_bad_rows, text=[target])
    table.need(target)
    same = target == card.target.get("column")
    outcomes = read_target(table.column(target), target, bad or (card.target.get("bad", ()) if same else ()))
    notes = broken_notes(table)
    table = table.rows(outcomes.known)
    frame = table.arrays([column for column in table.frame.columns if column != target])
    scores = card.score(frame, absent=absent or ())
    scored = np.isfinite(scores.score)
    if not scored.any():
        raise NoRowScored(stage="credit.validate")
    is_bad = outcomes.bad[outcomes.known][scored]
    measures = measure(scores.pd[scored], is_bad, development=False)
    stability = stability_of(card, frame, scores.score) if not absent else None
    notes += scores.notes
    unknown, thin = int((~outcomes.known).sum()), int((~scored).sum())
    if unknown:
        notes.append(Text(zh=f"{unknown} 行没有结果，未计入", en=f"{unknown} rows have no outcome and are left out"))
    if thin:
        notes.append(Text(zh=f"{thin} 行覆盖不足，没有分数", en=f"{thin} rows are too thinly covered for a score"))
    triggers = review_triggers(card, measures, stability)
    notes += triggers
    page = None
    if report is not None:
        method = Text(zh=f"另一份数据：{data.name}", en=f"other data: {data.name}")
        sample = Sample(method, scores.pd[scored], scores.score[scored], is_bad, measures)
        page = report / "report.html"
        write_file(page, render(compose(card, sample, stability=stability, notes=notes)).encode())
    say(notes)
    figures = measures.as_dict()
    emit(
        {
            "model": str(model),
            "report": str(page) if page else None,
            "rows": len(table),
            "unscored": thin,
            "rows_without_outcome": unknown,
            "metrics": figures,
            "psi": round(stability.psi, 4) if stability else None,
            "csi": dict(stability.csi) if stability else None,
            "triggers": as_json(triggers),
            "notes": as_json(notes),
            "skipped": broken_rows(table),
        },
        as_json=machine,
        text=f"{card.name} {card.version} on {data.name}: {figures['rows']:,} rows, {figures['bads']:,} bads; "
        f"AUC {figures['auc']:.3f} ({figures['auc_low']:.3f}–{figures['auc_high']:.3f}), KS {figures['ks']:.3f}, "
        f"Gini {figures['gini']:.3f}, Brier {figures['brier']:.4f}, mean PD {measures.mean_pd:.2%} "
        f"beside {measures.bad_rate:.2%} observed"
        + (f"; PSI {stability.psi:.3f}" if stability else "")
        + (f"\nreport: {page}" if page else ""),
    )
    if strict and triggers:
        raise typer.Exit(EXIT_NO)


def review_triggers(card: "Scorecard", found: "Measures", stability: "Stability | None") -> list[Text]:
    """What calls for a review (mark J): PSI above 0.25, AUC 0.05 lower, KS a fifth lower, calibration refused."""
    triggers = []
    before: dict[str, Any] = card.metrics.get("validation", {})
    if stability is not None and stability.psi > 0.25:
        triggers.append(Text(zh=f"PSI {stability.psi:.2f} > 0.25", en=f"PSI {stability.psi:.2f} > 0.25: major shift"))
    if before and before["auc"] - found.auc.value > 0.05:
        drop = f"{before['auc']:.3f} → {found.auc.value:.3f}"
        triggers.append(Text(zh=f"AUC 下降超过 0.05：{drop}", en=f"AUC fell by more than 0.05: {drop}"))
    if before and found.ks < 0.8 * before["ks"]:
        drop = f"{before['ks']:.3f} → {found.ks:.3f}"
        triggers.append(Text(zh=f"KS 下降超过两成：{drop}", en=f"KS fell by more than a fifth: {drop}"))
    if found.hosmer_lemeshow.p_value < 0.01:
        p = found.hosmer_lemeshow.p_value
        triggers.append(
            Text(zh=f"校准被拒绝：Hosmer-Lemeshow p = {p:.4f}", en=f"calibration refused: Hosmer-Lemeshow p = {p:.4f}")
        )
    return triggers
