"""Foreign tables by a recipe: one JSON file says which columns are nodes, edges and facts (`puhui-graph-recipe/1`).

`choices` are words that stand in braces in the recipe and are chosen when it is used. A type of edge that the
recipe does not name is
left out; an edge that is there twice counts once. A fact counts the rows of a table that pass `where` (`per` a
column: one fact a value); whoever has none has 0.

>>> sorted(SHIPPED), Recipe.parse(shipped("smesd")).choices
(['smesd'], {'graph': ('train', 'validate')})
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Self

import polars as pl

from puhui.kernel import Text
from puhui.relations.building.facts import spread
from puhui.relations.errors import MalformedRecipe, TableUnusable
from puhui.relations.frames import EDGES, NODES, graph_of, shaped
from puhui.relations.graph import Fact, Graph
from puhui.relations.model import EdgeKind, NodeKind

FORMAT = "puhui-graph-recipe/1"
SHIPPED = ("smesd",)
_STAGE = "relations.recipe"


def shipped(name: str) -> bytes:
    """A recipe that comes with the product; raises `MalformedRecipe` where there is none of that name."""
    if name not in SHIPPED:
        raise MalformedRecipe(
            reason=Text(
                zh=f"没有配方 {name!r}（随附：{', '.join(SHIPPED)}）",
                en=f"there is no recipe {name!r} (shipped: {', '.join(SHIPPED)})",
            ),
            stage=_STAGE,
        )
    return resources.files("puhui.relations").joinpath(f"recipes/{name}.json").read_bytes()


@dataclass(frozen=True)
class Recipe:
    """A recipe, read and checked for its form."""

    name: str
    as_of: date
    choices: dict[str, tuple[str, ...]]
    raw: Mapping[str, Any]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the JSON; raises `MalformedRecipe`."""
        try:
            raw = json.loads(data)
            choices = {name: tuple(words) for name, words in raw.get("choices", {}).items()}
            made = cls(raw["name"], date.fromisoformat(raw["as_of"]), choices, raw)
            kinds = [*raw["edges"]["types"].values()]
            known = all(item["kind"] in set(EdgeKind) for item in kinds)
            known = known and all(kind in set(NodeKind) for kind in raw["nodes"]["kinds"].values())
            whole = all(part in raw["nodes"] for part in ("table", "id", "kind"))
            whole = whole and all(part in raw["edges"] for part in ("table", "source", "target", "type"))
        except (ValueError, KeyError, TypeError, AttributeError) as reason:
            raise MalformedRecipe(reason=repr(reason), stage=_STAGE) from None
        if raw.get("format") != FORMAT or not known or not whole:
            why = (
                f"format {raw.get('format')!r}"
                if raw.get("format") != FORMAT
                else Text(zh="类型或列未命名", en="a kind or a column is not named")
            )
            raise MalformedRecipe(reason=why, stage=_STAGE)
        return made

    def tables(self) -> list[str]:
        """The tables that it reads."""
        parts = [self.raw["nodes"], self.raw["edges"], *self.raw.get("facts", [])]
        parts += [self.raw["enterprises"]] if "enterprises" in self.raw else []
        return sorted({part["table"] for part in parts})

    def build(self, tables: Mapping[str, pl.DataFrame], *, chosen: Mapping[str, str]) -> Graph:
        """The graph of the tables; raises `MalformedRecipe` on a choice not made, `TableUnusable`."""
        for name, words in self.choices.items():
            if chosen.get(name) not in words:
                raise MalformedRecipe(reason=f"say {name}={' or '.join(words)}", stage=_STAGE)
        for name in self.tables():
            if name not in tables:
                raise TableUnusable(table=name, reason=Text(zh="它不存在", en="it is not there"), stage=_STAGE)
        try:
            return self._build(tables, chosen)
        except pl.exceptions.PolarsError as reason:
            raise TableUnusable(table=self.name, reason=str(reason).splitlines()[0], stage=_STAGE) from None

    def _build(self, tables: Mapping[str, pl.DataFrame], chosen: Mapping[str, str]) -> Graph:
        edges = self._edges(tables, chosen)
        nodes = self._nodes(tables, chosen, edges)
        facts: dict[str, Fact] = {}
        for item in self.raw.get("facts", []):
            rows = tables[item["table"]].filter(_passes(item.get("where", {}), chosen))
            facts |= spread(_counted(rows, item), nodes, item["source"], self.as_of, everybody=0.0)
        covers = {EdgeKind(item["kind"]) for item in self.raw["edges"]["types"].values()}
        return graph_of(nodes, edges, as_of=self.as_of, facts=facts, covers=covers)

    def _edges(self, tables: Mapping[str, pl.DataFrame], chosen: Mapping[str, str]) -> pl.DataFrame:
        told = self.raw["edges"]
        rows = tables[told["table"]].filter(_passes(told.get("where", {}), chosen))
        parts = []
        for type_, item in told["types"].items():
            found = rows.filter(pl.col(told["type"]).cast(pl.String) == type_)
            values = {name: _value(how) for name, how in item.items() if name != "kind"}
            made = found.select(
                pl.col(told["source"]).cast(pl.String).alias("source"),
                pl.col(told["target"]).cast(pl.String).alias("target"),
                pl.lit(item["kind"]).alias("kind"),
                pl.lit(self.name).alias("origin"),
                *(value.alias(name) for name, value in values.items()),
            )
            parts.append(shaped(made.unique(maintain_order=True), EDGES, told["table"]))
        return _with_parts(pl.concat(parts)) if told.get("parts") == "of_amounts" else pl.concat(parts)

    def _nodes(
        self, tables: Mapping[str, pl.DataFrame], chosen: Mapping[str, str], edges: pl.DataFrame
    ) -> pl.DataFrame:
        told = self.raw["nodes"]
        nodes = tables[told["table"]].select(
            pl.col(told["id"]).cast(pl.String).alias("id"),
            pl.col(told["kind"]).replace_strict(told["kinds"]).alias("kind"),
        )
        ends = pl.concat([edges["source"], edges["target"]]).unique()
        if "enterprises" not in self.raw:
            return shaped(nodes, NODES, told["table"])
        more = self.raw["enterprises"]
        chosen_rows = tables[more["table"]].filter(_passes(more.get("where", {}), chosen))
        columns = chosen_rows.select(
            pl.col(more["id"]).cast(pl.String).alias("id"),
            *(_value(how).alias(name) for name, how in more["columns"].items()),
            pl.lit(False).alias("outside"),
        )
        joined = nodes.join(columns, on="id", how="left", maintain_order="left")
        company = pl.col("kind") == NodeKind.ENTERPRISE.value
        kept = joined.filter(pl.col("outside").is_not_null() | pl.col("id").is_in(ends.to_list()))
        return shaped(
            kept.with_columns(pl.when(company).then(pl.col("outside").fill_null(True)).alias("outside")),
            NODES,
            told["table"],
        )


def _counted(rows: pl.DataFrame, item: Mapping[str, Any]) -> pl.DataFrame:
    """How many rows each id has; with `per`, in a column for each value of that column, whose name stands for `{}`."""
    who = pl.col(item["id"]).cast(pl.String).alias("uscc")
    if "per" not in item:
        return rows.group_by(who).agg(pl.len().cast(pl.Float64).alias(item["name"]))
    each = sorted(rows[item["per"]].drop_nulls().unique().to_list())
    counts = ((pl.col(item["per"]) == one).sum().cast(pl.Float64).alias(item["name"].format(one)) for one in each)
    return rows.group_by(who).agg(*counts)


def _with_parts(edges: pl.DataFrame) -> pl.DataFrame:
    """Holders' parts where only amounts are told: each amount of all amounts held of the enterprise."""
    held = pl.col("kind") == EdgeKind.HOLDS.value
    whole = pl.col("amount_fen").filter(held).sum().over("target")
    part = pl.when(held & (whole > 0)).then(pl.col("amount_fen") / whole)
    return edges.with_columns(pl.coalesce("ratio", part).alias("ratio"))


def _passes(where: Mapping[str, list[Any]], chosen: Mapping[str, str]) -> pl.Expr:
    """Every column named holds one of its words."""
    able: pl.Expr = pl.lit(True)
    for column, words in where.items():
        said = [word.format(**chosen) if isinstance(word, str) else word for word in words]
        able = able & pl.col(column.format(**chosen)).is_in(said)
    return able


def _value(how: Mapping[str, Any]) -> pl.Expr:
    made: pl.Expr = (pl.col(how["column"]) * how.get("times", 1)).round().cast(pl.Int64)
    return made
