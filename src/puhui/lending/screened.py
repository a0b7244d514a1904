"""How an application stands with its screening: what was found, what people have done about it, what is open. Pure.

A sign to verify is open until a person has recorded what they saw; a refusal is open until an approver has reviewed it
(个人信息保护法 art. 24). What was done about a sign stays done when the application is screened again and the very
same is found; a sign with other values is a new one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from puhui.decisions import Fact, fact
from puhui.kernel.ids import DecisionId
from puhui.screening import Outcome, Screening

JOINT = ("applications_7d", "applications_30d", "enquiries_60d", "enquiries_180d")
"""Facts of a screening that decision files may look at beside the standing."""


class Standing(StrEnum):
    """Where a screening stands, as a decision file reads it."""

    PASSED = "passed"
    TO_VERIFY = "to_verify"
    VERIFIED = "verified"
    TO_REVIEW = "to_review"
    REFUSED = "refused"

    @property
    def settled(self) -> bool:
        """Whether an approval may follow."""
        return self in (Standing.PASSED, Standing.VERIFIED)


@dataclass(frozen=True, slots=True)
class Step:
    """What a person did about a sign: who, when, and what they saw."""

    by: str
    at: datetime
    seen: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason of a screening. `found` tells the same finding again (`Reason.sign`)."""

    code: str
    weight: str
    found: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Reviewal:
    """An approver's review of a proposed refusal."""

    by: str
    at: datetime
    upheld: bool
    grounds: str


@dataclass(frozen=True, slots=True)
class Screened:
    """A screening and what became of it; the whole of it is the record of this digest."""

    record: DecisionId
    record_digest: str
    outcome: str
    signs: tuple[Sign, ...]
    review: Reviewal | None = None

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        if self.outcome == Outcome.PASS:
            return Standing.PASSED
        if self.outcome == Outcome.REFUSE:
            if self.review is None:
                return Standing.TO_REVIEW
            if self.review.upheld:
                return Standing.REFUSED
        return Standing.TO_VERIFY if self.open else Standing.VERIFIED

    @property
    def open(self) -> tuple[str, ...]:
        """The codes of signs that wait for a person. A refusal that was not upheld is itself settled by its review."""
        return tuple(one.code for one in self.signs if one.step is None and one.weight != "refuse")


def screened_of(screening: Screening, before: Screened | None) -> Screened:
    """A fresh screening, with what was already done about the same findings."""
    suite_name = screening.record.suite
    done = {(one.code, one.found): one.step for one in (before.signs if before else ())}
    signs = []
    for reason in screening.reasons:
        found = reason.sign(suite_name)
        signs.append(Sign(reason.code, reason.weight, found, done.get((reason.code, found))))
    kept = before.review if before is not None and _hard(before.signs) == _hard(signs) else None
    return Screened(screening.record.id, screening.record.digest, screening.outcome.value, tuple(signs), kept)


def screening_facts(screened: Screened, recorded: Mapping[str, Fact], on: date) -> dict[str, Fact]:
    """What a decision file may look at: the standing, and the counts over several institutions that are known."""
    found = {"screening": fact(screened.standing.value, source="screening", as_of=on)}
    return found | {name: recorded[name] for name in JOINT if name in recorded and not recorded[name].absent}


def _hard(signs: Sequence[Sign]) -> frozenset[tuple[str, str]]:
    return frozenset((one.code, one.found) for one in signs if one.weight == "refuse")
