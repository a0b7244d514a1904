"""What a score's coverage allows, as documents: its segment, the card that gave it, the cap, and what to grant next."""

from typing import Any

from puhui.credit import Explanation
from puhui.credit.segments import standing
from puhui.desks.localising import both
from puhui.desks.models.uses import Served

Document = dict[str, Any]


def model_document(served: Served) -> Document:
    """The card by name, version and digest, and on what basis it serves."""
    return {
        "name": served.card.name,
        "version": served.card.version,
        "label": both(served.card.label),
        "digest": served.digest,
        "basis": served.basis.value,
        "uncalibrated": served.uncalibrated,
        "why": both(served.why),
    }


def standing_document(served: Served, explained: Explanation) -> Document:
    """None, a capped or a whole score; and the grants that would tell most."""
    found = standing(served.card, explained)
    return {
        "depth": found.depth.value,
        "text": both(found.text),
        "grade_cap": found.grade_cap,
        "limit_cap_fen": found.limit_cap_fen,
        "needs": [
            {
                "source": need.source,
                "label": both(need.label),
                "text": both(need.text),
                "gain": need.gain,
                "coverage": need.coverage,
            }
            for need in found.needs
        ],
        "coverage_with": found.coverage_with,
        "enough": found.enough,
    }
