"""What sources say of an enterprise by itself, as facts of its node. A source that was not read says nothing: its
facts are not there."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from puhui.relations.building.tables import Tables
from puhui.relations.building.tax import invoice_facts
from puhui.relations.graph import Fact

_THREE_YEARS = 1096
_DEFAULT_DAYS = 90


def facts(tables: Tables, nodes: pl.DataFrame, as_of: date) -> dict[str, Fact]:
    """All facts that the tables have, by name, for the nodes in their order."""
    found: dict[str, Fact] = {}
    if tables.has("tax", "sales"):
        found |= spread(invoice_facts(tables, as_of), nodes, "tax", as_of)
    if tables.has("social", "insured"):
        latest = (
            tables.one("social", "insured")
            .filter(pl.col("month") <= as_of)
            .sort("month")
            .group_by("uscc")
            .last()
            .collect()
        )
        day = latest["month"].max()
        found |= spread(latest.select("uscc", "insured"), nodes, "social", day if isinstance(day, date) else as_of)
    if tables.has("bank", "loans"):
        found |= spread(_loans(tables), nodes, "bank", as_of)
    for kind in ("owner", "bank"):
        if tables.has(kind, "statements") and "net_assets_fen" not in found:
            found |= _net_assets(tables, kind, nodes, as_of)
    if tables.has("court", "cases"):
        found |= spread(_cases(tables, as_of), nodes, "court", as_of, everybody=0.0)
    return found


def _loans(tables: Tables) -> pl.DataFrame:
    """Balance and default over all banks; a borrower in default anywhere is."""
    bad = (pl.col("state") == "defaulted") | (pl.col("days_past_due") >= _DEFAULT_DAYS)
    return (
        tables.one("bank", "loans")
        .group_by("uscc")
        .agg(
            pl.col("outstanding_fen").sum().alias("loan_balance_fen"),
            (bad & (pl.col("outstanding_fen") > 0)).max().cast(pl.Float64).alias("defaulted"),
        )
        .collect()
    )


def _net_assets(tables: Tables, kind: str, nodes: pl.DataFrame, as_of: date) -> dict[str, Fact]:
    table = tables.one(kind, "statements").filter(pl.col("period_end") <= as_of).sort("period_end")
    latest = table.group_by("uscc").last().collect()
    day = latest["period_end"].max()
    made = latest.select("uscc", "net_assets_fen")
    return spread(made, nodes, "owner", day if isinstance(day, date) else as_of)


def _cases(tables: Tables, as_of: date) -> pl.DataFrame:
    """Suits as defendant in 36 months, and open entries in the list of dishonest debtors, on the day."""
    filed = pl.col("filed_on")
    recent = (filed > as_of - timedelta(days=_THREE_YEARS)) & (filed <= as_of)
    open_ = (filed <= as_of) & (pl.col("closed_on").is_null() | (pl.col("closed_on") > as_of))
    sued = (pl.col("kind") == "lawsuit") & (pl.col("role") == "defendant") & recent
    return (
        tables.one("court", "cases")
        .group_by("uscc")
        .agg(
            sued.sum().cast(pl.Float64).alias("suits"),
            ((pl.col("kind") == "dishonest") & open_).max().cast(pl.Float64).alias("dishonest"),
        )
        .collect()
    )


def spread(
    table: pl.DataFrame, nodes: pl.DataFrame, source: str, day: date, *, everybody: float = float("nan")
) -> dict[str, Fact]:
    """The columns of a table by `uscc` as facts of all nodes; whoever is not in the table: `everybody`."""
    placed = nodes.select(pl.col("id").alias("uscc")).join(table, on="uscc", how="left", maintain_order="left")
    here = placed["uscc"].is_in(table["uscc"].to_list()).to_numpy() if not np.isnan(everybody) else None
    made = {}
    for name in table.columns[1:]:
        value = placed[name].cast(pl.Float64).fill_null(float("nan")).to_numpy().copy()
        if here is not None:
            value[~here] = everybody
        made[name] = Fact(value, source, day)
    return made
