"""The sources' Ibis expressions as SQL, compiled ahead of time for each kind of warehouse that nodes read.

Ibis needs a second to import and half a second to compile; a node that answers, or a command that reads a folder,
should not pay that each time. `<source>.<dialect>.sql` is what the expression compiles to over the source's tables and
`subjects`, with every output cast to the type that its schema states (engines widen sums). They are written by

    python -m puhui.credit.indicators.compiling

and tests hold them equal to a fresh compilation: edit the expressions, never the SQL.

>>> compiled("power", "duckdb").splitlines()[0]
'-- Generated from power.py by `python -m puhui.credit.indicators.compiling`. Do not edit.'
"""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from puhui.credit.indicators.sources import DIALECTS, TOLD_BY_STATEMENT, Dialect

_HEAD = "-- Generated from {module}.py by `python -m puhui.credit.indicators.compiling`. Do not edit.\n"
_TYPES: dict[Dialect, dict[str, str]] = {
    "duckdb": {"string": "VARCHAR", "date": "DATE", "int64": "BIGINT", "float64": "DOUBLE"},
    "postgres": {"string": "TEXT", "date": "DATE", "int64": "BIGINT", "float64": "DOUBLE PRECISION"},
}


def schemas(name: str) -> dict[str, dict[str, str]]:
    """Each table of a source, in the expression's order: its columns and their Ibis types."""
    source = TOLD_BY_STATEMENT[name]
    module = import_module(f"puhui.credit.indicators.{source.module}")
    return {table: getattr(module, schema) for table, schema in source.schemas.items()}


def expression(name: str) -> Any:
    """The Ibis expression of a source over unbound tables, `subjects` last."""
    import ibis

    from puhui.credit.indicators.windows import SUBJECTS

    source = TOLD_BY_STATEMENT[name]
    module = import_module(f"puhui.credit.indicators.{source.module}")
    inputs = [ibis.table(schema, name=table) for table, schema in schemas(name).items()]
    return getattr(module, source.function)(*inputs, ibis.table(SUBJECTS, name="subjects"))


def compiled(name: str, dialect: Dialect) -> str:
    """The statement of a source for a kind of warehouse."""
    import ibis

    row = expression(name)
    types = _TYPES[dialect]
    kinds = ((column, "int64" if str(kind).startswith("int") else str(kind)) for column, kind in row.schema().items())
    wanted = ",\n  ".join(f'CAST("{column}" AS {types[kind]}) AS "{column}"' for column, kind in kinds)
    body = ibis.to_sql(row, dialect=dialect)
    head = _HEAD.format(module=TOLD_BY_STATEMENT[name].module)
    return f'{head}SELECT\n  {wanted}\nFROM (\n{body}\n) AS "indicators"\nORDER BY\n  "enterprise"\n'


def compiled_tables() -> str:
    """Every source's tables with their columns and types, as JSON; `enterprise` is everywhere and not said."""
    told = {
        name: {
            table: {column: kind for column, kind in columns.items() if column != "enterprise"}
            for table, columns in schemas(name).items()
        }
        for name in TOLD_BY_STATEMENT
    }
    return json.dumps(told, indent=1) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("tables.json").write_text(compiled_tables(), encoding="utf-8")
    for source in TOLD_BY_STATEMENT:
        for dialect in DIALECTS:
            Path(__file__).with_name(f"{source}.{dialect}.sql").write_text(compiled(source, dialect), encoding="utf-8")
