"""A custodian's graph of its own tables: what it says about one enterprise at a time.

The graph is made of the dataset's whole tables. Who is told of is whom the custodian has records of; others it knows
by the public register alone. What leaves of a finding is what `puhui.relations.disclosed` lets leave.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.credit.indicators import Definition, read_row
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.holdings import UNREADABLE, Holdings
from puhui.exchange.connectors.kept import STAGE
from puhui.exchange.errors import SourceDown
from puhui.exchange.fields import FINDINGS
from puhui.kernel.identifiers import Uscc
from puhui.relations import Finding, Tables, build, disclosed, find, found_row, indicators
from puhui.relations.errors import TableUnusable

FINDINGS_MAX = 20
_HAPPENS = {"sales": "issued_on", "purchases": "issued_on", "sessions": "at", "transfers": "on_day"}
_KINDS = {"operator": "platform"}  # what relations calls the tables of a role; others by the role's own name


@dataclass(frozen=True)
class GraphView:
    """What the graph of one moment says, by enterprise."""

    definitions: Mapping[str, Definition]
    made_at: datetime
    rows: Mapping[str, Mapping[str, Any]]
    found: Mapping[str, Sequence[Finding]]
    months: int  # that the tables of what happens reach back

    def told(self, code: Uscc) -> IndicatorSet:
        """Every indicator about an enterprise, and its findings as a document; all `no_record` where it is unknown."""
        row, found = self.rows.get(code), self.found.get(code, ())
        if row is None:
            return read_row({}, self.definitions)
        held = self._read({**row, **found_row(found, code)})
        if FINDINGS not in held:
            return held
        told = [disclosed(one, code) for one in found[:FINDINGS_MAX]]
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        item = held[FINDINGS]
        document = Indicator(FINDINGS, text, item.unit, item.source, row["as_of"], 1.0, Cause.GRANTED)
        return IndicatorSet(tuple(document if one.name == FINDINGS else one for one in held.indicators))

    def _read(self, row: Mapping[str, Any]) -> IndicatorSet:
        """What holds on the day is known whole; what looks back, as far as the tables reach."""
        return IndicatorSet(
            tuple(
                item.read(row.get(item.name), self.months if item.window_m else 1, row["as_of"])
                for item in self.definitions.values()
            )
        )


def graph_view(holdings: Holdings, dataset: Dataset, now: datetime) -> GraphView:
    """The graph of the dataset's tables as they are now; raises `SourceDown`."""
    frames = holdings.whole(dataset)
    try:
        graph = build(_tables(dataset, frames), as_of=now.date())
        known = _known(dataset, frames)
        months = _months(frames, now.date())
        rows = {row["enterprise"]: row for row in indicators(graph).iter_rows(named=True) if row["enterprise"] in known}
        found: dict[str, list[Finding]] = {}
        for one in find(graph, codes=dataset.rules):
            for subject in one.subjects:
                found.setdefault(subject, []).append(one)
    except TableUnusable as reason:
        raise SourceDown(dataset=dataset.slug, reason=reason.code, stage=STAGE) from None
    except UNREADABLE as reason:
        raise SourceDown(dataset=dataset.slug, reason=type(reason).__name__, stage=STAGE) from None
    return GraphView(dataset.definitions, now, rows, found, months)


def _tables(dataset: Dataset, frames: Mapping[str, pl.LazyFrame]) -> Tables:
    """The tables by source: `registry/enterprises` is the registry's, what names no source the custodian's own."""
    held: dict[str, dict[str, pl.LazyFrame]] = {}
    for key, frame in frames.items():
        source, _, name = key.rpartition("/")
        held.setdefault(source or _KINDS.get(dataset.role, dataset.role), {})[name] = frame
    return Tables(held)


def _months(frames: Mapping[str, pl.LazyFrame], today: date) -> int:
    """How far back all tables of what happens day by day reach, the month under way with them."""
    happens = [frames[table].select(column) for table, column in _HAPPENS.items() if table in frames]
    days: list[date | None] = [one.select(pl.all().min().cast(pl.Date)).collect().item() for one in happens]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return 0  # one of them is empty
    return min(((today.year - day.year) * 12 + today.month - day.month + 1 for day in known), default=0)


def _known(dataset: Dataset, frames: Mapping[str, pl.LazyFrame]) -> frozenset[str]:
    """The enterprises that the custodian has records of."""
    named = [frames[table].select(pl.col(column).alias("uscc")) for table, column in dataset.known_by]
    return frozenset(pl.concat(named).drop_nulls().unique().collect()["uscc"].to_list())
