"""Tables of steps, each number under the rules of disclosure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from math import isnan
from zoneinfo import ZoneInfo

import polars as pl

from puhui.statistics.disclosure import Disclosure, disclosure
from puhui.statistics.errors import NoSuchBreakdown
from puhui.statistics.model import BEFORE, BREAKDOWNS, OF_APPLICATIONS, WHAT, Cell, Row, Step, Table

_CHINA = ZoneInfo("Asia/Shanghai")
_NOTHING = Cell(count=0, enterprises=0)
_SCHEMA = {
    "what": pl.String,
    "month": pl.String,
    "county": pl.String,
    "industry": pl.String,
    "segment": pl.String,
    "lender": pl.String,
    "campaign": pl.String,
    "enterprise": pl.String,
    "amount_fen": pl.Int64,
    "rate": pl.Float64,
    "hours": pl.Float64,
    "unsecured": pl.Boolean,
    "first_loan": pl.Boolean,
}
_FIRST = pl.col("first_loan").fill_null(value=False)
_WEIGHTED = pl.col("amount_fen").filter(pl.col("rate").is_not_null())


def table(steps: Sequence[Step], by: str, *, now: datetime, rules: Disclosure | None = None) -> Table:
    """Steps by `by`, in the order of its groups. Raises `NoSuchBreakdown`.

    Counts are of all steps so far; amounts, rates and times are of months that are over in China at `now`. How many
    steps there were in all is told however few: every member of the ledger sees that. Which groups they fell in is not,
    below the threshold. By lender or campaign nothing is told of what comes before an application.
    """
    if by not in BREAKDOWNS:
        raise NoSuchBreakdown(given=by, known=", ".join(BREAKDOWNS), stage="statistics.tables")
    rules = rules or disclosure()
    closed = now.astimezone(_CHINA).date().replace(day=1)
    frame = _frame(steps)
    kinds = [what for what in WHAT if what not in BEFORE or by not in OF_APPLICATIONS]
    told = frame.filter(pl.col("what").is_in(kinds))
    groups: list[str] = sorted(told[by].unique().to_list())
    grouped, whole = told.with_columns(pl.col(by).alias("group")), frame.with_columns(pl.lit("").alias("group"))
    cells = {what: _cells(grouped.filter(pl.col("what") == what), groups, closed, rules) for what in kinds}
    totals = {what: _total(whole.filter(pl.col("what") == what), closed, rules) for what in WHAT}
    enough = told["enterprise"].n_unique() >= rules.enterprises_min
    nothing = [Cell()] * len(groups)
    rows = [Row(group, **{what: cells.get(what, nothing)[at] for what in WHAT}) for at, group in enumerate(groups)]
    rows = rows if enough else []
    withheld = sum(cell.count is None for column in cells.values() for cell in column)
    return Table(by, tuple(rows), Row("", **totals), closed, rules.enterprises_min, withheld)


def refusals(steps: Sequence[Step], *, rules: Disclosure | None = None) -> dict[str, int]:
    """How many refusals named each reason, the commonest first; reasons of too few enterprises are left out."""
    rules = rules or disclosure()
    named = pl.DataFrame(
        [(code, step.enterprise) for step in steps if step.what == "declined" for code in step.reasons],
        schema={"code": pl.String, "enterprise": pl.String},
        orient="row",
    )
    found = named.group_by("code").agg(pl.len().alias("n"), pl.col("enterprise").n_unique().alias("of"))
    told = found.filter(pl.col("of") >= rules.enterprises_min).sort(["n", "code"], descending=[True, False])
    return dict(told.select("code", "n").iter_rows())


def _frame(steps: Sequence[Step]) -> pl.DataFrame:
    columns: dict[str, list[object]] = {
        name: [getattr(one, name) for one in steps] for name in _SCHEMA if name != "month"
    }
    columns["month"] = [one.at.astimezone(_CHINA).strftime("%Y-%m") for one in steps]
    return pl.DataFrame({name: columns[name] for name in _SCHEMA}, schema=_SCHEMA)


def _cells(frame: pl.DataFrame, groups: list[str], closed: date, rules: Disclosure) -> list[Cell]:
    """One kind of step in each group."""
    order = pl.DataFrame({"group": groups}, schema={"group": pl.String})
    counted = order.join(
        frame.group_by("group").agg(
            pl.len().alias("n"),
            pl.col("enterprise").n_unique().alias("of"),
            _FIRST.sum().alias("first"),
            pl.col("enterprise").filter(_FIRST).n_unique().alias("first_of"),
            pl.col("enterprise").filter(~_FIRST).n_unique().alias("rest_of"),
        ),
        on="group",
        how="left",
    ).fill_null(0)
    over = frame.filter(pl.col("month") < closed.strftime("%Y-%m"))
    largest = (
        over.group_by("group", "enterprise")
        .agg(pl.col("amount_fen").sum())
        .group_by("group")
        .agg(pl.col("amount_fen").max().alias("largest"))
    )
    measured = (
        order.join(over.group_by("group").agg(_measures()), on="group", how="left")
        .join(largest, on="group", how="left")
        .with_columns(pl.col("of").fill_null(0), (pl.col("largest") / pl.col("amount")).fill_null(0.0).alias("share"))
    )
    may_count = rules.counts(counted["of"].to_list())
    may_part = rules.parts([*zip(counted["first_of"].to_list(), counted["rest_of"].to_list(), strict=True)])
    may_measure = rules.amounts(measured["of"].to_list(), measured["share"].to_list())
    return [
        _cell(count, measure, may_count=may_count[at], may_part=may_part[at], may_measure=may_measure[at])
        for at, (count, measure) in enumerate(
            zip(counted.iter_rows(named=True), measured.iter_rows(named=True), strict=True)
        )
    ]


def _total(frame: pl.DataFrame, closed: date, rules: Disclosure) -> Cell:
    (cell,) = _cells(frame, [""], closed, rules)
    return replace(cell, count=frame.height)


def _measures() -> list[pl.Expr]:
    amount = pl.col("amount_fen")
    return [
        pl.col("enterprise").n_unique().alias("of"),
        amount.sum().alias("amount"),
        ((amount * pl.col("rate")).sum() / _WEIGHTED.sum()).alias("rate"),
        pl.col("hours").median().alias("median"),
        pl.col("hours").quantile(0.9, "linear").alias("p90"),
        (amount.filter(pl.col("unsecured")).sum() / amount.sum()).alias("unsecured"),
    ]


def _cell(
    count: dict[str, int], measure: dict[str, float], *, may_count: bool, may_part: bool, may_measure: bool
) -> Cell:
    if not may_count:
        return Cell()
    if not count["n"]:
        return _NOTHING
    told = Cell(count=count["n"], enterprises=count["of"], first_loans=count["first"] if may_part else None)
    if not may_measure or not measure["of"]:
        return told
    return replace(
        told,
        amount_fen=int(measure["amount"]),
        rate=_finite(measure["rate"]),
        hours_median=_finite(measure["median"]),
        hours_p90=_finite(measure["p90"]),
        unsecured_share=_finite(measure["unsecured"]),
    )


def _finite(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(float(value), 6)
