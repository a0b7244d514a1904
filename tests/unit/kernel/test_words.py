"""Ids, money, clocks, keys, errors: small things that everything stands on."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import (
    ManualClock,
    PublicKey,
    SeededEntropy,
    SoftwareSigner,
    SystemEntropy,
    fen_from_yuan,
    half_up,
    suite,
    yuan,
)
from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.ids import DatasetId, EntryId, GrantId, LoanId, NotAnId, OrgId
from puhui.kernel.money import NotAnAmount
from puhui.kernel.suites import MalformedKey, UnknownSuite
from puhui.kernel.text import Language, Text

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_new_ids_sort_by_time_and_do_not_meet() -> None:
    clock, entropy = ManualClock(START), SystemEntropy()
    ids = []
    for _ in range(200):
        ids.append(GrantId.new(clock, entropy))
        clock.advance(timedelta(milliseconds=1))
    assert ids == sorted(ids)
    assert len(set(ids)) == 200


def test_the_same_seed_gives_the_same_ids() -> None:
    first = [LoanId.new(ManualClock(START), SeededEntropy(7)) for _ in range(2)]
    assert first[0] == first[1]


@pytest.mark.parametrize(
    "text", ["", "grt_", "grt_01J0000000000000000000000U", "lon_01J00000000000000000000000", "grt"]
)
def test_other_text_is_no_grant_id(text: str) -> None:
    with pytest.raises(NotAnId):
        GrantId(text)


@pytest.mark.parametrize("text", ["Tax", "t", "-tax", "tax-", "tax bureau", "税务"])
def test_other_text_is_no_organisation(text: str) -> None:
    with pytest.raises(NotAnId):
        OrgId(text)


def test_datasets_are_named_under_their_custodian() -> None:
    assert DatasetId("tax/vat-invoices") == "tax/vat-invoices"
    for wrong in ("tax", "tax/", "/vat", "tax/vat/invoices"):
        with pytest.raises(NotAnId):
            DatasetId(wrong)


def test_entry_ids_are_lower_case_digests() -> None:
    assert EntryId("ab" * 32)
    for wrong in ("AB" * 32, "ab" * 31, "zz" * 32):
        with pytest.raises(NotAnId):
            EntryId(wrong)


@given(st.integers(-(10**15), 10**15))
def test_yuan_and_fen_are_the_same_money(fen: int) -> None:
    assert fen_from_yuan(yuan(fen)) == fen


@pytest.mark.parametrize("text", ["0.001", "abc", "", "NaN", "Infinity", "1e400000000"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        fen_from_yuan(text)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_half_up_is_never_further_than_a_half(value: Decimal) -> None:
    assert abs(half_up(value) - value) <= Decimal("0.5")
    assert half_up(-value) == -half_up(value)


def test_a_clock_never_goes_back() -> None:
    clock = ManualClock(START)
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="aware"):
        ManualClock(datetime(2026, 1, 1))  # noqa: DTZ001


# RFC 8032, section 7.1, tests 1 to 3: (seed, public key, message, signature)
ED25519 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), ED25519)
def test_ed25519_published_vectors(seed: str, public: str, message: str, signature: str) -> None:
    signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes.fromhex(seed))
    assert signer.public_key.raw.hex() == public
    assert signer.sign(bytes.fromhex(message)).hex() == signature
    assert signer.public_key.verifies(bytes.fromhex(signature), bytes.fromhex(message))
    assert not signer.public_key.verifies(bytes.fromhex(signature), bytes.fromhex(message) + b"x")


def test_sha256_published_vector() -> None:
    assert suite("ed25519-sha256").digest(b"abc").hex().startswith("ba7816bf8f01cfea414140de5dae2223")


def test_keys_travel_as_text() -> None:
    key = SoftwareSigner.new(suite("ed25519-sha256"), SystemEntropy()).public_key
    assert PublicKey.parse(str(key)) == key
    assert PublicKey.parse(str(key)).key_id == key.key_id


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("rot13:AAAA", UnknownSuite),
        ("ed25519-sha256:AAAA", MalformedKey),
        ("ed25519-sha256:***", MalformedKey),
        ("ed25519-sha256", MalformedKey),
    ],
)
def test_malformed_keys_are_refused(text: str, error: type[PuhuiError]) -> None:
    with pytest.raises(error):
        PublicKey.parse(text)


def test_a_private_key_does_not_show_itself() -> None:
    seed = bytes(range(32))
    signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), seed)
    assert seed.hex() not in repr(signer)
    assert "0102030405" not in repr(signer)


def test_an_error_tells_both_languages_who_where_why_and_what_now() -> None:
    class MeterNotFound(PuhuiError):
        category = Category.NOT_FOUND
        cause = Text(zh="没有电表 {meter}", en="no meter {meter}")
        remedy = Text(zh="请核对户号", en="check the account number")

    told = MeterNotFound(meter="m1", party="power", stage="exchange").as_dict(Language.ZH_CN)
    assert told == {
        "code": "meter_not_found",
        "category": "not_found",
        "party": "power",
        "stage": "exchange",
        "cause": "没有电表 m1",
        "remedy": "请核对户号",
        "retriable": False,
    }
