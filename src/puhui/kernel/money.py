"""Money is an integer number of fen (分, 1/100 yuan); rates are decimals. Floats never hold money.

Rounding is half up, away from zero at the half, as Chinese loan contracts practise it.

>>> half_up(Decimal("0.5")), half_up(Decimal("-0.5")), half_up(Decimal("2.4999"))
(1, -1, 2)
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text

Fen = NewType("Fen", int)

FEN_PER_YUAN = 100
WAN_FEN = 10_000 * FEN_PER_YUAN  # one 万元
_FEN_MAX = 2**63 - 1  # what both databases hold


class NotAnAmount(PuhuiError):
    """The text is not an amount of yuan with at most two decimals."""

    category = Category.INVALID
    cause = Text(zh="“{text}” 不是有效的金额（元，最多两位小数）", en="{text!r} is not an amount of yuan")
    remedy = Text(zh="请填写如 1234.50 的数字", en="write a number such as 1234.50")


def half_up(value: Decimal) -> int:
    """Round to the nearest integer, halves away from zero."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def fen_from_yuan(amount: str | int | Decimal) -> Fen:
    """Exact fen of an amount in yuan; more than two decimals raise `NotAnAmount`, they are never rounded away.

    >>> fen_from_yuan("85309.90")
    8530990
    """
    try:
        fen = Decimal(str(amount).replace(",", "")) * FEN_PER_YUAN
    except ArithmeticError:  # not a number, or one beyond any bound
        raise NotAnAmount(text=str(amount), stage="kernel.money") from None
    if not fen.is_finite() or abs(fen) > _FEN_MAX or fen != fen.to_integral_value():
        raise NotAnAmount(text=str(amount), stage="kernel.money")
    return Fen(int(fen))


def yuan(fen: int) -> str:
    """Fen as yuan with thousands separators and two decimals.

    >>> yuan(-5)
    '-0.05'
    """
    sign = "-" if fen < 0 else ""
    whole, cents = divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}{whole:,}.{cents:02d}"
