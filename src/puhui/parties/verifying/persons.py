"""Is this person who they say: name and ID (2), with mobile (3), with bank card and mobile (4). Marks J.

>>> from datetime import date
>>> row = PersonRow("张三", Secret.of_number("11010519491231002X"), None, None)
>>> asked = PersonFactors("张三", "11010519491231002x")
>>> found = verify_person(asked, row, PersonLevel.TWO, on=date(2026, 6, 30))
>>> found.result.value, found.flags
(1, {'NameFlag': True, 'CertNoFlag': True})
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from puhui.kernel import Suite, suite
from puhui.kernel.identifiers import is_bank_card, is_resident_id
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.parties.verifying.enterprises import Result, Verification, result_of
from puhui.parties.verifying.factors import Factor, Secret, plain
from puhui.parties.verifying.names import same_name
from puhui.parties.verifying.settings import FactorMalformed, FactorMissing

_STAGE = "parties.verifying"
_DEFAULT = suite(DEFAULT_SUITE)


class PersonLevel(StrEnum):
    """How many factors are compared."""

    TWO = "PERSON_2META"
    THREE = "PERSON_3META"
    CARD = "BANKCARD_4META"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a register (police, telecom, the card's bank) holds of a person; None where it lacks the factor."""

    name: str = field(repr=False)
    id_number: Secret | None
    mobile: Secret | None
    card: Secret | None


@dataclass(frozen=True, slots=True)
class PersonFactors:
    """What somebody says of themselves. Shown nowhere."""

    name: str = field(repr=False)
    id_number: str = field(repr=False)
    mobile: str | None = field(default=None, repr=False)
    card: str | None = field(default=None, repr=False)


def verify_person(
    asked: PersonFactors,
    row: PersonRow | None,
    level: PersonLevel,
    *,
    on: date,
    key: bytes = b"",
    of: Suite | None = None,
) -> Verification:
    """Compare at a level. `row` is the register's for the asked ID number (or card), None when it has none.

    Raises `FactorMissing`, `FactorMalformed`.
    """
    _check_asked(asked, level, on)
    if row is None:
        return Verification(level.value, Result.NOT_FOUND, {}, on)

    def same(held: Secret | None, factor: Factor, text: str | None) -> bool | None:
        return None if held is None else held.is_same(factor, text or "", key, of or _DEFAULT)

    flags = {
        "NameFlag": same_name(asked.name, row.name),
        "CertNoFlag": same(row.id_number, "id_number", asked.id_number),
    }
    if level in (PersonLevel.THREE, PersonLevel.CARD):
        flags["MobileFlag"] = same(row.mobile, "mobile", asked.mobile)
    if level is PersonLevel.CARD:
        flags["CardFlag"] = same(row.card, "card", asked.card)
    return Verification(level.value, result_of(flags), flags, on)


def _check_asked(asked: PersonFactors, level: PersonLevel, on: date) -> None:
    wanted = {"name": asked.name, "ID number": asked.id_number}
    if level in (PersonLevel.THREE, PersonLevel.CARD):
        wanted["mobile"] = asked.mobile or ""
    if level is PersonLevel.CARD:
        wanted["bank card"] = asked.card or ""
    for factor, value in wanted.items():
        if not value.strip():
            raise FactorMissing(level=level.value, factor=factor, stage=_STAGE)
    sound = {"ID number": is_resident_id(plain(asked.id_number), on)}
    if "mobile" in wanted:
        mobile = plain(asked.mobile or "")
        sound["mobile"] = len(mobile) == 11 and mobile.isascii() and mobile.isdigit() and mobile[0] == "1"
    if "bank card" in wanted:
        sound["bank card"] = is_bank_card(plain(asked.card or ""))
    for factor, is_so in sound.items():
        if not is_so:
            raise FactorMalformed(factor=factor, stage=_STAGE)
