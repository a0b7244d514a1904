"""Tables put into both kinds of warehouse, and what each answers: the same statement's rows, or an error."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl
from psycopg import sql

from puhui.credit.indicators import TOLD_BY_STATEMENT
from puhui.credit.indicators.compiling import schemas

KINDS: Mapping[str, Any] = {"string": pl.String, "date": pl.Date, "int64": pl.Int64, "float64": pl.Float64}
_TYPES = {"string": "text", "date": "date", "int64": "bigint", "float64": "double precision"}
SUBJECTS = {"enterprise": "string", "as_of": "date"}

Tables = Mapping[str, pl.DataFrame]
Row = dict[str, Any]


def frames(source: str, tables: Mapping[str, Sequence[Row]], subjects: Sequence[Row]) -> dict[str, pl.DataFrame]:
    """Rows as the tables of a source, `subjects` among them."""
    shapes = {**schemas(source), "subjects": SUBJECTS}
    rows = {**tables, "subjects": subjects}
    return {
        name: pl.DataFrame(list(rows.get(name, ())), schema={one: KINDS[kind] for one, kind in columns.items()})
        for name, columns in shapes.items()
    }


def by_duckdb(source: str, tables: Tables) -> list[Row]:
    """The rows of DuckDB's statement."""
    with duckdb.connect() as connection:
        for name, frame in tables.items():
            connection.register(name, frame.to_arrow())
        found = connection.execute(TOLD_BY_STATEMENT[source].statement_for("duckdb"))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def by_postgres(connection: Any, source: str, tables: Tables) -> list[Row]:
    """The rows of PostgreSQL's statement, over temporary tables."""
    shapes = {**schemas(source), "subjects": SUBJECTS}
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        for name, frame in tables.items():
            columns = sql.SQL(", ").join(
                sql.SQL("{} {}{}").format(
                    sql.Identifier(one), sql.SQL(_TYPES[kind]), sql.SQL(' COLLATE "C"' if kind == "string" else "")
                )
                for one, kind in shapes[name].items()
            )
            cursor.execute(sql.SQL("CREATE TEMP TABLE {} ({})").format(sql.Identifier(name), columns))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as into:
                for row in frame.iter_rows():
                    into.write_row(row)
        cursor.execute(TOLD_BY_STATEMENT[source].statement_for("postgres"))
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def differences(left: Sequence[Row], right: Sequence[Row]) -> list[tuple[str, str, Any, Any]]:
    """Where two answers differ by a bit, a type or a row: (enterprise, column, left, right)."""
    if [row["enterprise"] for row in left] != [row["enterprise"] for row in right]:
        return [("", "enterprise", [row["enterprise"] for row in left], [row["enterprise"] for row in right])]
    return [
        (one["enterprise"], name, value, other[name])
        for one, other in zip(left, right, strict=True)
        for name, value in one.items()
        if type(value) is not type(other[name]) or value != other[name]
    ]
