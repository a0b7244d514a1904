"""`puhui credit monitor`: what a serving model scored and what came of it; exit code 1 when a review is called for."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import Bad, Data, Json, SkipBadRows, broken_notes, read_model, say
from puhui.cli.output import EXIT_NO, emit
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.cli.credit.tables import Table


class TimeUnclear(PuhuiError):
    """The column of time holds neither dates nor months."""

    category = Category.INVALID
    cause = Text(zh="列“{column}”既不是日期也不是月份", en="column {column!r} holds neither dates nor months")
    remedy = Text(zh="请用 2026-03-31 或 2026-03 的格式", en="write them as 2026-03-31 or 2026-03")


class FlagUnclear(PuhuiError):
    """A column that must say yes or no says something else."""

    category = Category.INVALID
    cause = Text(
        zh="列“{column}”应为是/否，却有 {example}", en="column {column!r} must say yes or no, but holds {example}"
    )
    remedy = Text(zh="请用 0/1、true/false 或 是/否", en="use 0/1, true/false or yes/no")


_YES = frozenset({"1", "true", "yes", "y", "approve", "approved", "是", "通过", "批准"})
_NO = frozenset({"0", "false", "no", "n", "decline", "declined", "refused", "否", "拒绝", "未通过"})


def monitor(
    model: Annotated[Path, typer.Argument(help="Scorecard or challenger (.json)")],
    data: Data,
    *,
    time: Annotated[str, typer.Option("--time", help="Column of the application's date or month")],
    target: Annotated[
        str | None, typer.Option("--target", help="Column of outcomes; empty where not yet known")
    ] = None,
    approved: Annotated[str | None, typer.Option("--approved", help="Column: was it approved?")] = None,
    overridden: Annotated[str | None, typer.Option("--overridden", help="Column: against the model's advice?")] = None,
    segment: Annotated[str | None, typer.Option("--segment", help="Column whose approvals are told apart")] = None,
    group: Annotated[list[str] | None, typer.Option("--group", help="Column compared for fairness; repeatable")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Folder for report.html and monitoring.json")] = None,
    bad: Bad = None,
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """The monthly report: shift, discrimination, calibration by period and grade, overrides, approvals, fairness.

    The table holds what was scored, one row an application. Exit code 1 when a limit is passed.
    """
    from puhui.cli.credit.score import read_for
    from puhui.cli.credit.tables import write_file
    from puhui.credit.monitoring import Applications
    from puhui.credit.monitoring import monitor as watch
    from puhui.credit.monitoring.page import render
    from puhui.credit.target import read_target

    card, digest = read_model(model)
    words = [column for column in (target, approved, overridden, segment, *(group or ())) if column]
    table = read_for(card, data=data, skip_bad_rows=skip_bad_rows, text=[*words, time])
    table.need(time, *words)
    months = _months(table, time)
    outcomes = None
    if target:
        same = target == card.target.get("column")
        values = bad or (card.target.get("bad", ()) if same else ())
        outcomes = read_target(table.column(target), target, values)
    log = Applications(
        frame=table.arrays(table.frame.columns),
        period=months,
        quarter=_quarters(months),
        bad=outcomes.bad if outcomes else None,
        known=outcomes.known if outcomes else None,
        approved=_flags(table, approved),
        overridden=_flags(table, overridden),
        segment=table.column(segment).astype(str) if segment else None,
        groups={name: table.column(name) for name in group or ()},
    )
    found = watch(card, log)
    document = found.as_dict() | {"digest": digest, "data": table.digest}
    page = None
    if report is not None:
        page = report / "report.html"
        write_file(page, render(found).encode())
        write_file(report / "monitoring.json", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    say([*broken_notes(table), *found.notes])
    last = found.periods[-1]
    lines = [
        f"{card.name} {card.version}, {found.periods[0].period} … {last.period}: {len(log):,} applications; "
        f"latest PSI {last.psi if last.psi is not None else '–'} against {found.against.en}"
    ]
    lines += [f"review: {trigger.text.en} (limit {trigger.limit:g}, mark {trigger.mark})" for trigger in found.triggers]
    if not found.triggers:
        lines.append("no limit is passed")
    if page:
        lines.append(f"report: {page}")
    emit(document | {"report": str(page) if page else None}, as_json=machine, text="\n".join(lines))
    if found.triggers:
        raise typer.Exit(EXIT_NO)


def _months(table: "Table", column: str) -> Any:
    """`YYYY-MM` of every row; raises `TimeUnclear`."""
    import numpy as np
    import polars as pl

    texts = table.frame[column].cast(pl.String)
    months = texts.str.extract(r"^(\d{4}-(0[1-9]|1[0-2]))(-\d{2}.*)?$", 1)
    if months.null_count():
        raise TimeUnclear(column=column, stage="credit.monitor")
    return np.array(months.to_list())


def _quarters(months: Any) -> Any:
    import numpy as np

    return np.array([f"{month[:4]}Q{(int(month[5:7]) + 2) // 3}" for month in months.tolist()])


def _flags(table: "Table", column: str | None) -> Any:
    """Yes or no of every row, None without a column; raises `FlagUnclear`."""
    import numpy as np

    if column is None:
        return None
    spelt = [str(value).strip().lower().removesuffix(".0") for value in table.column(column).tolist()]
    odd = next((value for value in spelt if value not in _YES and value not in _NO), None)
    if odd is not None:
        raise FlagUnclear(column=column, example=repr(odd), stage="credit.monitor")
    return np.array([value in _YES for value in spelt], dtype=np.bool_)
