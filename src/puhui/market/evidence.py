"""What a product's lender is shown of an enterprise: its indicators, or a score alone. Pure.

>>> Evidence.parse({"shown": "score", "card": "joint-expert", "card_version": "2026.1"}).by_score
True
>>> Evidence.parse(None).shown.value
'indicators'
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class Shown(StrEnum):
    """What reaches the lender."""

    INDICATORS = "indicators"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`card` and `card_version` name the scorecard where only its score is shown, and are empty otherwise."""

    shown: Shown = Shown.INDICATORS
    card: str = ""
    card_version: str = ""

    @property
    def by_score(self) -> bool:
        """Whether the lender is shown a score and not one figure behind it."""
        return self.shown is Shown.SCORE

    @classmethod
    def parse(cls, raw: Any) -> Self:
        """Of its JSON, None for a product that says nothing; raises `ValueError` that says what is wrong."""
        if raw is None:
            return cls()
        if not isinstance(raw, dict) or "shown" not in raw:
            raise ValueError("evidence says what is shown")
        shown = Shown(raw["shown"])
        keys = {"shown", "card", "card_version"} if shown is Shown.SCORE else {"shown"}
        if set(raw) != keys or not all(isinstance(raw[key], str) and raw[key].strip() for key in keys):
            raise ValueError(f"evidence of {shown.value} has {', '.join(sorted(keys))}")
        return cls(shown, raw.get("card", ""), raw.get("card_version", ""))
