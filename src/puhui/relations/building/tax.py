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
    `burst_share12`.

    Of the 365 days up to `as_of`: revenue is valid invoices without tax, red-letter ones taken off; void is a share
    of all invoices, red of the blue amount, the last three days of quarters and the best month of the blue amount.
    """
    amount, day = pl.col("amount_fen"), pl.col("issued_on")
    valid = pl.col("status") == _VALID
    blue = pl.when(valid & (amount > 0)).then(amount).otherwise(0)
    red = pl.when(valid & (amount < 0)).then(-amount).otherwise(0)
    ends = day.dt.month_end()
    late = (ends.dt.month() % 3 == 0) & ((ends - day).dt.total_days() < _QUARTER_END_DAYS)
    per_month = (
        tables.one("tax", "sales")
        .filter(day > as_of - timedelta(days=_YEAR), day <= as_of)
        .group_by("uscc", day.dt.truncate("1mo").alias("month"))
        .agg(
            blue.sum().alias("blue"),
            red.sum().alias("red"),
            blue.filter(late).sum().alias("late"),
            pl.len().alias("all"),
            (pl.col("status") != _VALID).sum().alias("void"),
        )
    )
    total = pl.col("blue").sum()
    return (
        per_month.group_by("uscc")
        .agg(
            (total - pl.col("red").sum()).cast(pl.Float64).alias("rev12_fen"),
            pl.col("all").sum().cast(pl.Float64).alias("invoices12"),
            (pl.col("void").sum() / pl.col("all").sum()).alias("void_share12"),
            pl.when(total > 0).then(pl.col("red").sum() / total).alias("red_share12"),
            pl.when(total > 0).then(pl.col("late").sum() / total).alias("quarter_end_share12"),
            pl.when(total > 0).then(pl.col("blue").max() / total).alias("burst_share12"),
        )
        .collect()
    )
