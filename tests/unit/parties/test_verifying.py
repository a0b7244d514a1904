"""Verification: codes and flags by level, nothing of the register told, guessing made to wait, documents' days."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from puhui.kernel import suite
from puhui.parties.verifying import (
    SETTINGS,
    Attempt,
    DocumentKind,
    DocumentState,
    EnterpriseFactors,
    FactorMalformed,
    FactorMissing,
    Level,
    MalformedVerificationSettings,
    PersonFactors,
    PersonLevel,
    PersonRow,
    RegisterRow,
    Result,
    Secret,
    ShownDocument,
    VerificationSettings,
    VerificationThrottled,
    check_attempts,
    document_state,
    factor_digest,
    least_days_left,
    normalised_name,
    same_name,
    verifiable_from,
    verify_enterprise,
    verify_person,
)

DAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
USCC, ID, OTHER_ID = "91110000600037341L", "11010519491231002X", "110105194912310011"
CARD, MOBILE = "6222020200112230", "13800138000"
KEY, OF = b"k" * 32, suite("ed25519-sha256")
NAME, PERSON = "淮州华兴建材有限公司", "阿依古丽·买买提"
HELD = Secret.of_digest(factor_digest("id_number", ID, KEY, OF))
ROW = RegisterRow(USCC, NAME, "存续", PERSON, HELD, date(2020, 1, 6))
ASKED = EnterpriseFactors(USCC, NAME, PERSON, ID)


def checked(
    asked: EnterpriseFactors = ASKED, row: RegisterRow | None = ROW, level: Level = Level.FOUR, **more: Any
) -> Any:
    return verify_enterprise(asked, row, level, on=DAY, key=KEY, of=OF, **more)


@pytest.mark.parametrize(
    ("level", "names"),
    [
        (Level.TWO, {"LicenseNoFlag", "EntNameFlag"}),
        (Level.THREE, {"LicenseNoFlag", "EntNameFlag", "LegalPersonNameFlag"}),
        (Level.FOUR, {"LicenseNoFlag", "EntNameFlag", "LegalPersonNameFlag", "LegalPersonCertNoFlag"}),
    ],
)
def test_each_level_compares_its_factors_and_no_more(level: Level, names: set[str]) -> None:
    found = checked(level=level)
    assert (found.result, set(found.flags)) == (Result.CONSISTENT, names)
    assert all(found.flags.values())
    bare = EnterpriseFactors(USCC, NAME)
    if level is Level.TWO:
        assert checked(bare, level=level).result is Result.CONSISTENT
    else:
        with pytest.raises(FactorMissing):
            checked(bare, level=level)


@pytest.mark.parametrize(
    ("wrong", "flag"),
    [
        ({"name": "淮州华兴建材厂"}, "EntNameFlag"),
        ({"legal_person": "阿依古丽"}, "LegalPersonNameFlag"),
        ({"legal_person_id": OTHER_ID}, "LegalPersonCertNoFlag"),
    ],
)
def test_one_wrong_factor_is_inconsistent_and_only_its_flag_falls(wrong: dict[str, str], flag: str) -> None:
    found = checked(replace(ASKED, **wrong))
    assert found.result is Result.INCONSISTENT
    assert [name for name, right in found.flags.items() if not right] == [flag]


def test_not_found_has_no_flags_and_a_factor_that_the_register_lacks_is_not_found_either() -> None:
    nobody = checked(row=None)
    assert (nobody.result, nobody.flags, nobody.caveat) == (Result.NOT_FOUND, {}, None)
    lacking = checked(row=replace(ROW, legal_person_id=None))
    assert (lacking.result, lacking.flags["LegalPersonCertNoFlag"]) == (Result.NOT_FOUND, None)
    wrong = checked(replace(ASKED, name="x"), row=replace(ROW, legal_person_id=None))
    assert wrong.result is Result.INCONSISTENT


@pytest.mark.parametrize(("status", "right"), [("存续", True), ("在营", True), ("吊销", False), ("注销", False)])
def test_the_stricter_variant_also_wants_it_to_operate(status: str, right: bool) -> None:
    row = replace(ROW, status=status)
    assert checked(row=row).result is Result.CONSISTENT
    strict = checked(row=row, must_operate=True)
    assert strict.flags["StatusFlag"] is right
    assert (strict.result is Result.CONSISTENT) is right


@pytest.mark.parametrize("held", [Secret.of_number(ID.lower()), HELD])
def test_numbers_compare_beside_the_register_or_as_keyed_digests(held: Secret) -> None:
    row = replace(ROW, legal_person_id=held)
    for asked, result in ((ID, 1), (ID.lower(), 1), (f" {ID[:6]}-{ID[6:]} ", 1), (OTHER_ID, 2)):
        assert checked(replace(ASKED, legal_person_id=asked), row=row).result == result
    assert factor_digest("id_number", ID, KEY, OF) != factor_digest("id_number", ID, b"x" * 32, OF)
    assert factor_digest("id_number", CARD, KEY, OF) != factor_digest("card", CARD, KEY, OF)
    other = suite("sm2-sm3")
    row = replace(ROW, legal_person_id=Secret.of_digest(factor_digest("id_number", ID, KEY, other)))
    assert verify_enterprise(ASKED, row, Level.FOUR, on=DAY, key=KEY, of=other).result == 1


def test_nothing_of_the_register_and_nothing_asked_is_told() -> None:
    row = replace(ROW, legal_person_id=Secret.of_number(OTHER_ID), status="吊销")
    asked = replace(ASKED, name="别的公司", legal_person="王五")
    found = checked(asked, row=row, must_operate=True, changed_on=DAY)
    told = json.dumps(found.document(), ensure_ascii=False) + repr(found) + repr(asked) + repr(row)
    assert not any(secret in told for secret in (OTHER_ID, ID, "王五", PERSON))
    assert not any(secret in json.dumps(found.document(), ensure_ascii=False) for secret in (NAME, "别的公司", "吊销"))
    assert repr(Secret.of_number(ID)) == "Secret(***)"
    for wrong in ({"uscc": "91110000600037341M"}, {"legal_person_id": "110105194912310021"}):
        with pytest.raises(FactorMalformed) as caught:
            checked(replace(ASKED, **wrong))
        assert next(iter(wrong.values())) not in str(caught.value) + str(caught.value.as_dict(None))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("华兴（淮州）建材有限公司", "华兴(淮州)建材有限公司", True),
        ("华兴【淮州】建材有限公司", "华兴(淮州)建材有限公司", True),
        ("ＡＢＣ　科技 有限公司", "abc科技有限公司", True),
        ("买买提•吐尔逊", "买买提·吐尔逊", True),
        ("华兴\u200b建材有限公司", "华兴建材有限公司", True),
        ("华兴建材", "华兴建材有限公司", False),
        ("華興建材有限公司", "华兴建材有限公司", False),
        ("", "", False),
        (" \u200b", "", False),
    ],
)
def test_names_are_one_by_the_written_rule_alone(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@settings(max_examples=1_000)
@given(st.text(max_size=40))
@example("ŉ")
@example("e\u200b\u0301")
@example("ǰΐ")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalised_name(normalised_name(text)) == normalised_name(text)


def test_new_and_changed_enterprises_may_be_behind_for_fifteen_working_days() -> None:
    assert verifiable_from(date(2026, 6, 12)) == date(2026, 7, 3)
    assert verifiable_from(date(2026, 6, 12), holidays=[date(2026, 6, 19)]) == date(2026, 7, 6)
    for approved, told in ((date(2026, 6, 12), True), (date(2026, 6, 1), False), (None, False)):
        found = checked(replace(ASKED, legal_person="新代表"), row=replace(ROW, approved_on=approved))
        assert (found.caveat is not None) is told
    claimed = checked(row=None, changed_on=date(2026, 6, 20))
    assert claimed.caveat is not None
    assert "2026-07-10" in claimed.caveat.zh
    assert checked(row=None, changed_on=DAY + timedelta(days=1)).caveat is None
    assert checked().caveat is None


@pytest.mark.parametrize(
    ("level", "flags"),
    [
        (PersonLevel.TWO, ["NameFlag", "CertNoFlag"]),
        (PersonLevel.THREE, ["NameFlag", "CertNoFlag", "MobileFlag"]),
        (PersonLevel.CARD, ["NameFlag", "CertNoFlag", "MobileFlag", "CardFlag"]),
    ],
)
def test_persons_compare_two_three_and_four_factors(level: PersonLevel, flags: list[str]) -> None:
    row = PersonRow(PERSON, HELD, Secret.of_number(MOBILE), Secret.of_digest(factor_digest("card", CARD, KEY, OF)))
    asked = PersonFactors(PERSON.replace("·", "•"), ID, MOBILE, f"{CARD[:4]} {CARD[4:]}")
    found = verify_person(asked, row, level, on=DAY, key=KEY, of=OF)
    assert (found.result, list(found.flags)) == (Result.CONSISTENT, flags)
    other = verify_person(replace(asked, mobile="13900139000"), row, level, on=DAY, key=KEY, of=OF)
    assert (other.result is Result.CONSISTENT) is (level is PersonLevel.TWO)
    assert verify_person(asked, None, level, on=DAY).result is Result.NOT_FOUND
    lacking = verify_person(asked, replace(row, mobile=None), level, on=DAY, key=KEY, of=OF)
    assert (lacking.result is Result.NOT_FOUND) is (level is not PersonLevel.TWO)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id_number": "110105194912310021"},
        {"mobile": "23800138000"},
        {"mobile": "1380013800"},
        {"card": "6222020200112233"},
    ],
)
def test_malformed_factors_of_persons_are_refused_before_they_count(wrong: dict[str, str]) -> None:
    asked = replace(PersonFactors(PERSON, ID, MOBILE, CARD), **wrong)
    with pytest.raises(FactorMalformed):
        verify_person(asked, None, PersonLevel.CARD, on=DAY)
    with pytest.raises(FactorMissing):
        verify_person(replace(asked, card=None), None, PersonLevel.CARD, on=DAY)


def failures(count: int, *, asker: str = "bank-a", subject: str = "s", hours: float = 1) -> list[Attempt]:
    return [Attempt(asker, subject, NOW - timedelta(hours=hours, seconds=n), consistent=False) for n in range(count)]


def allowed(attempts: list[Attempt], now: datetime = NOW) -> bool:
    try:
        check_attempts(attempts, asker="bank-a", subject="s", now=now)
    except VerificationThrottled:
        return False
    return True


def test_five_failures_about_one_twenty_of_all_and_a_hundred_of_one_asker() -> None:
    assert allowed(failures(4))
    assert not allowed(failures(5))
    assert allowed(failures(5, subject="other"))
    shared = [one for asker in "bcdefghij" for one in failures(2, asker=asker)]
    assert allowed([*shared, *failures(1)])
    assert not allowed([*shared, *failures(2)])
    tried = [one for n in range(99) for one in failures(1, subject=f"other-{n}")]
    assert allowed(tried)
    assert not allowed([*tried, *failures(1, subject="more")])


def test_who_is_right_may_ask_again_and_old_failures_are_forgotten() -> None:
    right = [replace(one, consistent=True) for one in failures(500)]
    assert allowed(right)
    assert allowed(failures(5, hours=24))
    assert not allowed(failures(5, hours=23.9))


@given(st.lists(st.tuples(st.integers(1, 90_000), st.booleans()), max_size=40))
def test_after_the_wait_that_is_told_and_no_sooner_an_attempt_is_allowed(told: list[tuple[int, bool]]) -> None:
    attempts = [Attempt("bank-a", "s", NOW - timedelta(seconds=ago), consistent) for ago, consistent in told]
    try:
        check_attempts(attempts, asker="bank-a", subject="s", now=NOW)
    except VerificationThrottled as refused:
        wait = int(str(refused.data["seconds"]))
        assert not allowed(attempts, NOW + timedelta(seconds=wait - 1))
        assert allowed(attempts, NOW + timedelta(seconds=wait))
    else:
        failed = [one for one in attempts if not one.consistent and one.at > NOW - timedelta(hours=24)]
        assert len(failed) < SETTINGS["failures_per_subject"]


@pytest.mark.parametrize(
    ("left", "state"),
    [(-1, "expired"), (0, "expiring"), (30, "expiring"), (31, "valid"), (None, "long_term")],
)
def test_a_licences_days_are_counted_to_its_last_good_day(left: int | None, state: str) -> None:
    ends = None if left is None else DAY + timedelta(days=left)
    found = document_state(ShownDocument(DocumentKind.BUSINESS_LICENCE, date(2019, 1, 1), ends), DAY)
    assert (found.state.value, found.days_left) == (state, left)
    assert "{" not in found.text.zh + found.text.en


def test_a_qualification_is_told_earlier_and_odd_dates_are_told_first() -> None:
    def state(kind: DocumentKind, issued: date | None, expires: date | None, born: date | None = None) -> DocumentState:
        return document_state(ShownDocument(kind, issued, expires, born), DAY).state

    quality, identity = DocumentKind.QUALIFICATION, DocumentKind.RESIDENT_ID
    assert state(quality, None, DAY + timedelta(days=90)) is DocumentState.EXPIRING
    assert state(quality, DAY + timedelta(days=1), None) is DocumentState.NOT_YET
    assert state(quality, date(2026, 1, 1), date(2026, 1, 1)) is DocumentState.ODD
    born = date(1980, 5, 6)
    assert state(identity, date(2015, 3, 1), date(2035, 3, 1), born) is DocumentState.VALID  # 34 years old: 20 years
    assert state(identity, date(2015, 3, 1), date(2025, 3, 1), born) is DocumentState.ODD  # … not ten
    assert state(identity, date(2026, 5, 6), None, born) is DocumentState.LONG_TERM  # 46: without end
    assert state(identity, date(2026, 5, 5), None, born) is DocumentState.ODD  # a day younger
    assert state(identity, date(1979, 1, 1), None, born) is DocumentState.ODD
    assert state(identity, date(2015, 3, 1), date(2025, 3, 1)) is DocumentState.EXPIRED


def test_the_fewest_days_left_count_and_none_without_an_end() -> None:
    shown = [
        ShownDocument(DocumentKind.BUSINESS_LICENCE, None, None),
        ShownDocument(DocumentKind.QUALIFICATION, None, DAY + timedelta(days=5)),
        ShownDocument(DocumentKind.RESIDENT_ID, None, DAY + timedelta(days=-2)),
    ]
    found = [document_state(one, DAY) for one in shown]
    assert least_days_left(found) == -2
    assert least_days_left(found[:1]) is None
    assert found[1].document()["days_left"] == 5


def test_settings_wear_marks_and_malformed_ones_are_refused() -> None:
    assert SETTINGS.marks["approval_working_days"] == "S"
    data = resources.files("puhui.parties.verifying").joinpath("verifying.json").read_bytes()
    for broken in (
        b"{",
        b"[]",
        data.replace(b"puhui-verifying/1", b"other/1"),
        data.replace(b'"value": 15', b'"value": 0'),
    ):
        with pytest.raises(MalformedVerificationSettings):
            VerificationSettings.parse(broken)
