"""From the platform: which device, address of the net and phone each enterprise used on which day. All are digests
or blocks."""

from datetime import date, timedelta

import polars as pl

from puhui.relations.building.bank import KEPT_DAYS
from puhui.relations.building.tables import Tables
from puhui.relations.frames import EDGES, shaped
from puhui.relations.model import EdgeKind, NodeKind

_THINGS = {
    "device": (EdgeKind.USES_DEVICE, NodeKind.DEVICE, "device"),
    "ip_block": (EdgeKind.USES_IP, NodeKind.IP, "ip"),
    "phone": (EdgeKind.USES_LOGIN_PHONE, NodeKind.PHONE, "login-phone"),
}


def sessions(tables: Tables, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(devices, addresses and phones; edges to them, one a day), of the two years up to `as_of`."""
    day = pl.col("at").dt.date().alias("day")
    from_day = as_of - timedelta(days=KEPT_DAYS)
    used = (
        tables.one("platform", "sessions").with_columns(day).filter(pl.col("day").is_between(from_day, as_of)).collect()
    )
    nodes, edges = [], []
    for column, (edge, node, prefix) in _THINGS.items():
        found = (
            used.filter(pl.col(column).is_not_null(), pl.col(column) != "")
            .group_by("uscc", column, "day")
            .agg(pl.len().alias("count"))
            .sort("day", "uscc", column)
            .with_columns(pl.format(f"{prefix}:{{}}", column).alias("target"))
        )
        nodes.append(
            found.select(
                pl.col("target").alias("id"),
                pl.lit(node.value).alias("kind"),
                pl.lit(None, dtype=pl.String).alias("name"),
            )
        )
        made = found.rename({"uscc": "source"}).with_columns(
            pl.col("day").alias("since"),
            pl.col("day").alias("until"),
            pl.lit(edge.value).alias("kind"),
            pl.lit("platform").alias("origin"),
        )
        edges.append(shaped(made, EDGES, "sessions"))
    return pl.concat(nodes).unique("id", keep="first", maintain_order=True), pl.concat(edges)
