"""A custodian's graph of its own tables: what it says about one enterprise at a time.

The graph is made of the dataset's whole tables. Who is told of is whom the custodian has records of; others it knows
by the public register alone. What leaves of a finding is what `puhui.relations.disclosed` lets leave.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.credit.indicators import Definition, read_row
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.holdings import Holdings
from puhui.exchange.connectors.kept import STAGE
from puhui.exchange.errors import SourceDown
from puhui.exchange.fields import FINDINGS
from puhui.kernel.identifiers import Uscc
from puhui.relations import Finding, Tables, build, disclosed, find, found_row, indicators
from puhui.relations.errors import TableUnusable

FINDINGS_MAX = 20
_KINDS = {"operator": "platform"}  # what relations calls the tables of a role; others by the role's own name


@dataclass(frozen=True)
class GraphView:
    """What the graph of one moment says, by enterprise."""

    definitions: Mapping[str, Definition]
    made_at: datetime
    rows: Mapping[str, Mapping[str, Any]]
    found: Mapping[str, Sequence[Finding]]

    def told(self, code: Uscc) -> IndicatorSet:
        """Every indicator about an enterprise, and its findings as a document; all `no_record` where it is unknown."""
        row, found = self.rows.get(code), self.found.get(code, ())
        held = read_row({} if row is None else {**row, **found_row(found, code)}, self.definitions)
        if row is None or FINDINGS not in held:
            return held
        told = [disclosed(one, code) for one in found[:FINDINGS_MAX]]
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        item = held[FINDINGS]
        document = Indicator(FINDINGS, text, item.unit, item.source, row["as_of"], 1.0, Cause.GRANTED)
        return IndicatorSet(tuple(document if one.name == FINDINGS else one for one in held.indicators))


def graph_view(holdings: Holdings, dataset: Dataset, now: datetime) -> GraphView:
    """The graph of the dataset's tables as they are now; raises `SourceDown`."""
    frames = holdings.whole(dataset)
    try:
        graph = build(_tables(dataset, frames), as_of=now.date())
        known = _known(dataset, frames)
        rows = {row["enterprise"]: row for row in indicators(graph).iter_rows(named=True) if row["enterprise"] in known}
        found: dict[str, list[Finding]] = {}
        for one in find(graph, codes=dataset.rules):
            for subject in one.subjects:
                found.setdefault(subject, []).append(one)
    except TableUnusable as reason:
        raise SourceDown(dataset=dataset.slug, reason=reason.code, stage=STAGE) from None
    return GraphView(dataset.definitions, now, rows, found)


def _tables(dataset: Dataset, frames: Mapping[str, pl.DataFrame]) -> Tables:
    """The tables by source: `registry/enterprises` is the registry's, what names no source the custodian's own."""
    held: dict[str, dict[str, pl.LazyFrame]] = {}
    for key, frame in frames.items():
        source, _, name = key.rpartition("/")
        held.setdefault(source or _KINDS.get(dataset.role, dataset.role), {})[name] = frame.lazy()
    return Tables(held)


def _known(dataset: Dataset, frames: Mapping[str, pl.DataFrame]) -> frozenset[str]:
    """The enterprises that the custodian has records of."""
    columns = [frames[table][column].drop_nulls().unique().to_list() for table, column in dataset.known_by]
    return frozenset[str]().union(*columns)
