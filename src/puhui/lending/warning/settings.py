"""What the shipped rules of early warning read, how often, and by when somebody acts: versioned, each with its mark."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from puhui.decisions import parse_rules
from puhui.lending.office import hour_in_china

DOCUMENTS = ("timeline", "power_months", "trade_months")
"""Fields that are documents: shown as pictures, and the timeline's warnings counted."""

NEWS = {"news_alerts": "alert", "news_watches": "watch"}
"""Facts that count the warnings of the timeline, by their level there."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A fact that says how far another has moved since the first look: a `difference`, or a `ratio` less 1."""

    name: str
    of: str
    kind: str


@dataclass(frozen=True, slots=True)
class WarningSettings:
    """One version. Hours are China's; a night may pass midnight."""

    version: str
    every: timedelta
    night: tuple[int, int]
    due_days: Mapping[str, int]
    quiet: timedelta
    same_within: Decimal
    looks_kept: int
    red_closed_by: str
    judged_least: int
    movements: tuple[Movement, ...]
    pictures: Mapping[str, str]

    def is_night(self, at: datetime) -> bool:
        """Whether the bank may look at that time."""
        begins, ends = self.night
        hour = hour_in_china(at)
        return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def parse_settings(file: bytes) -> WarningSettings:
    """The settings of a file."""
    raw: dict[str, Any] = json.loads(file)
    return WarningSettings(
        version=raw["version"],
        every=timedelta(days=raw["every_days"]["value"]),
        night=(raw["night"]["from_hour"], raw["night"]["to_hour"]),
        due_days={level: raw["due_days"][level] for level in ("red", "orange", "yellow")},
        quiet=timedelta(days=raw["quiet_days"]["value"]),
        same_within=Decimal(raw["same_within"]["value"]),
        looks_kept=raw["looks_kept"]["value"],
        red_closed_by=raw["red_closed_by"]["value"],
        judged_least=raw["judged_least"]["value"],
        movements=tuple(Movement(**one) for one in raw["movements"]),
        pictures=raw["pictures"],
    )


@cache
def settings() -> WarningSettings:
    """The settings that come with Puhui."""
    return parse_settings(_file("settings.json"))


@cache
def shipped_rules() -> bytes:
    """The decision file that comes with Puhui; each rule has a `level`."""
    return _file("rules.json")


@cache
def watched_fields() -> frozenset[str]:
    """Every field that the shipped rules read, with the documents that are shown beside: a grant names no other."""
    facts = set(parse_rules(shipped_rules()).fields)
    moved = {one.name: one.of for one in settings().movements}
    return frozenset({moved.get(name, name) for name in facts} - NEWS.keys() | set(DOCUMENTS))


def _file(name: str) -> bytes:
    return resources.files("puhui.lending.warning").joinpath(name).read_bytes()
