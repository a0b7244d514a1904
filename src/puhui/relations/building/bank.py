"""From banks: guarantees, and transfers summed by payer, payee, day and tag.

A transfer between customers of two banks stands in both banks' tables: it is counted once (the larger of the two
counts of transfers with one payer, payee, day and amount).
"""

from datetime import date, timedelta

import polars as pl

from puhui.relations.building.tables import Tables
from puhui.relations.frames import EDGES, shaped
from puhui.relations.model import EdgeKind

KEPT_DAYS = 730


def guarantees(tables: Tables, as_of: date) -> pl.DataFrame:
    """Edges guarantor → borrower, a bank's each by itself."""
    parts = [
        table.filter(pl.col("since").is_null() | (pl.col("since") <= as_of))
        .select(
            pl.coalesce("guarantor_uscc", "guarantor_person_id").alias("source"),
            pl.col("guarantor_uscc").is_null().alias("person"),
            pl.col("borrower_uscc").alias("target"),
            pl.lit(EdgeKind.GUARANTEES.value).alias("kind"),
            "amount_fen",
            "since",
            "until",
            pl.col("kind").alias("detail"),
            pl.lit(source).alias("origin"),
        )
        .filter(pl.col("source").is_not_null(), pl.col("target").is_not_null())
        .collect()
        for source, table in tables.all("bank", "guarantees")
    ]
    return pl.concat(parts, how="vertical_relaxed")


def transfers(tables: Tables, as_of: date) -> pl.DataFrame:
    """Edges payer → payee, one a day and tag, of the two years up to `as_of`."""
    from_day = as_of - timedelta(days=KEPT_DAYS)
    key = ["payer", "payee", "on_day", "amount_fen", "tag"]
    parts = [
        table.filter(
            pl.col("payer").is_not_null(), pl.col("payee").is_not_null(), pl.col("on_day").is_between(from_day, as_of)
        )
        .group_by(key)
        .agg(pl.len().alias("times"))
        for _, table in tables.all("bank", "transfers")
    ]
    once = pl.concat(parts, how="vertical_relaxed").group_by(key).agg(pl.col("times").max())
    summed = (
        once.group_by("payer", "payee", "on_day", "tag")
        .agg((pl.col("amount_fen") * pl.col("times")).sum().alias("amount_fen"), pl.col("times").sum().alias("count"))
        .sort("on_day", "payer", "payee", "tag")
        .rename({"payer": "source", "payee": "target", "tag": "detail"})
        .with_columns(
            pl.col("on_day").alias("since"),
            pl.col("on_day").alias("until"),
            pl.lit(EdgeKind.PAYS.value).alias("kind"),
            pl.lit("bank").alias("origin"),
        )
        .collect()
    )
    return shaped(summed, EDGES, "transfers")
