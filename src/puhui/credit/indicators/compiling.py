"""The VAT indicators as one DuckDB statement, compiled from the Ibis definitions ahead of time.

Ibis needs a second to import and half a second to compile; a command that reads a folder of invoices should not pay
that each time. `vat.duckdb.sql` is what `vat_indicators` compiles to over the tables `sales`, `purchases` and
`subjects`, with every output cast to the type that its schema states (DuckDB widens sums). It is written by

    python -m puhui.credit.indicators.compiling

and a test holds it equal to a fresh compilation: edit `vat.py`, never the SQL.

>>> compile_vat().splitlines()[0]
'-- Generated from vat.py by `python -m puhui.credit.indicators.compiling`. Do not edit.'
"""

from pathlib import Path

TARGET = Path(__file__).with_name("vat.duckdb.sql")
_HEAD = "-- Generated from vat.py by `python -m puhui.credit.indicators.compiling`. Do not edit.\n"
_TYPES = {"string": "VARCHAR", "date": "DATE", "int64": "BIGINT", "float64": "DOUBLE"}


def compile_vat() -> str:
    """The statement that `vat_indicators` compiles to for DuckDB."""
    import ibis

    from puhui.credit.indicators.vat import INVOICES, SUBJECTS, vat_indicators

    row = vat_indicators(
        ibis.table(INVOICES, name="sales"),
        ibis.table(INVOICES, name="purchases"),
        ibis.table(SUBJECTS, name="subjects"),
    )
    wanted = ",\n  ".join(
        f'CAST("{name}" AS {_TYPES[_widest(str(kind))]}) AS "{name}"' for name, kind in row.schema().items()
    )
    body = ibis.to_sql(row, dialect="duckdb")
    return f'{_HEAD}SELECT\n  {wanted}\nFROM (\n{body}\n)\nORDER BY\n  "enterprise"\n'


def _widest(kind: str) -> str:
    return "int64" if kind.startswith("int") else kind


if __name__ == "__main__":
    TARGET.write_text(compile_vat(), encoding="utf-8")
