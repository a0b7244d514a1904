"""What a bank says of its own customers, row by row: who, its own rating, its own limit, and since when.

>>> heads = ["uscc", "as_of", "rating", "limit_yuan", "watched", "note"]
>>> customers, faults = read_customers([heads, ["91110000600037341L", "2026-11-01", "A+", "300000", "no", ""]])
>>> customers[0].limit_fen, faults
(30000000, [])
>>> _, faults = read_customers([heads, ["91110000600037341M", "2026-11-01", "=1+1", "-1", "no", ""]])
>>> [(one.line, one.column) for one in faults]
[(2, 'uscc'), (2, 'rating'), (2, 'limit_yuan')]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from puhui.desks.tables.opening import CELL_CHARS_MAX, Cell
from puhui.kernel import Text
from puhui.kernel.identifiers import is_uscc

COLUMNS = ("uscc", "as_of", "rating", "limit_yuan", "watched", "note")
FAULTS_MAX = 200
_RATING_CHARS_MAX, _NOTE_CHARS_MAX = 20, 200
_LIMIT_YUAN_MAX = Decimal(10**11)
_YES, _NO = {"yes", "true", "是", "1"}, {"no", "false", "否", "0", ""}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class OwnCustomer:
    """One customer as the bank itself sees it. `limit_fen` None: it has set none."""

    uscc: str
    as_of: date
    rating: str
    limit_fen: int | None
    watched: bool
    note: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell. Lines count as in a spreadsheet: the heads are line 1."""

    line: int
    column: str
    cause: Text
    remedy: Text


class _Wrong(Exception):
    def __init__(self, zh: str, en: str, remedy_zh: str, remedy_en: str) -> None:
        super().__init__(en)
        self.cause, self.remedy = Text(zh=zh, en=en), Text(zh=remedy_zh, en=remedy_en)


def read_customers(rows: Sequence[Sequence[Cell]]) -> tuple[list[OwnCustomer], list[Fault]]:
    """The customers of a table and its faults, of which the first `FAULTS_MAX` are told; empty rows are passed over."""
    heads = [str(cell or "").strip().lower() for cell in rows[0]] if rows else []
    while heads and not heads[-1]:
        heads.pop()
    if sorted(heads) != sorted(COLUMNS):
        told = "、".join(COLUMNS), ", ".join(COLUMNS)
        cause = Text(zh="第一行不是模板的表头", en="the first line has not the columns of the template")
        remedy = Text(zh=f"表头应为：{told[0]}", en=f"name the columns {told[1]}")
        return [], [Fault(1, "", cause, remedy)]
    found: list[OwnCustomer] = []
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for line, row in enumerate(rows[1:], start=2):
        if all(cell in (None, "") for cell in row):
            continue
        if len(faults) >= FAULTS_MAX:
            break
        values, wrong = _row(line, dict(zip(heads, [*row, *[None] * len(heads)], strict=False)))
        faults += wrong
        if wrong:
            continue
        before = lines.setdefault(values["uscc"], line)
        if before != line:
            cause = Text(zh=f"与第 {before} 行重复", en=f"line {before} is about the same enterprise")
            faults.append(Fault(line, "uscc", cause, Text(zh="请保留一行", en="keep one of them")))
            continue
        found.append(OwnCustomer(**values))
    return found, faults[:FAULTS_MAX]


def _row(line: int, cells: dict[str, Cell]) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for column, (name, read) in _READ.items():
        try:
            values[name] = read(cells.get(column))
        except _Wrong as wrong:
            faults.append(Fault(line, column, wrong.cause, wrong.remedy))
    return values, faults


def _text(cell: Cell, most: int) -> str:
    text = "" if cell is None else str(cell).strip()
    if len(text) > min(most, CELL_CHARS_MAX):
        raise _Wrong(f"超过 {most} 个字符", f"more than {most} characters", "请缩短", "shorten it")
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in text):
        raise _Wrong("含控制字符", "it has control characters", "请删除", "remove them")
    if text.startswith(_FORMULA_SIGNS):
        raise _Wrong("以公式符号开头", "it begins like a formula", "请去掉开头的 = + - @", "drop the leading = + - @")
    return text


def _uscc(cell: Cell) -> str:
    text = _text(cell, 18).upper()
    if not is_uscc(text):
        raise _Wrong(
            "不是有效的统一社会信用代码",
            "no unified social credit code",
            "请核对营业执照",
            "compare it with the licence",
        )
    return text


def _day(cell: Cell) -> date:
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(_text(cell, 10))
    except ValueError:
        raise _Wrong("不是日期", "no date", "请写成 2026-11-22", "write it as 2026-11-22") from None


def _rating(cell: Cell) -> str:
    text = _text(cell, _RATING_CHARS_MAX)
    if not text:
        raise _Wrong("缺少评级", "no rating", "请填写本行评级", "enter the bank's rating")
    return text


def _limit(cell: Cell) -> int | None:
    if cell in (None, ""):
        return None
    try:
        yuan = Decimal(str(cell).strip().replace(",", ""))
    except InvalidOperation:
        raise _Wrong("不是金额", "no amount", "请以元为单位填写数字", "enter yuan as a number") from None
    if not yuan.is_finite() or not 0 <= yuan <= _LIMIT_YUAN_MAX or yuan * 100 % 1:
        raise _Wrong(
            "金额超出范围", "an amount out of range", "请填写非负、至多两位小数的元", "0 or more, in yuan and fen"
        )
    return int(yuan * 100)


def _watched(cell: Cell) -> bool:
    said = "" if cell is None else str(cell).strip().lower()
    if said in _YES or cell == 1:
        return True
    if said in _NO or cell == 0:
        return False
    raise _Wrong("不是“是”或“否”", "neither yes nor no", "请填写 是 或 否", "enter yes or no")


_READ: dict[str, tuple[str, Callable[[Cell], Any]]] = {
    "uscc": ("uscc", _uscc),
    "as_of": ("as_of", _day),
    "rating": ("rating", _rating),
    "limit_yuan": ("limit_fen", _limit),
    "watched": ("watched", _watched),
    "note": ("note", lambda cell: _text(cell, _NOTE_CHARS_MAX)),
}
