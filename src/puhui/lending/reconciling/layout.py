"""The daily file of a bank's core system: balances at a business date, and the movements of that day. Pure.

CSV in UTF-8, with this header; amounts are integer fen; `B` rows are balances, `M` rows movements:

>>> day = parse_core_day(b'''record,loan,business_date,what,amount_fen,reference
... B,lon_01J00000000000000000000000,2026-07-01,outstanding_fen,100000,
... M,lon_01J00000000000000000000000,2026-07-01,repaid,2500,core-77
... ''')
>>> day.business_date.isoformat(), day.balances, len(day.movements)
('2026-07-01', {('lon_01J00000000000000000000000', 'outstanding_fen'): 100000}, 1)
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from puhui.kernel import Text
from puhui.lending.errors import CoreFileBroken

HEADER = ("record", "loan", "business_date", "what", "amount_fen", "reference")
BALANCES = (
    "outstanding_fen",
    "due_principal_fen",
    "due_interest_fen",
    "accrued_fen",
    "penalty_fen",
    "compound_fen",
)
MOVEMENTS = ("disbursed", "repaid", "drawn", "waived", "renewed")
BYTES_MAX = 8 * 2**20
_FEN_MAX = 10**13
_SUM_FEN_MAX = 2**53 - 1  # what a page's number holds exactly
_CHARS_MAX = 64
_STAGE = "lending.reconciling"


@dataclass(frozen=True, slots=True)
class CoreMovement:
    """Money that the core booked; `reference` is the core's own number."""

    loan: str
    what: str
    amount_fen: int
    reference: str


@dataclass(frozen=True, slots=True)
class CoreDay:
    """One business date of the core: balances by loan and name, and movements."""

    business_date: date
    balances: Mapping[tuple[str, str], int]
    movements: tuple[CoreMovement, ...]


def parse_core_day(file: bytes) -> CoreDay:
    """The day of a file; raises `CoreFileBroken` with the line. All rows are of one business date."""
    if len(file) > BYTES_MAX:
        raise _broken(0, f"超过 {BYTES_MAX} 字节", f"more than {BYTES_MAX} bytes")
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _broken(0, "不是 UTF-8", "not UTF-8") from None
    rows = csv.reader(io.StringIO(text))
    try:
        return _day(rows)
    except csv.Error:
        raise _broken(rows.line_num, "不是 CSV", "no CSV") from None


def _day(rows: Iterator[list[str]]) -> CoreDay:
    if tuple(next(rows, ())) != HEADER:
        header = ",".join(HEADER)
        raise _broken(1, f"表头应为 {header}", f"the header is not {header}")
    days: set[date] = set()
    balances: dict[tuple[str, str], int] = {}
    movements: list[CoreMovement] = []
    for line, row in enumerate(rows, start=2):
        try:
            record, loan, day, what, amount, reference = row
            days.add(date.fromisoformat(day))
            known = BALANCES if record == "B" else MOVEMENTS
            if record not in ("B", "M") or what not in known or (loan, what) in balances:
                raise ValueError  # noqa: TRY301 - all faults of a row are told alike
            told = CoreMovement(_word(loan), what, _fen(amount), _word(reference))
        except ValueError:
            raise _broken(line, "该行不合格式，或重复", "not a row of the layout, or a second one") from None
        if record == "B":
            balances[told.loan, what] = told.amount_fen
        else:
            movements.append(told)
        if len(days) > 1:
            raise _broken(line, "营业日期不一致", "another business date")
    if not days:
        raise _broken(2, "没有数据行", "no rows")
    if sum(map(abs, balances.values())) > _SUM_FEN_MAX:
        raise _broken(0, "余额合计过大", "the balances add up to too much")
    return CoreDay(days.pop(), balances, tuple(movements))


def _fen(text: str) -> int:
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit() or abs(fen := int(text)) > _FEN_MAX:
        raise ValueError
    return fen


def _word(text: str) -> str:
    if len(text) > _CHARS_MAX or not text.isprintable():
        raise ValueError
    return text


def _broken(line: int, zh: str, en: str) -> CoreFileBroken:
    return CoreFileBroken(line=line, reason=Text(zh=zh, en=en), stage=_STAGE)
