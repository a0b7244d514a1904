"""Indicators: what a custodian's raw data say about an enterprise, defined once and computed where the data lies.

`vat.vat_indicators` gives pure Ibis expressions, `vat_sql` the same compiled for DuckDB, `VAT` what each column means,
and `read_row` an `IndicatorSet` with source, date, coverage and cause of absence.

>>> from puhui.credit.indicators import VAT, read_row
>>> held = read_row({"as_of": "2026-06-30", "record_months": 36, "void_rate12": 0.04})
>>> held["void_rate12"].source, held["hhi"].cause.value, VAT["hhi"].absent.en
('tax', 'no_record', 'no revenue in the last 12 months')
"""

from importlib import resources

from puhui.credit.indicators.definitions import VAT, Axis, Definition, Direction, read_row


def vat_sql() -> str:
    """`vat.vat_indicators` as one DuckDB statement over the tables `sales`, `purchases` and `subjects`."""
    return resources.files("puhui.credit.indicators").joinpath("vat.duckdb.sql").read_text(encoding="utf-8")


__all__ = ["VAT", "Axis", "Definition", "Direction", "read_row", "vat_sql"]
