"""The cases of a sandbox: which of its enterprises plays what, at which bank, for which product.

Every sandbox has the same economy, drawn from one seed and begun on one day, so that a case plays the same in all of
them; `sandbox_cases.json` says who plays it. What came of it was found by playing it, and tests play it again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources

from puhui.kernel import Text

SEED, ENTERPRISES, ACCOUNTS = 3, 60, 24
AS_OF = date(2026, 11, 30)  # the last day of the custodians' data
START = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)  # nine in the morning at Beijing


@dataclass(frozen=True, slots=True)
class Player:
    """An enterprise by its USCC, and the product that it applies for."""

    uscc: str
    product: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a program can have happen; `players` by bank, in the order in which they come."""

    code: str
    name: Text
    expects: Text
    players: Mapping[str, tuple[Player, ...]]


@cache
def cases() -> tuple[Case, ...]:
    """All cases, as they are shown."""
    text = resources.files(__package__).joinpath("sandbox_cases.json").read_text(encoding="utf-8")
    return tuple(
        Case(
            one["code"],
            Text(**one["name"]),
            Text(**one["expects"]),
            {bank: tuple(Player(*player) for player in players) for bank, players in one["players"].items()},
        )
        for one in json.loads(text)["cases"]
    )
