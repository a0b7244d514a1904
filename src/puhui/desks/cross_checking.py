"""Sources laid side by side, as the portrait shows it: contradictions first, what cannot be judged last."""

from collections.abc import Mapping, Sequence
from typing import Any

from puhui.credit.contradictions import cross_check
from puhui.desks.localising import both
from puhui.desks.scoring import Collected, first_known
from puhui.exchange import all_definitions

Document = dict[str, Any]
_ORDER = ("contradiction", "consistent", "cannot_be_judged")
_GRAVITY = ("high", "medium", "low")


def cross_check_documents(collected: Sequence[Collected]) -> list[Document]:
    """Every comparison of indicators that sources here have; where a side did not come, with the cause.

    What only people could hand in (a stated headcount, say) is compared where they do, not here.
    """
    ours = [_document(one) for one in cross_checks(collected)]
    return sorted(ours, key=lambda one: (_ORDER.index(one["state"]), _GRAVITY.index(one["severity"])))


def cross_checks(collected: Sequence[Collected]) -> list[Mapping[str, Any]]:
    """The same comparisons as `credit.contradictions` tells them."""
    told = (found.document() for found in cross_check(first_known(collected)))
    return [one for one in told if all(side["name"] in all_definitions() for side in one["evidence"])]


def _document(told: Mapping[str, Any]) -> Document:
    kept = ("code", "label", "state", "severity", "text", "verify")
    return {name: told[name] for name in kept} | {"sides": [_side(side) for side in told["evidence"]]}


def _side(side: Mapping[str, Any]) -> Document:
    value = side["value"]
    return {
        "name": side["name"],
        "label": both(all_definitions()[side["name"]].label),
        "value": None if value is None or isinstance(value, str) else float(value),
        "text": value if isinstance(value, str) else None,
        "unit": side["unit"],
        "source": side["source"],
        "as_of": side["as_of"],
        "cause": side["cause"],
    }
