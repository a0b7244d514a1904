"""The registry's door for checks: what an applicant stated, compared with the register under the enterprise's grant.

Only flags leave, with counts and keyed digests. Who keeps being wrong is made to wait before it becomes guessing, and
that is counted by asker and by enterprise before the register is looked at; what cannot be a factor at all is refused
before anything is counted.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from puhui.consent import Permit
from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.desks.wire import CallMalformed, read_fields
from puhui.exchange import Custodian, Question, answer_map
from puhui.exchange.answering import RowConnector
from puhui.kernel import Clock, Suite, Text, encode
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId, OrgId
from puhui.parties import Register, VerificationAttempts, subject_of
from puhui.parties.verifying import (
    EnterpriseFactors,
    RegisterRow,
    Secret,
    Verification,
    check_factors,
    level_of,
    verifiable_from,
    verify_enterprise,
)

PATH = "/verifications"
_FLAGS = {
    "LicenseNoFlag": "flag_license_no",
    "EntNameFlag": "flag_name",
    "LegalPersonNameFlag": "flag_legal_person",
    "LegalPersonCertNoFlag": "flag_legal_person_id",
}
_FACTORS = ("name", "legal_person", "legal_person_id")
_LENGTH_MAX = 200
_STAGE = "desks.verifying"


class Identities(RowConnector, Protocol):
    """The registry's dataset of checks."""

    def approved_on(self, uscc: Uscc) -> date | None:
        """The day of the newest change on the register; raises `SourceDown`."""
        ...


class VerificationDesk:
    """One registry's checks of stated factors. Safe from many threads."""

    def __init__(
        self,
        *,
        custodian: Custodian,
        dataset: DatasetId,
        identities: Identities,
        register: Register,
        attempts: VerificationAttempts,
        suite: Suite,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._custodian, self._dataset, self._identities = custodian, dataset, identities
        self._register, self._attempts = register, attempts
        self._suite, self._clock, self._wake = suite, clock, wake

    def answer(self, caller: str, body: bytes) -> bytes:
        """The answer to a question of `caller` with the factors that the enterprise stated to it.

        Raises `FactorMissing` and `FactorMalformed` before a use or an attempt is counted, `VerificationThrottled`
        (the use stays open for the same request), and what `Custodian.serve` raises.
        """
        told = read_fields(body, question=dict, factors=dict)
        question = Question.parse(told["question"])
        asked = _factors(question.uscc, told["factors"])
        today = self._clock.now().date()
        check_factors(asked, level_of(asked), today)
        subject = subject_of(question.salt, question.uscc, self._suite)
        compared = _Compared(
            self._identities,
            lambda: self._attempts.verified(caller, subject, lambda: self._verified(asked, today)),
            today,
        )
        try:
            answer = self._custodian.serve(question, OrgId(caller), {self._dataset: compared})
        finally:
            self._wake()  # the outcome, or the denial, is owed to the ledger
        return encode(answer_map(answer))

    def _verified(self, asked: EnterpriseFactors, today: date) -> Verification:
        held = self._register.find(Uscc(asked.uscc))
        row = None
        if held is not None:
            identity = held.legal_representative_id
            row = RegisterRow(
                uscc=held.uscc,
                name=held.name,
                status=held.status,
                legal_person=held.legal_representative,
                legal_person_id=Secret.of_number(identity) if identity else None,
                approved_on=self._identities.approved_on(held.uscc),
            )
        return verify_enterprise(asked, row, level_of(asked), on=today, of=self._suite)


class _Compared:
    """The dataset with the outcome of one comparison in its place."""

    def __init__(self, identities: Identities, verify: Callable[[], Verification], today: date) -> None:
        self._identities, self._verify, self._today = identities, verify, today

    def check(self) -> None:
        """See `Connector.check`."""
        self._identities.check()

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; compares once the permit holds, and raises `VerificationThrottled`."""
        held = self._identities.fetch(permit, uscc, fields)
        found = self._verify()
        said: dict[str, Any] = {"check_result": int(found.result), "check_level": found.level}
        said |= {_FLAGS[name]: None if flag is None else int(flag) for name, flag in found.flags.items()}
        if found.caveat is not None:
            newest = self._identities.approved_on(uscc)
            said["behind_until"] = None if newest is None else verifiable_from(newest).isoformat()
        return IndicatorSet(tuple(_said(one, said, self._today) for one in held.indicators))


def _said(item: Indicator, said: Mapping[str, Any], today: date) -> Indicator:
    value = said.get(item.name)
    if value is None:
        return item
    return Indicator(item.name, value, item.unit, item.source, today, 1.0, Cause.GRANTED)


def _factors(uscc: Uscc, told: Mapping[str, Any]) -> EnterpriseFactors:
    """What was stated: `name` always, `legal_person` and `legal_person_id` where they were."""
    sound = all(type(name) is str and type(value) is str and len(value) <= _LENGTH_MAX for name, value in told.items())
    if not sound or "name" not in told or not set(told) <= set(_FACTORS):
        raise CallMalformed(
            reason=Text(
                zh=f"要素须是文字，且为 {', '.join(_FACTORS)} 之一", en=f"factors are texts among {', '.join(_FACTORS)}"
            ),
            stage=_STAGE,
        )
    return EnterpriseFactors(str(uscc), told["name"], told.get("legal_person"), told.get("legal_person_id"))
