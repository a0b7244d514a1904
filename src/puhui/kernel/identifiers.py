"""Identifiers that the state and the banks issue, checked digit by digit.

USCC after GB 32100-2015; resident ID after GB 11643-1999; bank cards by the Luhn check (ISO/IEC 7812-1). We carry
our own USCC check because common libraries demand eight leading digits and so refuse registering authorities
written with a letter, such as N (agriculture and rural affairs).

>>> is_uscc("91110000600037341L"), is_uscc("91110000600037341M")
(True, False)
"""

from datetime import date
from typing import NewType

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text

Uscc = NewType("Uscc", str)

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_VALUE = {letter: value for value, letter in enumerate(USCC_ALPHABET)}
USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_RESIDENT_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_RESIDENT_CHECK = "10X98765432"
_PROVINCES = frozenset(
    f"{area}{number}"
    for area, numbers in {
        1: "12345",
        2: "123",
        3: "1234567",
        4: "123456",
        5: "01234",
        6: "12345",
        7: "1",
        8: "123",
    }.items()
    for number in numbers
)
_FIRST_BIRTH = date(1850, 1, 1)


class NotAUscc(PuhuiError):
    """The text is not a unified social credit code."""

    category = Category.INVALID
    cause = Text(zh="“{text}” 不是有效的统一社会信用代码", en="{text!r} is not a unified social credit code")
    remedy = Text(zh="请核对营业执照上的18位代码", en="compare it with the 18 characters on the business licence")


def uscc_check_character(body: str) -> str:
    """The 18th character for the first 17 (upper case); raises `NotAUscc` on a character outside the alphabet."""
    try:
        total = sum(_USCC_VALUE[c] * w for c, w in zip(body, USCC_WEIGHTS, strict=True))
    except (KeyError, ValueError):
        raise NotAUscc(text=body, stage="kernel.identifiers") from None
    return USCC_ALPHABET[-total % 31]


def is_uscc(text: str) -> bool:
    """Whether `text` is 18 upper-case characters of the alphabet with a right check character."""
    return (
        len(text) == 18
        and all(c in _USCC_VALUE for c in text)
        and text[2:8].isdigit()
        and uscc_check_character(text[:17]) == text[17]
    )


def uscc(text: str) -> Uscc:
    """`text` in upper case without surrounding blanks, as a checked code; raises `NotAUscc`."""
    code = text.strip().upper()
    if not is_uscc(code):
        raise NotAUscc(text=text, stage="kernel.identifiers")
    return Uscc(code)


def is_resident_id(text: str, today: date) -> bool:
    """Whether `text` is a resident ID: known province, birth date up to `today`, right check character."""
    if len(text) != 18 or not text[:17].isdigit() or not text.isascii() or text[:2] not in _PROVINCES:
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    if not _FIRST_BIRTH <= born <= today:
        return False
    total = sum(int(c) * w for c, w in zip(text[:17], _RESIDENT_WEIGHTS, strict=True))
    return _RESIDENT_CHECK[total % 11] == text[17]


def is_bank_card(text: str) -> bool:
    """Whether `text` is 12 to 19 digits that pass the Luhn check."""
    if not (12 <= len(text) <= 19 and text.isascii() and text.isdigit()):
        return False
    digits = [int(c) for c in reversed(text)]
    doubled = (sum(divmod(2 * d, 10)) for d in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
