"""What a product's lender is shown of an enterprise: its indicators, or a score alone. Pure.

>>> Evidence.parse({"shown": "score", "card": "joint-expert", "card_version": "2026.1"}).by_score
True
>>> Evidence.parse(None).shown.value
'indicators'
>>> Evidence.parse({"shown": "indicators", "welcome": ["innovation", "penalties"]}).welcome
('innovation', 'penalties')
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from puhui.exchange import chosen_slugs


class Shown(StrEnum):
    """What reaches the lender."""

    INDICATORS = "indicators"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`card` and `card_version` name the scorecard where only its score is shown, and are empty otherwise.

    `welcome` are datasets, by slug, that the lender would look at beside what it always asks for: the enterprise may
    grant each of them or not, and nothing is held against one that does not.
    """

    shown: Shown = Shown.INDICATORS
    card: str = ""
    card_version: str = ""
    welcome: tuple[str, ...] = ()

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
        welcome = raw.get("welcome", []) if shown is Shown.INDICATORS else []
        named = {"welcome"} & set(raw) if shown is Shown.INDICATORS else set()
        if set(raw) != keys | named or not all(isinstance(raw[key], str) and raw[key].strip() for key in keys):
            raise ValueError(f"evidence of {shown.value} has {', '.join(sorted(keys))}")
        if not isinstance(welcome, list) or len(set(welcome)) != len(welcome) or not set(welcome) <= chosen_slugs():
            raise ValueError(f"welcome has, each once, any of {', '.join(sorted(chosen_slugs()))}")
        return cls(shown, raw.get("card", ""), raw.get("card_version", ""), tuple(welcome))
