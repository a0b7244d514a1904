"""A grant and its states, each a type of its own, and the purposes that one can be for. Pure.

A `DraftGrant` is signed by the enterprise and opened; an `ActiveGrant` is used until it is `ExhaustedGrant`,
`ExpiredGrant` or `RevokedGrant`. The ledger alone decides which; these types say what it decided.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from puhui.consent.errors import UnknownPurpose
from puhui.consent.notice import Notice
from puhui.kernel import Text
from puhui.kernel.ids import DatasetId, EntryId, GrantId, OrgId, SubjectId
from puhui.ledger.contracts.grant_terms import GrantTerms

SUM_PROGRAM = "sum/1"  # as `privacy.jobs.permit_program` has it
CHECKS_PROGRAM = "checks/1"
SCORE_PROGRAM = "score/1"  # with the model's digest: as `privacy.jobs.permit_program` has it


@dataclass(frozen=True, slots=True)
class Model:
    """A scorecard by whose score alone a receiver is told of the enterprise. `digest` pins it, to the byte."""

    name: str
    version: str
    label: Text
    digest: str

    @property
    def program(self) -> str:
        """What a grant names as its program."""
        return f"{SCORE_PROGRAM}/{self.digest}"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a grant is for, with the limits that a fresh draft gets and the law that its consent answers to.

    With a `model`, its score alone reaches the receiver.
    """

    code: str
    text: Text
    method: Text
    program: str
    uses: int
    period_days: int
    uses_per_period: int
    days: int
    law: tuple[str, ...]
    model: Model | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who will receive: PIPL article 23 asks for the name and the contact."""

    org: OrgId
    name: Text
    contact: str


@dataclass(frozen=True, slots=True)
class DatasetOffer:
    """A dataset as the enterprise is shown it. `sensitive`: financial accounts and the like (PIPL article 28).

    `chosen`: drafted only when it is asked for. `alone`: a person's own data, which take a signature of their own.
    `joint`: given within a sum over several custodians, and never by itself. `checks`: what an application is screened
    with, whatever its score is made of.
    """

    dataset: DatasetId
    custodian: OrgId
    custodian_name: Text
    name: Text
    fields: Mapping[str, Text]
    sensitive: bool = False
    chosen: bool = False
    alone: bool = False
    joint: bool = False
    checks: bool = False


@dataclass(frozen=True, slots=True)
class DraftGrant:
    """Terms that nobody has signed. `separate` asks the portal for a consent of its own (PIPL articles 23 and 29)."""

    state: ClassVar[str] = "draft"
    terms: GrantTerms
    notice: Notice
    offer: DatasetOffer
    recipient: Recipient
    purpose: Purpose

    @property
    def separate(self) -> bool:
        """Whether this dataset must be agreed to on its own, apart from the rest of the bundle."""
        return self.offer.sensitive


@dataclass(frozen=True, slots=True)
class _OpenedGrant:
    terms: GrantTerms
    used: int
    numbered: int
    opened_at: datetime
    entry: EntryId
    index: int

    state: ClassVar[str]

    @property
    def id(self) -> GrantId:
        """The grant's id."""
        return self.terms.id

    @property
    def subject(self) -> SubjectId:
        """The enterprise on the ledger."""
        return self.terms.subject

    @property
    def expires(self) -> datetime:
        """When it ends by itself."""
        return moment(self.terms.expires)


@dataclass(frozen=True, slots=True)
class ActiveGrant(_OpenedGrant):
    """Opened on the ledger, with uses left. It may still begin in the future, or wait for its next period."""

    state: ClassVar[str] = "active"

    @property
    def left(self) -> int:
        """How many uses are left."""
        return self.terms.uses - self.used


@dataclass(frozen=True, slots=True)
class ExhaustedGrant(_OpenedGrant):
    """All its uses are used."""

    state: ClassVar[str] = "exhausted"


@dataclass(frozen=True, slots=True)
class ExpiredGrant(_OpenedGrant):
    """Its time is over."""

    state: ClassVar[str] = "expired"


@dataclass(frozen=True, slots=True)
class RevokedGrant(_OpenedGrant):
    """The enterprise took it back."""

    state: ClassVar[str] = "revoked"
    revoked_at: datetime


Grant = ActiveGrant | ExhaustedGrant | ExpiredGrant | RevokedGrant


def grant_of_state(opened: Mapping[str, Any], tally: Mapping[str, Any], now: datetime) -> Grant:
    """The grant that the ledger's state tells of, as of `now`."""
    terms = GrantTerms.parse(opened["terms"])
    facts: dict[str, Any] = {
        "terms": terms,
        "used": tally["n"],
        "numbered": tally["seq"],
        "opened_at": moment(opened["at"]),
        "entry": EntryId(opened["entry"]),
        "index": opened["index"],
    }
    if tally["revoked_at"] is not None:
        return RevokedGrant(**facts, revoked_at=moment(tally["revoked_at"]))
    if now >= moment(terms.expires):
        return ExpiredGrant(**facts)
    if tally["n"] >= terms.uses:
        return ExhaustedGrant(**facts)
    return ActiveGrant(**facts)


def purpose(code: str) -> Purpose:
    """The configured purpose; raises `UnknownPurpose`."""
    known = _configuration()[0]
    if code not in known:
        raise UnknownPurpose(purpose=code, known=", ".join(known), stage="consent.model")
    return known[code]


def by_score(purpose: Purpose, model: Model) -> Purpose:
    """The same purpose, for which the receiver is shown the model's score and nothing behind it."""
    return replace(purpose, method=_configuration()[3], program=model.program, model=model)


def within_sums(purpose: Purpose) -> Purpose:
    """The same purpose, for which the receiver is shown a sum over several custodians and no one's part of it."""
    return replace(purpose, method=_configuration()[4], program=SUM_PROGRAM, model=None)


def for_checks(purpose: Purpose) -> Purpose:
    """The same purpose, for which the receiver checks the application against fraud and makes no score.

    Officers check more than once, so it has more uses than an assessment takes.
    """
    _, _, _, _, _, method, uses = _configuration()
    return replace(purpose, method=method, program=CHECKS_PROGRAM, uses=uses, model=None)


def joint_only(program: str) -> bool:
    """Whether a grant of this program shows its receiver a sum over several custodians and no field."""
    return program == SUM_PROGRAM


def checks_only(program: str) -> bool:
    """Whether a grant of this program is for checks against fraud alone."""
    return program == CHECKS_PROGRAM


def serves_any_application(program: str) -> bool:
    """Whether a grant of this program fits an application for any product, whatever its lender is shown of a score."""
    return joint_only(program) or checks_only(program)


def score_only(program: str) -> bool:
    """Whether a grant of this program shows its receiver a score and no field."""
    return program.startswith(f"{SCORE_PROGRAM}/")


def sensitive_law() -> tuple[str, ...]:
    """The articles that a sensitive dataset adds."""
    return _configuration()[1]


def law_text(code: str) -> Text:
    """An article's name and gist; the code itself when it is not configured."""
    return _configuration()[2].get(code, Text(zh=code, en=code))


def moment(at_ms: int) -> datetime:
    """A ledger time as an aware one."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).replace(microsecond=at_ms % 1000 * 1000)


def milliseconds(at: datetime) -> int:
    """An aware time as the ledger writes it."""
    return int(at.timestamp()) * 1000 + at.microsecond // 1000


@cache
def _configuration() -> tuple[dict[str, Purpose], tuple[str, ...], dict[str, Text], Text, Text, Text, int]:
    read = json.loads(files("puhui.consent").joinpath("purposes.json").read_text(encoding="utf-8"))
    purposes = {
        item["code"]: Purpose(
            code=item["code"],
            text=Text(zh=item["zh"], en=item["en"]),
            method=Text(zh=item["method_zh"], en=item["method_en"]),
            program=item["program"],
            uses=item["uses"],
            period_days=item["period_days"],
            uses_per_period=item["uses_per_period"],
            days=item["days"],
            law=tuple(item["law"]),
        )
        for item in read["purposes"]
    }
    laws = {item["code"]: Text(zh=item["zh"], en=item["en"]) for item in read["laws"]}
    method = Text(zh=read["by_score"]["method_zh"], en=read["by_score"]["method_en"])
    joint = Text(zh=read["joint"]["method_zh"], en=read["joint"]["method_en"])
    checks = Text(zh=read["checks"]["method_zh"], en=read["checks"]["method_en"])
    return purposes, tuple(read["sensitive_law"]), laws, method, joint, checks, read["checks"]["uses"]
