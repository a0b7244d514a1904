"""From the tax bureau: invoices as edges seller → buyer, one a day; and what an enterprise's invoices say by
themselves.

An invoice between two enterprises of the city stands in the seller's sales and in the buyer's purchases: it is
counted once, by its number.
"""

from datetime import date, timedelta

import polars as pl

from puhui.relations.building.bank import KEPT_DAYS
from puhui.relations.building.tables import Tables
from puhui.relations.frames import EDGES, shaped
from puhui.relations.model import EdgeKind

_VALID = "valid"
_YEAR = 365
_QUARTER_END_DAYS = 3
_MONTH_END_DAYS = 5
_LATE_OF_MONTH = 0.16  # five days of a month, of its days
_REPLACED_DAYS = 31


def invoices(tables: Tables, as_of: date) -> pl.DataFrame:
    """Edges of valid blue invoices, without tax, of the two years up to `as_of`."""
    parts = []
    wanted = ["invoice_no", "issued_on", "amount_fen", "status"]
    if tables.has("tax", "sales"):
        sold = tables.one("tax", "sales")
        parts.append(sold.select(pl.col("uscc").alias("source"), pl.col("counterparty").alias("target"), *wanted))
    if tables.has("tax", "purchases"):
        bought = tables.one("tax", "purchases").select(
            pl.col("counterparty").alias("source"), pl.col("uscc").alias("target"), *wanted
        )
        parts.append(bought.join(parts[0], on=["source", "invoice_no"], how="anti") if parts else bought)
    summed = (
        pl.concat(parts, how="vertical_relaxed")
        .filter(
            pl.col("status") == _VALID,
            pl.col("amount_fen") > 0,
            pl.col("source").is_not_null(),
            pl.col("target").is_not_null(),
            pl.col("issued_on").is_between(as_of - timedelta(days=KEPT_DAYS), as_of),
        )
        .group_by("source", "target", "issued_on")
        .agg(pl.col("amount_fen").sum(), pl.len().alias("count"))
        .sort("issued_on", "source", "target")
        .with_columns(
            pl.col("issued_on").alias("since"),
            pl.col("issued_on").alias("until"),
            pl.lit(EdgeKind.INVOICES.value).alias("kind"),
            pl.lit("tax").alias("origin"),
        )
        .collect()
    )
    return shaped(summed, EDGES, "invoices")


def invoice_facts(tables: Tables, as_of: date) -> pl.DataFrame:
    """One row a seller: `rev12_fen`, `invoices12`, `void_share12`, `red_share12`, `quarter_end_share12`,
    `burst_share12`, `voids12`, `void_value_share12`, `void_size12`, `void_late_excess12`, `void_late_score12`.

    Of the 365 days up to `as_of`: revenue is valid invoices without tax, red-letter ones taken off; void is a share
    of all invoices, red of the blue amount, the last three days of quarters and the best month of the blue amount.
    The rest tells the shape of voids: how many; the amount of those that no valid invoice to the same buyer over the
    same amount replaced within 31 days, of all that was issued; the mean void by the mean valid invoice; the part of
    the void amount that fell on the last five days of months, less that part of the valid amount; and the same in
    standard errors of what chance does to voids of these sizes, for one large one on a month's end says little.
    """
    amount, day = pl.col("amount_fen"), pl.col("issued_on")
    valid, void = pl.col("status") == _VALID, pl.col("status") != _VALID
    sold = tables.one("tax", "sales").filter(day > as_of - timedelta(days=_YEAR), day <= as_of)
    blue = pl.when(valid & (amount > 0)).then(amount).otherwise(0)
    red = pl.when(valid & (amount < 0)).then(-amount).otherwise(0)
    gone = pl.when(void & (amount > 0)).then(amount).otherwise(0)
    ends = day.dt.month_end()
    left = (ends - day).dt.total_days()
    late = (ends.dt.month() % 3 == 0) & (left < _QUARTER_END_DAYS)
    last = left < _MONTH_END_DAYS
    per_month = sold.group_by("uscc", day.dt.truncate("1mo").alias("month")).agg(
        blue.sum().alias("blue"),
        red.sum().alias("red"),
        gone.sum().alias("gone"),
        blue.filter(late).sum().alias("late"),
        blue.filter(last).sum().alias("blue_last"),
        gone.filter(last).sum().alias("gone_last"),
        (gone.cast(pl.Float64) ** 2).sum().alias("gone_squared"),
        (blue > 0).sum().alias("blues"),
        pl.len().alias("all"),
        void.sum().alias("void"),
    )
    total, voided = pl.col("blue").sum(), pl.col("gone").sum()
    usual = pl.col("blue_last").sum() / total
    excess = pl.col("gone_last").sum() / voided - usual
    expected = usual.clip(_LATE_OF_MONTH, 1 - _LATE_OF_MONTH)
    chance = (expected * (1 - expected) * pl.col("gone_squared").sum()).sqrt() / voided
    per_year = per_month.group_by("uscc").agg(
        (total - pl.col("red").sum()).cast(pl.Float64).alias("rev12_fen"),
        pl.col("all").sum().cast(pl.Float64).alias("invoices12"),
        (pl.col("void").sum() / pl.col("all").sum()).alias("void_share12"),
        pl.when(total > 0).then(pl.col("red").sum() / total).alias("red_share12"),
        pl.when(total > 0).then(pl.col("late").sum() / total).alias("quarter_end_share12"),
        pl.when(total > 0).then(pl.col("blue").max() / total).alias("burst_share12"),
        pl.col("void").sum().cast(pl.Float64).alias("voids12"),
        pl.when((total > 0) & (voided > 0))
        .then((voided / pl.col("void").sum()) / (total / pl.col("blues").sum()))
        .alias("void_size12"),
        pl.when((total > 0) & (voided > 0)).then(excess).alias("void_late_excess12"),
        pl.when((total > 0) & (voided > 0)).then(excess / chance).alias("void_late_score12"),
        total.alias("total"),
        voided.alias("voided"),
    )
    replaced = _replaced(sold.filter(amount > 0))
    lost = pl.col("voided") - pl.col("replaced").fill_null(0)
    issued = pl.col("total") + pl.col("voided")
    return (
        per_year.join(replaced, on="uscc", how="left")
        .with_columns(pl.when(issued > 0).then(lost / issued).alias("void_value_share12"))
        .drop("total", "voided", "replaced")
        .collect()
    )


def _replaced(sold: pl.LazyFrame) -> pl.LazyFrame:
    """By seller, the amount of void invoices that a valid one to the same buyer over the same amount replaced."""
    key = ["uscc", "counterparty", "amount_fen"]
    valid = sold.filter(pl.col("status") == _VALID).select(*key, pl.col("issued_on").alias("again_on"))
    days = (pl.col("again_on") - pl.col("issued_on")).dt.total_days()
    return (
        sold.filter(pl.col("status") != _VALID)
        .join(valid, on=key)
        .filter(days.is_between(0, _REPLACED_DAYS))
        .unique(["uscc", "invoice_no"])
        .group_by("uscc")
        .agg(pl.col("amount_fen").sum().alias("replaced"))
    )
