"""`puhui credit validate`: how a model does on other rows with known outcomes, and what calls for a review."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from puhui.cli.credit.cards import Bad, Data, Json, SkipBadRows, as_json, broken_notes, broken_rows, read_model, say
from puhui.cli.output import EXIT_NO, emit
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.cli.credit.tables import Table
    from puhui.credit.models import Model
    from puhui.credit.report import Sample
    from puhui.credit.stability import Stability
    from puhui.credit.validation import Measures


class NoRowScored(PuhuiError):
    """Coverage is too thin for a score in every row."""

    category = Category.INVALID
    cause = Text(zh="没有一行的数据覆盖足以评分", en="no row has enough coverage for a score")
    remedy = Text(zh="请补充更多来源的数据", en="bring data of more sources")


def validate(
    model: Annotated[Path, typer.Argument(help="Scorecard or challenger (.json)")],
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
    """Measure a model on rows with known outcomes; review triggers are told (and with --strict, exit code 1)."""
    from puhui.cli.credit.tables import write_file

    card, _ = read_model(model)
    found = measured(card, data, target, bad or (), absent=absent or (), skip_bad_rows=skip_bad_rows)
    notes = [*found.notes, *found.triggers]
    page = None
    if report is not None:
        page = report / "report.html"
        write_file(page, found.page(notes))
    say(notes)
    figures, stability = found.measures.as_dict(), found.stability
    emit(
        {
            "model": str(model),
            "report": str(page) if page else None,
            "rows": len(found.table),
            "unscored": found.unscored,
            "rows_without_outcome": found.unknown,
            "metrics": figures,
            "psi": round(stability.psi, 4) if stability else None,
            "csi": dict(stability.csi) if stability else None,
            "triggers": as_json(found.triggers),
            "notes": as_json(notes),
            "skipped": broken_rows(found.table),
        },
        as_json=machine,
        text=f"{card.name} {card.version} on {data.name}: {figures['rows']:,} rows, {figures['bads']:,} bads; "
        f"AUC {figures['auc']:.3f} ({figures['auc_low']:.3f}–{figures['auc_high']:.3f}), KS {figures['ks']:.3f}, "
        f"Gini {figures['gini']:.3f}, Brier {figures['brier']:.4f}, mean PD {found.measures.mean_pd:.2%} "
        f"beside {found.measures.bad_rate:.2%} observed"
        + (f"; PSI {stability.psi:.3f}" if stability else "")
        + (f"\nreport: {page}" if page else ""),
    )
    if strict and found.triggers:
        raise typer.Exit(EXIT_NO)


@dataclass(frozen=True)
class Measured:
    """A model's figures on a table with outcomes, what calls for a review, and what was odd."""

    model: "Model"
    table: "Table"
    sample: "Sample"
    stability: "Stability | None"
    triggers: tuple[Text, ...]
    notes: tuple[Text, ...]
    unknown: int
    unscored: int

    @property
    def measures(self) -> "Measures":
        """The figures."""
        return self.sample.measures

    def page(self, notes: Sequence[Text]) -> bytes:
        """The report as HTML, with these notes or the triggers and notes themselves."""
        from puhui.credit.report import compose, render

        shown = notes or [*self.notes, *self.triggers]
        return render(compose(self.model, self.sample, stability=self.stability, notes=shown)).encode()


def measured(
    model: "Model",
    data: Path,
    target: str,
    bad: Sequence[str],
    *,
    absent: Sequence[str] = (),
    skip_bad_rows: bool = False,
) -> Measured:
    """Score a table and compare with its outcomes; raises `NoRowScored` and what reading and scoring raise."""
    import numpy as np

    from puhui.cli.credit.score import read_for
    from puhui.credit.report import Sample
    from puhui.credit.stability import stability_of
    from puhui.credit.target import read_target
    from puhui.credit.validation import measure

    table = read_for(model, data=data, skip_bad_rows=skip_bad_rows, text=[target])
    table.need(target)
    same = target == model.target.get("column")
    outcomes = read_target(table.column(target), target, bad or (model.target.get("bad", ()) if same else ()))
    notes = broken_notes(table)
    table = table.rows(outcomes.known)
    frame = table.arrays([column for column in table.frame.columns if column != target])
    scores = model.score(frame, absent=absent)
    scored = np.isfinite(scores.score)
    if not scored.any():
        raise NoRowScored(stage="credit.validate")
    is_bad = outcomes.bad[outcomes.known][scored]
    measures = measure(scores.pd[scored], is_bad, development=False)
    stability = stability_of(model, frame, scores.score) if not absent else None
    notes += scores.notes
    unknown, thin = int((~outcomes.known).sum()), int((~scored).sum())
    if unknown:
        notes.append(Text(zh=f"{unknown} 行没有结果，未计入", en=f"{unknown} rows have no outcome and are left out"))
    if thin:
        notes.append(Text(zh=f"{thin} 行覆盖不足，没有分数", en=f"{thin} rows are too thinly covered for a score"))
    method = Text(zh=f"另一份数据：{data.name}", en=f"other data: {data.name}")
    return Measured(
        model=model,
        table=table,
        sample=Sample(method, scores.pd[scored], scores.score[scored], is_bad, measures),
        stability=stability,
        triggers=tuple(review_triggers(model, measures, stability)),
        notes=tuple(notes),
        unknown=unknown,
        unscored=thin,
    )


def review_triggers(model: "Model", found: "Measures", stability: "Stability | None") -> list[Text]:
    """What calls for a review, by `defaults/models.json`: shift, AUC and KS lower, calibration refused."""
    from puhui.credit.defaults import MODELS
    from puhui.credit.monitoring.triggers import performance_triggers

    triggers = []
    if stability is not None and stability.psi > MODELS.decimal("psi_max"):
        triggers.append(Text(zh=f"PSI {stability.psi:.2f} > 0.25", en=f"PSI {stability.psi:.2f} > 0.25: major shift"))
    triggers += [one.text for one in performance_triggers(model, found, "sample", MODELS)]
    if found.hosmer_lemeshow.p_value < MODELS.decimal("hosmer_lemeshow_p"):
        p = found.hosmer_lemeshow.p_value
        triggers.append(
            Text(zh=f"校准被拒绝：Hosmer-Lemeshow p = {p:.4f}", en=f"calibration refused: Hosmer-Lemeshow p = {p:.4f}")
        )
    return triggers
