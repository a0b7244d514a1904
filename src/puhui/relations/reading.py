"""Findings as they come from elsewhere: JSON, a list of `Finding.as_dict`, read strictly, whole or not at all.

The one reader of findings: whoever shows them or judges by them takes them from here. What a finding has beside these
fields is left out.

>>> import json
>>> from puhui.relations import find
>>> from puhui.relations.sketch import sketch
>>> graph = sketch(*(f"{who} uses_device d on 2026-06-0{day}" for day, who in enumerate("ABC", 1)))
>>> (told,) = read_findings(json.dumps([found.as_dict() for found in find(graph)]))
>>> told.code, told.severity, told.rank, told.subjects
('ACCESS', 'warn', 2, ['A', 'B', 'C'])
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from puhui.relations.errors import MalformedFindings
from puhui.relations.findings import EDGES_MAX, NODES_MAX

FINDINGS_MAX = 100
_RANKS = {"note": 1, "warn": 2, "critical": 3}
_Word = Annotated[str, Field(max_length=200)]
_Sentence = Annotated[str, Field(max_length=2_000)]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class ToldText(_Told):
    """A sentence in both languages."""

    zh: _Sentence
    en: _Sentence


class ToldEvidence(_Told):
    """One value that a finding rests on; see `findings.Evidence`."""

    name: _Word
    label: ToldText
    value: float | _Sentence
    unit: _Word
    source: _Word
    as_of: date | None
    threshold: float | None = None
    mark: _Word = ""


class ToldNode(_Told):
    """A node of a subgraph; people and what they share may have no name."""

    id: _Word
    kind: _Word
    name: _Word | None


class ToldEdge(_Told):
    """An edge of a subgraph; what may not be told of it is absent."""

    source: _Word
    target: _Word
    kind: _Word
    ratio: float | None
    amount_fen: int | None
    count: int
    since: date | None
    until: date | None


class ToldSubgraph(_Told):
    """A part of a graph."""

    nodes: Annotated[list[ToldNode], Field(min_length=1, max_length=NODES_MAX)]
    edges: Annotated[list[ToldEdge], Field(max_length=EDGES_MAX)]
    cut: bool


class ToldFinding(_Told):
    """A finding, never bare: see `findings.Finding`."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    title: ToldText
    text: ToldText
    severity: Literal["note", "warn", "critical"]
    subjects: list[_Word]
    as_of: date
    evidence: Annotated[list[ToldEvidence], Field(min_length=1, max_length=100)]
    subgraph: ToldSubgraph

    @property
    def rank(self) -> int:
        """1 to 3, the gravest."""
        return _RANKS[self.severity]


_FINDINGS = TypeAdapter(Annotated[list[ToldFinding], Field(max_length=FINDINGS_MAX)])


def read_findings(text: str) -> list[ToldFinding]:
    """The findings of a document; raises `MalformedFindings`, which says the kinds of what is wrong and no value."""
    try:
        return _FINDINGS.validate_json(text)
    except ValidationError as reason:
        kinds = ", ".join(sorted({error["type"] for error in reason.errors(include_input=False, include_url=False)}))
        raise MalformedFindings(kinds=kinds, stage="relations.reading") from None
