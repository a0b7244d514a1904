"""From the registry: enterprises, the people and companies behind them, addresses, phones, emails and agents."""

from datetime import date

import polars as pl

from puhui.relations.building.tables import Tables
from puhui.relations.frames import EDGES, NODES, shaped
from puhui.relations.model import EdgeKind, NodeKind

_ROLES = {
    "legal_representative": EdgeKind.LEGAL_REP,
    "shareholder": EdgeKind.HOLDS,
    "director": EdgeKind.DIRECTOR,
    "supervisor": EdgeKind.SUPERVISOR,
    "executive": EdgeKind.EXECUTIVE,
    "controller": EdgeKind.CONTROLS,
}
_CONTACTS = {
    "address": EdgeKind.AT_ADDRESS,
    "phone": EdgeKind.USES_PHONE,
    "email": EdgeKind.USES_EMAIL,
    "agent": EdgeKind.USES_AGENT,
}
COVERS = (*_ROLES.values(), *_CONTACTS.values())


def enterprises(tables: Tables) -> pl.DataFrame:
    """The nodes of the register's enterprises, columns of `NODES`."""
    found = tables.one("registry", "enterprises").collect()
    kept = shaped(
        found.rename({"uscc": "id"}).with_columns(pl.lit(NodeKind.ENTERPRISE.value).alias("kind")), NODES, "enterprises"
    )
    return kept.unique("id", keep="first", maintain_order=True).with_columns(pl.lit(False).alias("outside"))


def stakeholders(tables: Tables, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(people and companies, edges) of the roles. A person without an id is another one at every enterprise."""
    found = tables.one("registry", "stakeholders").filter(pl.col("role").is_in(list(_ROLES))).collect()
    nobody = pl.col("person_id").is_null() & pl.col("party_uscc").is_null()
    named = pl.format("{}@{}", pl.col("person_name").fill_null("?"), pl.col("uscc"))
    held = found.with_columns(
        pl.when(nobody).then(named).otherwise(pl.coalesce("party_uscc", "person_id")).alias("source"),
        pl.col("role").replace_strict({role: kind.value for role, kind in _ROLES.items()}).alias("kind"),
        pl.when(pl.col("party_uscc").is_null())
        .then(pl.lit(NodeKind.PERSON.value))
        .otherwise(pl.lit(NodeKind.ENTERPRISE.value))
        .alias("who"),
    )
    held = _with_ratio(held, as_of)
    nodes = held.select(pl.col("source").alias("id"), pl.col("who").alias("kind"), pl.col("person_name").alias("name"))
    edges = shaped(
        held.rename({"uscc": "target"}).with_columns(
            pl.lit("registry").alias("origin"),
            pl.col("subscribed_fen").cast(pl.Int64).alias("amount_fen"),
            pl.when(nobody).then(0.8).otherwise(1.0).alias("confidence"),
        ),
        EDGES,
        "stakeholders",
    )
    return nodes.unique("id", keep="first", maintain_order=True), edges.filter(
        pl.col("since").is_null() | (pl.col("since") <= as_of)
    )


def _with_ratio(held: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """A holder's part where the register does not say it: what was subscribed, of all that is subscribed now."""
    if "subscribed_fen" not in held.columns:
        held = held.with_columns(pl.lit(None, dtype=pl.Int64).alias("subscribed_fen"))
    holds = pl.col("kind") == EdgeKind.HOLDS.value
    current = holds & (pl.col("until").is_null() | (pl.col("until") > as_of))
    whole = pl.col("subscribed_fen").filter(current).sum().over("uscc")
    derived = pl.when(holds & (whole > 0)).then(pl.col("subscribed_fen") / whole)
    return held.with_columns(pl.coalesce(pl.col("ratio").cast(pl.Float64), derived).alias("ratio"))


def contacts(tables: Tables, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(addresses, phones, …; edges to them). A registered incubator's address is `exempt`."""
    found = (
        tables.one("registry", "contacts")
        .filter(pl.col("kind").is_in(list(_CONTACTS)), pl.col("value").is_not_null(), pl.col("value") != "")
        .filter(pl.col("since").is_null() | (pl.col("since") <= as_of))
        .collect()
        .with_columns(pl.format("{}:{}", "kind", "value").alias("target"), pl.col("kind").alias("thing"))
    )
    exempt = pl.lit(False)
    if tables.has("registry", "incubators"):
        listed = tables.one("registry", "incubators").select("value").collect()["value"]
        exempt = (pl.col("thing") == "address") & pl.col("value").is_in(listed.to_list())
    nodes = found.select(
        pl.col("target").alias("id"),
        pl.col("thing").alias("kind"),
        pl.col("value").alias("name"),
        exempt.alias("exempt"),
    )
    edges = shaped(
        found.rename({"uscc": "source"}).with_columns(
            pl.col("thing").replace_strict({name: kind.value for name, kind in _CONTACTS.items()}).alias("kind"),
            pl.lit("registry").alias("origin"),
        ),
        EDGES,
        "contacts",
    )
    return nodes.unique("id", keep="first", maintain_order=True), edges
