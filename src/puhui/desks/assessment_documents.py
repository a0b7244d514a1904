"""What an assessment recommends, as documents, with the terms of its numbers.

Texts are in both languages (`localising`), money in fen, rates decimal text.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from puhui.credit.limit import Limit, method_text
from puhui.credit.price import Price
from puhui.decisions import Outcome, Severity
from puhui.desks.localising import both
from puhui.desks.scoring import Collected
from puhui.kernel import Text
from puhui.lending.assessing import Recommendation
from puhui.lending.own_data import LABELS, OwnData

Document = dict[str, Any]

_NOT_SHOWN = Text(zh="所需数据未向贷款机构提供，未采用", en="not used: its figures are not shown to the lender")
_SILENT = frozenset({Severity.PASS, Severity.NOTE})


class ShownScore(Protocol):
    """A score as it is shown, and what was collected for it: nothing where the score alone is shown."""

    @property
    def document(self) -> Document:
        """The score."""
        ...

    @property
    def collected(self) -> Sequence[Collected]:
        """The indicators behind it."""
        ...


def recommendation_document(scored: ShownScore, found: Recommendation, own: OwnData, entry: str) -> Document:
    """The recommendation that came of a score; `entry` is the assessment's on the ledger."""
    score = scored.document | {"entry": entry}
    shown = {name: value for name, value in score.items() if name not in ("terms", "indicators")}
    return {
        "score": shown,
        "outcome": found.verdict.value,
        "limit": limit_document(found.limit),
        "price": price_document(found.price),
        "unsized": [
            {"name": name, "label": both(method_text(name)), "formula": both(_NOT_SHOWN)} for name in found.unsized
        ],
        "rules": rules_document(found.outcome),
        "own_data": own_documents(own),
    }


def limit_document(limit: Limit | None) -> Document | None:
    """A limit with its terms."""
    if limit is None:
        return None
    return {
        "amount_fen": limit.amount_fen,
        "terms": [
            {"name": term.name, "label": both(term.label), "amount_fen": term.amount_fen, "formula": both(term.formula)}
            for term in limit.terms
        ],
        "binding": limit.binding,
    }


def price_document(price: Price | None) -> Document | None:
    """A price with its terms."""
    if price is None:
        return None
    return {
        "annual_rate": format(price.annual_rate, "f"),
        "terms": [
            {
                "name": term.name,
                "label": both(term.label),
                "rate": format(term.rate, "f"),
                "formula": both(term.formula),
            }
            for term in price.terms
        ],
        "clamped_by": price.clamped_by,
    }


def rules_document(outcome: Outcome) -> list[Document]:
    """The rules that spoke: those that are kept say nothing."""
    return [
        {
            "code": finding.code,
            "text": both(finding.text),
            "severity": finding.severity.value,
            "evidence": finding.fact.document() | {"name": finding.evidence, "label": both(finding.rule.label)},
        }
        for finding in outcome.findings
        if finding.severity not in _SILENT
    ]


def own_documents(own: OwnData) -> list[Mapping[str, Any]]:
    """The bank's own facts as indicators, labelled as the lending room calls them."""
    return [
        {
            "name": name,
            "label": both(LABELS[name]),
            "value": _number(fact.value),
            "unit": _unit(name, fact.value),
            "source": "own",
            "as_of": own.as_of.isoformat(),
            "coverage": 0.0 if fact.absent else 1.0,
            "cause": fact.cause or "granted",
        }
        for name, fact in own.facts().items()
    ]


def _unit(name: str, value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "flag"
    return "fen" if name.endswith("_fen") else "days" if "days" in name else "count"


def _number(value: str | bool | None) -> float | None:
    return None if value is None else float(value)
