"""Findings of custodians as the portrait shows them.

A custodian answers them as one document among its indicators: JSON, a list of `relations.Finding.as_dict`. What is no
such list is not shown at all: whoever sent it is told in the log, for it signed it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from puhui.credit.indicator import DOCUMENT
from puhui.desks.scoring import Collected
from puhui.exchange.fields import FINDINGS

_log = structlog.get_logger("puhui.desks.findings")

Document = dict[str, Any]

_Word = Annotated[str, Field(max_length=200)]
_Sentence = Annotated[str, Field(max_length=2_000)]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class _Text(_Told):
    zh: _Sentence
    en: _Sentence


class _Evidence(_Told):
    name: _Word
    label: _Text
    value: float | _Sentence
    unit: _Word
    source: _Word
    as_of: date | None
    threshold: float | None


class _Node(_Told):
    id: _Word
    kind: _Word
    name: _Word | None


class _Edge(_Told):
    source: _Word
    target: _Word
    kind: _Word
    ratio: float | None
    amount_fen: int | None
    count: int
    since: date | None
    until: date | None


class _Subgraph(_Told):
    nodes: Annotated[list[_Node], Field(max_length=200)]
    edges: Annotated[list[_Edge], Field(max_length=600)]
    cut: bool


class _Finding(_Told):
    code: _Word
    title: _Text
    text: _Text
    severity: Literal["note", "warn", "critical"]
    subjects: list[_Word]
    as_of: date
    evidence: Annotated[list[_Evidence], Field(min_length=1, max_length=100)]
    subgraph: _Subgraph


_FINDINGS = TypeAdapter(Annotated[list[_Finding], Field(max_length=100)])


def findings_documents(collected: Sequence[Collected]) -> list[Document]:
    """What all custodians found, in the order collected; texts in both languages."""
    return [_document(found) for part in collected for found in _found(part)]


def _found(part: Collected) -> Sequence[_Finding]:
    item = part.indicators.get(FINDINGS)
    if item is None or item.unit != DOCUMENT or not isinstance(item.value, str):
        return ()
    try:
        return _FINDINGS.validate_json(item.value)
    except ValidationError as reason:
        kinds = sorted({error["type"] for error in reason.errors()})
        _log.error("findings that cannot be read are not shown", custodian=part.custodian, kinds=kinds)
        return ()


def _document(found: _Finding) -> Document:
    told = found.model_dump(mode="json", exclude={"subjects"})
    part = told["subgraph"]
    told["evidence"] = [_number_or_text(item) for item in told["evidence"]]
    part["nodes"] = [
        node | {"name": node["name"] or "", "subject": node["id"] in found.subjects} for node in part["nodes"]
    ]
    return told


def _number_or_text(item: Document) -> Document:
    value = item["value"]
    return item | ({"text": value, "value": None} if isinstance(value, str) else {"text": None})
