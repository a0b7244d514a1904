"""Programmes of relief: what may be eased for whom, in which time, and what it does to penalty and class.

They are versioned configuration (`programmes.json`), each with its source and mark; a bank adds its own. A programme
answers nothing by itself: `conditions` checks a case against it.

>>> programme("renewal-2024").source.zh
'金规〔2024〕13号'
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources

from puhui.kernel import Text
from puhui.lending.errors import ReliefProgrammeUnknown


class ReliefKind(StrEnum):
    """What is asked for."""

    WAIVER = "waiver"
    DEFERRAL = "deferral"
    RENEWAL = "renewal"

    @property
    def text(self) -> Text:
        """Its name."""
        return _KINDS[self]


_KINDS = {
    ReliefKind.WAIVER: Text(zh="减免罚息", en="waiver of penalty interest"),
    ReliefKind.DEFERRAL: Text(zh="延期还本付息", en="deferral"),
    ReliefKind.RENEWAL: Text(zh="无还本续贷", en="renewal without repaying principal"),
}


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. Dates are inclusive; None is unbounded.

    `open_from`, `open_to`: when it is asked for; `due_from`, `due_to`: the due days of what may be eased; a new due day
    lies no later than `max_new_date`, and no more than `max_days` after the request. `segment_due_before`: a segment
    whose loan must mature before that day.
    """

    code: str
    name: Text
    mark: str
    source: Text
    kinds: frozenset[ReliefKind]
    open_from: date
    open_to: date | None
    due_from: date | None
    due_to: date | None
    segments: frozenset[str]
    max_new_date: date | None
    max_days: int | None
    penalty_waived: bool
    class_frozen: bool
    segment_due_before: Mapping[str, date] = field(default_factory=dict)

    def is_open(self, on: date) -> bool:
        """Whether it may be asked for on that day."""
        return self.open_from <= on and (self.open_to is None or on <= self.open_to)

    def latest_new_date(self, asked_on: date) -> date | None:
        """The last day to which something may be moved."""
        bounds = [self.max_new_date] if self.max_new_date else []
        bounds += [asked_on + timedelta(days=self.max_days)] if self.max_days else []
        return min(bounds, default=None)


@dataclass(frozen=True, slots=True)
class ReliefRules:
    """A version of the configuration."""

    version: str
    four_eyes_above_fen: int
    programmes: tuple[Programme, ...]

    def programme(self, code: str) -> Programme:
        """The programme of that code; raises `ReliefProgrammeUnknown`."""
        for one in self.programmes:
            if one.code == code:
                return one
        raise ReliefProgrammeUnknown(programme=code, stage="lending.relief")

    def open_for(self, kind: ReliefKind, on: date) -> list[Programme]:
        """Programmes of that kind that may be asked for on that day."""
        return [one for one in self.programmes if kind in one.kinds and one.is_open(on)]


def parse_rules(file: bytes) -> ReliefRules:
    """The rules of a configuration file."""
    raw = json.loads(file)
    return ReliefRules(
        version=raw["version"],
        four_eyes_above_fen=int(raw["four_eyes_above_fen"]["value"]),
        programmes=tuple(_programme(row) for row in raw["programmes"]),
    )


@cache
def shipped_rules() -> ReliefRules:
    """The rules that come with Puhui."""
    return parse_rules(resources.files(__package__).joinpath("programmes.json").read_bytes())


def programme(code: str) -> Programme:
    """A shipped programme; raises `ReliefProgrammeUnknown`."""
    return shipped_rules().programme(code)


def _programme(row: Mapping[str, object]) -> Programme:
    held = {name: value for name, value in row.items() if not name.startswith("//")}
    dates = ("open_from", "open_to", "due_from", "due_to", "max_new_date")
    held |= {name: None if held[name] is None else date.fromisoformat(str(held[name])) for name in dates}
    name, source, kinds, segments = held["name"], held["source"], held["kinds"], held["segments"]
    assert isinstance(name, dict) and isinstance(source, dict)  # noqa: PT018 - one shape
    assert isinstance(kinds, list) and isinstance(segments, list)  # noqa: PT018 - one shape
    before = held.get("segment_due_before", {})
    assert isinstance(before, dict)
    held |= {
        "name": Text(**name),
        "source": Text(**source),
        "kinds": frozenset(ReliefKind(kind) for kind in kinds),
        "segments": frozenset(segments),
        "segment_due_before": {segment: date.fromisoformat(day) for segment, day in before.items()},
    }
    return Programme(**held)  # type: ignore[arg-type]
