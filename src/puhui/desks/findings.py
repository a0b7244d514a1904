"""Findings of custodians as the portrait shows them.

A custodian answers them as one document among its indicators: JSON, a list of `relations.Finding.as_dict`. What is no
such list is not shown at all: whoever sent it is told in the log, for it signed it.
"""

from collections.abc import Sequence
from typing import Any

import structlog

from puhui.credit.indicator import DOCUMENT
from puhui.desks.localising import both
from puhui.desks.scoring import Collected
from puhui.exchange.fields import FINDINGS
from puhui.relations import ToldFinding, read_findings
from puhui.relations.errors import MalformedFindings

_log = structlog.get_logger("puhui.desks.findings")

Document = dict[str, Any]


def findings_documents(collected: Sequence[Collected]) -> list[Document]:
    """What all custodians found, in the order collected, and who says so; texts in both languages."""
    return [_document(part, found) for part in collected for found in told_findings(part)]


def told_findings(part: Collected) -> Sequence[ToldFinding]:
    """The findings of one custodian's answer; none where it told none, or nothing that can be read."""
    item = part.indicators.get(FINDINGS)
    if item is None or item.unit != DOCUMENT or not isinstance(item.value, str):
        return ()
    try:
        return read_findings(item.value)
    except MalformedFindings as reason:
        _log.error("findings that cannot be read are not shown", custodian=part.custodian, cause=reason.cause_text.en)
        return ()


def _document(part: Collected, found: ToldFinding) -> Document:
    told = found.model_dump(mode="json", exclude={"subjects"})
    drawn = told["subgraph"]
    told["evidence"] = [_number_or_text(item) for item in told["evidence"]]
    drawn["nodes"] = [
        node | {"name": node["name"] or "", "subject": node["id"] in found.subjects} for node in drawn["nodes"]
    ]
    return told | {"custodian": part.custodian, "found_by": both(part.label)}


def _number_or_text(item: Document) -> Document:
    value = item.pop("value")
    item.pop("mark")
    return item | ({"text": value, "value": None} if isinstance(value, str) else {"text": None, "value": value})
