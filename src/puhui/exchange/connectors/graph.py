"""A custodian's graph of enterprises and people, behind permits: what it says about one enterprise at a time.

The graph is made of the dataset's whole tables and kept for a while: whoever asks in that time is answered by one state
of them. What leaves names other parties as the public register does, and nothing by which a person could be found
elsewhere: identity numbers, phones and e-mails are numbered, not named.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from puhui.consent import Permit
from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.credit.indicators import Definition, read_row
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.holdings import OTHER_DATA, Holdings
from puhui.exchange.errors import PermitDoesNotCover, SourceDown, UnknownDataset
from puhui.exchange.fields import FINDINGS
from puhui.kernel import Clock
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId, OrgId
from puhui.relations import Finding, Tables, build, find, indicators
from puhui.relations.errors import TableUnusable

KEPT = timedelta(minutes=15)
FINDINGS_MAX = 20
_NAMELESS = frozenset({"phone", "email", "device", "ip", "account"})
_STAGE = "exchange.connectors"


@dataclass(frozen=True)
class GraphView:
    """What the graph of one moment says, by enterprise."""

    definitions: Mapping[str, Definition]
    made_at: datetime
    rows: Mapping[str, Mapping[str, Any]]
    found: Mapping[str, Sequence[Finding]]

    def told(self, code: Uscc) -> IndicatorSet:
        """Every indicator about an enterprise, and its findings as a document; all `no_record` where it is unknown."""
        row = self.rows.get(code)
        held = read_row({} if row is None else row, self.definitions)
        if row is None or FINDINGS not in held:
            return held
        told = [numbered(one.as_dict()) for one in self.found.get(code, ())[:FINDINGS_MAX]]
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        item = held[FINDINGS]
        document = Indicator(FINDINGS, text, item.unit, item.source, row["as_of"], 1.0, Cause.GRANTED)
        return IndicatorSet(tuple(document if one.name == FINDINGS else one for one in held.indicators))


def view_of(holdings: Holdings, dataset: Dataset, now: datetime) -> GraphView:
    """The graph of the dataset's tables as they are now; raises `SourceDown`."""
    frames = holdings.whole(dataset)
    try:
        tables = Tables({dataset.role: {name: frame.lazy() for name, frame in frames.items()}})
        graph = build(tables, as_of=now.date())
        rows = {row["enterprise"]: row for row in indicators(graph).iter_rows(named=True)}
        found: dict[str, list[Finding]] = {}
        for one in find(graph):
            for subject in one.subjects:
                found.setdefault(subject, []).append(one)
    except TableUnusable as reason:
        raise SourceDown(dataset=dataset.slug, reason=reason.code, stage=_STAGE) from None
    return GraphView(dataset.definitions, now, rows, found)


class GraphConnector:
    """One dataset of relations. Safe from many threads."""

    def __init__(self, holdings: Holdings, dataset: Dataset, custodian: OrgId, clock: Clock) -> None:
        self._holdings = holdings
        self._dataset = dataset
        self._custodian = str(custodian)
        self._id: DatasetId = dataset.id_at(custodian)
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: GraphView | None = None

    def check(self) -> None:
        """See `Connector.check`."""
        self._known()

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; raises `PermitDoesNotCover` for another dataset or a field that is not granted."""
        return self.fetch_rows([permit], [uscc], fields)[0]

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`."""
        covered = all(
            isinstance(one, Permit) and one.dataset == self._id and set(fields) <= set(one.fields) for one in permits
        )
        if not covered or len(permits) != len(usccs):
            raise PermitDoesNotCover(what=OTHER_DATA, party=self._custodian, stage=_STAGE)
        if not set(fields) <= set(self._dataset.definitions):
            raise UnknownDataset(dataset=str(self._id), stage=_STAGE)
        known = self._known()
        told = [known.told(code) for code in usccs]
        return [IndicatorSet(tuple(held[name] for name in fields)) for held in told]

    def _known(self) -> GraphView:
        with self._lock:
            now = self._clock.now()
            if self._kept is None or now - self._kept.made_at > KEPT or now.date() != self._kept.made_at.date():
                self._kept = view_of(self._holdings, self._dataset, now)
            return self._kept


def numbered(found: Mapping[str, Any]) -> dict[str, Any]:
    """A finding as it may leave: people and their contacts by number, and contacts of people without their name.

    >>> nodes = [{"id": "A", "kind": "enterprise", "name": "甲"}, {"id": "phone:139", "kind": "phone", "name": "139"}]
    >>> told = numbered({"subgraph": {"nodes": nodes, "edges": [{"source": "A", "target": "phone:139"}]}})["subgraph"]
    >>> told["nodes"][1], told["edges"]
    ({'id': '1', 'kind': 'phone', 'name': ''}, [{'source': 'A', 'target': '1'}])
    """
    part = found["subgraph"]
    others = [node["id"] for node in part["nodes"] if node["kind"] != "enterprise"]
    number = {id_: str(place) for place, id_ in enumerate(others, 1)}
    nodes = [
        node | {"id": number.get(node["id"], node["id"]), "name": "" if node["kind"] in _NAMELESS else node["name"]}
        for node in part["nodes"]
    ]
    edges = [edge | {end: number.get(edge[end], edge[end]) for end in ("source", "target")} for edge in part["edges"]]
    return {**found, "subgraph": {**part, "nodes": nodes, "edges": edges}}
