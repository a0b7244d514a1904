"""Is this enterprise who it says: name, code, representative and their ID against a register's row (ENT_2META … 4META).

Levels and result codes are those of the market's verification services (S): 1 consistent, 2 inconsistent, 3 not found,
with a flag for each factor. Only flags leave: what the register holds is never told, nor what was asked.

>>> from datetime import date
>>> row = RegisterRow("91110000600037341L", "华兴建材有限公司", "存续", "张三", None, None)
>>> asked = EnterpriseFactors("91110000600037341L", "华兴 建材有限公司", legal_person="李四")
>>> found = verify_enterprise(asked, row, Level.THREE, on=date(2026, 6, 30))
>>> found.result.value, found.flags
(2, {'LicenseNoFlag': True, 'EntNameFlag': True, 'LegalPersonNameFlag': False})
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from puhui.kernel import Suite, Text, suite
from puhui.kernel.identifiers import is_resident_id, is_uscc
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.parties.attesting import OPERATING
from puhui.parties.verifying.factors import Secret, plain
from puhui.parties.verifying.names import same_name
from puhui.parties.verifying.settings import SETTINGS, FactorMalformed, FactorMissing, VerificationSettings

_STAGE = "parties.verifying"


class Level(StrEnum):
    """How many factors are compared."""

    TWO = "ENT_2META"
    THREE = "ENT_3META"
    FOUR = "ENT_4META"


class Result(IntEnum):
    """The result code."""

    CONSISTENT = 1
    INCONSISTENT = 2
    NOT_FOUND = 3


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What the register holds of an enterprise; `approved_on` is the day of its last approval (founding or change)."""

    uscc: str
    name: str
    status: str
    legal_person: str = field(repr=False)
    legal_person_id: Secret | None
    approved_on: date | None


@dataclass(frozen=True, slots=True)
class EnterpriseFactors:
    """What somebody says of an enterprise. Shown nowhere."""

    uscc: str
    name: str
    legal_person: str | None = field(default=None, repr=False)
    legal_person_id: str | None = field(default=None, repr=False)


def level_of(asked: EnterpriseFactors) -> Level:
    """The highest level that the stated factors allow."""
    if not asked.legal_person:
        return Level.TWO
    return Level.FOUR if asked.legal_person_id else Level.THREE


@dataclass(frozen=True, slots=True)
class Verification:
    """A verification's answer: the code, a flag for each factor compared (empty when not found), and the caveat of a
    register that may be behind. `flags` are None where the register itself lacks the factor."""

    level: str
    result: Result
    flags: Mapping[str, bool | None]
    as_of: date
    caveat: Text | None = None

    def document(self) -> dict[str, Any]:
        """As JSON has it: `{level, result, flags, as_of, caveat}`."""
        return {
            "level": self.level,
            "result": int(self.result),
            "flags": dict(self.flags),
            "as_of": self.as_of.isoformat(),
            "caveat": None if self.caveat is None else {"zh": self.caveat.zh, "en": self.caveat.en},
        }


def verify_enterprise(
    asked: EnterpriseFactors,
    row: RegisterRow | None,
    level: Level,
    *,
    on: date,
    must_operate: bool = False,
    key: bytes = b"",
    of: Suite | None = None,
    changed_on: date | None = None,
    holidays: Collection[date] = (),
    settings: VerificationSettings = SETTINGS,
) -> Verification:
    """Compare at a level; `must_operate` is the stricter variant, which also wants the status 在营.

    `row` is the register's for the asked USCC, None when it has none. `key` is the register's own, for its digests.
    `changed_on` is when the enterprise says that it was founded or changed. Raises `FactorMissing`, `FactorMalformed`.
    """
    check_factors(asked, level, on)
    if row is None:
        return Verification(level.value, Result.NOT_FOUND, {}, on, _caveat(changed_on, on, holidays, settings))
    flags: dict[str, bool | None] = {
        "LicenseNoFlag": plain(asked.uscc) == plain(row.uscc),
        "EntNameFlag": same_name(asked.name, row.name),
    }
    if level in (Level.THREE, Level.FOUR):
        flags["LegalPersonNameFlag"] = same_name(asked.legal_person or "", row.legal_person)
    if level is Level.FOUR:
        held = row.legal_person_id
        same = None if held is None else held.is_same("id_number", asked.legal_person_id or "", key, of or _DEFAULT)
        flags["LegalPersonCertNoFlag"] = same
    if must_operate:
        flags["StatusFlag"] = row.status in OPERATING
    result = result_of(flags)
    if result is Result.CONSISTENT:
        return Verification(level.value, result, flags, on)
    newest = max((day for day in (row.approved_on, changed_on) if day is not None), default=None)
    return Verification(level.value, result, flags, on, _caveat(newest, on, holidays, settings))


def result_of(flags: Mapping[str, bool | None]) -> Result:
    """The code of compared factors: one that differs is inconsistent; one that the register lacks is not found."""
    if any(flag is False for flag in flags.values()):
        return Result.INCONSISTENT
    return Result.CONSISTENT if all(flags.values()) else Result.NOT_FOUND


_DEFAULT = suite(DEFAULT_SUITE)


def check_factors(asked: EnterpriseFactors, level: Level, on: date) -> None:
    """Return if all factors of the level are stated and can be such; raises `FactorMissing`, `FactorMalformed`."""
    wanted = {"name": asked.name, "USCC": asked.uscc}
    if level in (Level.THREE, Level.FOUR):
        wanted["name of the representative"] = asked.legal_person or ""
    if level is Level.FOUR:
        wanted["ID number of the representative"] = asked.legal_person_id or ""
    for factor, value in wanted.items():
        if not value.strip():
            raise FactorMissing(level=level.value, factor=factor, stage=_STAGE)
    if not is_uscc(plain(asked.uscc)):
        raise FactorMalformed(factor="USCC", stage=_STAGE)
    if level is Level.FOUR and not is_resident_id(plain(asked.legal_person_id or ""), on):
        raise FactorMalformed(factor="ID number", stage=_STAGE)


def verifiable_from(
    approved_on: date, holidays: Collection[date] = (), settings: VerificationSettings = SETTINGS
) -> date:
    """The day from which an approval can be counted on to show: T + 15 working days (S), weekends and `holidays` out.

    >>> verifiable_from(date(2026, 6, 1))
    datetime.date(2026, 6, 22)
    """
    day, left = approved_on, settings["approval_working_days"]
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in holidays
    return day


def _caveat(newest: date | None, on: date, holidays: Collection[date], settings: VerificationSettings) -> Text | None:
    if newest is None or not newest <= on < verifiable_from(newest, holidays, settings):
        return None
    day = verifiable_from(newest, holidays, settings)
    return _BEHIND.fill(day=day.isoformat(), days=settings["approval_working_days"])


_BEHIND = Text(
    zh="企业新设或变更未满{days}个工作日，登记数据可能滞后，请于 {day} 后重新核验，或凭执照原件核验",
    en="new or changed within {days} working days: the register may be behind; verify again from {day} on, or look at "
    "the original licence",
)
