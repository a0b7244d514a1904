"""Relations as indicators: one row an enterprise, in the names, units and directions of `relations.json`.

The file has the format of all indicator families (`puhui-indicators/1`); `reads` and `facts` say what each rests
on. An indicator whose source was not read has no value for anybody: no edge is no news where nobody looked.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("P holds A 0.6", "P holds B 0.6", facts={"suits": {"A": 0, "B": 3}})
>>> table = indicators(graph)
>>> table.select("enterprise", "rel_neighbour_suits", "rel_group_size", "rel_top_holder_share").rows()
[('A', 3.0, 2.0, 0.6), ('B', 0.0, 2.0, 0.6)]
>>> DEFINITIONS["rel_group_size"]["direction"]
'neither'
"""

import json
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl

from puhui.relations.graph import Graph
from puhui.relations.indicators import exposures, holders, neighbours
from puhui.relations.indicators.links import links
from puhui.relations.model import EdgeKind
from puhui.relations.thresholds import THRESHOLDS, Thresholds


def definitions_file() -> bytes:
    """`relations.json` as it is, for whoever reads families of indicators."""
    return resources.files("puhui.relations.indicators").joinpath("relations.json").read_bytes()


DEFINITIONS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {item["name"]: MappingProxyType(item) for item in json.loads(definitions_file())["indicators"]}
)


def indicators(graph: Graph, *, thresholds: Thresholds = THRESHOLDS) -> pl.DataFrame:
    """One row a subject, in their order: `enterprise`, `as_of`, and every indicator of the definitions, null where
    absent."""
    now = graph.now
    found = holders.compute(now) | neighbours.compute(now, links(now), thresholds) | exposures.compute(now, thresholds)
    subjects = now.subjects
    columns: dict[str, Any] = {
        "enterprise": now.nodes["id"].gather(subjects),
        "as_of": pl.repeat(now.as_of, len(subjects), dtype=pl.Date, eager=True),
    }
    for name, item in DEFINITIONS.items():
        read = {EdgeKind(kind) for kind in item["reads"]} <= graph.covers and set(item["facts"]) <= set(now.facts)
        value = found[name][subjects] if read else np.full(len(subjects), np.nan)
        columns[name] = pl.Series(value, nan_to_null=True, dtype=pl.Float64)
    return pl.DataFrame(columns)


__all__ = ["DEFINITIONS", "definitions_file", "indicators"]
