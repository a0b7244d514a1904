"""Vectors of the domain handbook: USCC (GB 32100-2015), resident ID (GB 11643), bank cards (Luhn)."""

from datetime import date

import pytest

from puhui.kernel.identifiers import (
    NotAUscc,
    is_bank_card,
    is_resident_id,
    is_uscc,
    uscc,
    uscc_check_character,
)

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("91110000600037341L", True),
        ("91110000600037341M", False),
        ("91130200MA0A1B2C36", True),
        ("91110000600037341l", False),  # lower case is another spelling: normalise first
        ("9111000060003734IL", False),  # I is not in the alphabet
        ("91110000600037341", False),
        ("91110000600037341LL", False),
        ("", False),
        ("９１110000600037341L", False),  # full-width digits
    ],
)
def test_uscc_vectors(code: str, valid: bool) -> None:
    assert is_uscc(code) is valid


@pytest.mark.parametrize("authority", ["N1", "Y1", "91", "92", "A1"])
def test_registering_authorities_with_a_letter_are_codes_too(authority: str) -> None:
    body = authority + "321182MA1XK4Q2T"
    assert is_uscc(body + uscc_check_character(body))


def test_uscc_takes_blanks_and_lower_case_in() -> None:
    assert uscc(" 91130200ma0a1b2c36\n") == "91130200MA0A1B2C36"


def test_a_wrong_uscc_is_refused_with_a_remedy() -> None:
    with pytest.raises(NotAUscc) as refused:
        uscc("91110000600037341M")
    assert "91110000600037341M" in refused.value.cause_text.zh
    assert "营业执照" in refused.value.remedy_text.zh


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", False),
        ("110105194912310021", False),
        ("11010519490231002X", False),  # 31 February
        ("99010519491231002X", False),  # no such province
        ("1101051949123100２X", False),  # a full-width digit
        ("11010519491231002", False),
    ],
)
def test_resident_id_vectors(number: str, valid: bool) -> None:
    assert is_resident_id(number, TODAY) is valid


def test_a_resident_id_of_someone_not_yet_born_is_refused() -> None:
    assert not is_resident_id("11010519491231002X", date(1949, 12, 30))


@pytest.mark.parametrize(
    ("number", "valid"),
    [("4111111111111111", True), ("6222021234567890128", True), ("4111111111111112", False), ("0000", False)],
)
def test_bank_card_vectors(number: str, valid: bool) -> None:
    assert is_bank_card(number) is valid
