"""Indicators: what a custodian's raw data say about an enterprise, defined once and computed where the data lies.

`SOURCES` has every family: what it reads, what each indicator means, how fresh it must be, and its statement for each
kind of warehouse, compiled from one Ibis expression. `read_row` makes an `IndicatorSet` of a row, with source, date,
coverage and cause of absence. Identical rows come out of DuckDB and PostgreSQL: see `windows`.

>>> from puhui.credit.indicators import SOURCES, VAT, read_row
>>> held = read_row({"as_of": "2026-06-30", "record_months": 36, "void_rate12": 0.04})
>>> held["void_rate12"].source, held["hhi"].cause.value, VAT["hhi"].absent.en
('tax', 'no_record', 'no revenue in the last 12 months')
>>> SOURCES["penalties"].definitions["penalty_held_cnt_36"].label.en, SOURCES["owner"].separate
('penalties not repaired', True)
"""

from puhui.credit.indicators.definitions import VAT, Axis, Definition, Direction, read_row
from puhui.credit.indicators.sources import (
    DIALECTS,
    SERIES,
    SOURCES,
    TOLD_BY_STATEMENT,
    Cycle,
    Dialect,
    Refresh,
    Source,
)


def vat_sql() -> str:
    """`vat.vat_indicators` as one DuckDB statement over the tables `sales`, `purchases` and `subjects`."""
    return SOURCES["vat"].statement


__all__ = [
    "DIALECTS", "SERIES", "SOURCES", "TOLD_BY_STATEMENT", "VAT", "Axis", "Cycle", "Definition", "Dialect", "Direction",
    "Refresh", "Source", "read_row", "vat_sql",
]  # fmt: skip
