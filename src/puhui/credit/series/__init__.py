"""What a custodian says month by month: one document of up to 36 months, written where the data lie and read here.

A month before the enterprise was on record is left out. A month that no row speaks of is zero where every entry would
be on record (invoices), and unknown, null, where a row a month is expected (accounts, meters): absent is not zero.

>>> row = {"as_of": "2026-06-30", "record_months": 2, "wh_m0": 1500, "fee_fen_m0": 90, "rows_m0": 1}
>>> told = read_series(series_text("power_months", row | {"wh_m1": 0, "fee_fen_m1": 0, "rows_m1": 0}))
>>> [(one.month, one.values) for one in told.months]
[('2026-05', [None, None]), ('2026-06', [1.5, 90.0])]
>>> [column.label.en for column in kinds()[told.kind].columns]
['consumption', 'fee']
"""

from puhui.credit.series.model import (
    MONTHS,
    Column,
    MalformedSeries,
    SeriesKind,
    ToldMonth,
    ToldSeries,
    kinds,
    read_series,
)
from puhui.credit.series.writing import series_text

__all__ = [
    "MONTHS", "Column", "MalformedSeries", "SeriesKind", "ToldMonth", "ToldSeries", "kinds", "read_series",
    "series_text",
]  # fmt: skip
