"""What a white list demands, in public and by version, and an enterprise's objection to not standing on it. Pure.

A version is written by one person and published by another; the one before is superseded that moment. Whoever objects
does so against a version, and against the entry that was taken off where there was one; about the same there is one
objection. It is answered with reasons by a person who neither wrote the version nor took the entry off.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from puhui.kernel import Text
from puhui.kernel.moves import Moves, moved
from puhui.support.errors import CriteriaUnsound, ObjectionWithoutWords, SupportStepRefused
from puhui.support.states import CRITERIA_MOVES, OBJECTION_MOVES, STATE_TEXTS

OUTCOMES = ("upheld", "dismissed")


@dataclass(frozen=True, slots=True)
class Criteria:
    """One version of what a list demands. `number` is 0 until it is published."""

    id: str
    list: str
    title: Text
    words: Text
    state: str
    made_at: datetime
    made_by: str
    version: int = 1
    number: int = 0
    published_by: str = ""
    published_at: datetime | None = None

    def to(self, step: str, **parts: Any) -> "Criteria":
        """The version after a step; raises `SupportStepRefused`."""
        return replace(self, state=_moved(CRITERIA_MOVES, step, self.state, self.id), **parts)


@dataclass(frozen=True, slots=True)
class Objection:
    """An enterprise says why it belongs on a list. `listing` is the entry that was taken off or ended, "" for none."""

    id: str
    list: str
    criteria: str
    listing: str
    uscc: str
    name: str
    grounds: str
    state: str
    made_at: datetime
    answer_by: date
    version: int = 1
    answered_by: str = ""
    answered_at: datetime | None = None
    reason: str = ""

    def to(self, step: str, **parts: Any) -> "Objection":
        """The objection after a step; raises `SupportStepRefused`."""
        return replace(self, state=_moved(OBJECTION_MOVES, step, self.state, self.id), **parts)


def check_criteria(title: Text, words: Text) -> None:
    """Raises `CriteriaUnsound` unless the list is named and described in both languages."""
    for text, missing in (
        (title, Text(zh="须有中英文名称", en="the list needs a name in both languages")),
        (words, Text(zh="须有中英文标准", en="what it demands is to be said in both languages")),
    ):
        if not (text.zh.strip() and text.en.strip()):
            raise CriteriaUnsound(reason_zh=missing.zh, reason=missing.en, stage="support.criteria")


def in_words(text: str, thing: str) -> str:
    """What was said, without blanks around it; raises `ObjectionWithoutWords` where nothing was."""
    if not (said := text.strip()):
        raise ObjectionWithoutWords(thing=thing, stage="support.criteria")
    return said


def _moved(moves: Moves, step: str, state: str, thing: str) -> str:
    found = moved(moves, step, state)
    if found is None:
        text = STATE_TEXTS[state]
        raise SupportStepRefused(thing=thing, state_zh=text.zh, state=text.en, stage="support.criteria")
    return found
