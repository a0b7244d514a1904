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
from collections.abc import Mapping
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
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CoreFileBroken(line=0, reason=Text(zh="不是 UTF-8", en="not UTF-8"), stage=_STAGE) from None
    rows = csv.reader(io.StringIO(text))
    if tuple(next(rows, ())) != HEADER:
        header = ",".join(HEADER)
        told = Text(zh=f"表头应为 {header}", en=f"the header is not {header}")
        raise CoreFileBroken(line=1, reason=told, stage=_STAGE)
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
            if record == "B":
                balances[loan, what] = int(amount)
            else:
                movements.append(CoreMovement(loan, what, int(amount), reference))
        except ValueError:
            told = Text(zh="该行不合格式，或重复", en="not a row of the layout, or a second one")
            raise CoreFileBroken(line=line, reason=told, stage=_STAGE) from None
        if len(days) > 1:
            raise CoreFileBroken(line=line, reason=Text(zh="营业日期不一致", en="another business date"), stage=_STAGE)
    if not days:
        raise CoreFileBroken(line=2, reason=Text(zh="没有数据行", en="no rows"), stage=_STAGE)
    return CoreDay(days.pop(), balances, tuple(movements))
