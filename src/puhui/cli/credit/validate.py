"""`puhui credit validate`: how a model does on other rows with known outcomes, and what calls for a review."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from puhui.cli.credit.cards import Bad, Data, Json, SkipBadRows, as_json, broken_notes, broken_rows, read_model, say
from puhui.cli.output import EXIT_NO, emit
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.cli.credit.tables import Table
    from puhui.credit.measuring import Measured
    from puhui.credit.models import Model


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
    found, table = measured(card, data, target, bad or (), absent=absent or (), skip_bad_rows=skip_bad_rows)
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
            "rows": len(table),
            "unscored": found.unscored,
            "rows_without_outcome": found.unknown,
            "metrics": figures,
            "psi": round(stability.psi, 4) if stability else None,
            "csi": dict(stability.csi) if stability else None,
            "triggers": as_json(found.triggers),
            "notes": as_json(notes),
            "skipped": broken_rows(table),
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


def measured(
    model: "Model",
    data: Path,
    target: str,
    bad: Sequence[str],
    *,
    absent: Sequence[str] = (),
    skip_bad_rows: bool = False,
) -> "tuple[Measured, Table]":
    """What `credit.measuring` says of a table, and its rows with an outcome; raises what reading and scoring raise."""
    from puhui.cli.credit.score import read_for
    from puhui.credit.measuring import measured as measure_rows
    from puhui.credit.target import read_target

    table = read_for(model, data=data, skip_bad_rows=skip_bad_rows, text=[target])
    table.need(target)
    same = target == model.target.get("column")
    outcomes = read_target(table.column(target), target, bad or (model.target.get("bad", ()) if same else ()))
    frame = table.arrays([column for column in table.frame.columns if column != target])
    method = Text(zh=f"另一份数据：{data.name}", en=f"other data: {data.name}")
    found = measure_rows(model, frame, outcomes, method, absent=absent)
    return replace(found, notes=(*broken_notes(table), *found.notes)), table.rows(outcomes.known)
