"""A custodian's own PostgreSQL, read where the data lie: the same indicators as from files, and nothing written.

The custodian keeps a table or view for each file of a dataset, named as the file without its ending (`sales`,
`declarations`, …) in one schema, with the column `uscc` and the columns that the dataset names; types are cast. The
node signs in as a role of its own, which needs `CONNECT`, `USAGE` on the schema and `SELECT` on these tables, and no
more. Every question is one read-only transaction on one snapshot, on a connection of its own, ended by the server when
it takes too long. Text is compared by its bytes, whatever the database's language, so that ties fall as they do in
files.

The password stands in no settings: libpq reads it from PGPASSFILE, a service file, or PGPASSWORD.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

import polars as pl
import psycopg
from psycopg import IsolationLevel, sql
from psycopg.rows import dict_row

from puhui.credit.indicator import IndicatorSet
from puhui.credit.indicators import TOLD_BY_STATEMENT
from puhui.exchange.catalogue import Dataset, Table
from puhui.exchange.connectors.holdings import reached, read_rows, stale_since
from puhui.exchange.errors import SourceDown
from puhui.exchange.lists import ListDataset
from puhui.kernel import Clock
from puhui.kernel.identifiers import Uscc
from puhui.parties import RegisteredEnterprise

_TYPES = {"string": "text", "date": "date", "int64": "bigint", "float64": "double precision"}
_TEXT_OIDS = frozenset({18, 19, 25, 1042, 1043})  # "char", name, text, char(n), varchar
_STAGE = "exchange.connectors"
_CONNECT_S = 10
_OPTIONS = "-c default_transaction_read_only=on -c timezone=UTC"  # a moment's day is UTC's, as in files
_REGISTER = "uscc, name, status, legal_representative, legal_representative_id"


@dataclass(frozen=True, slots=True)
class PostgresPlace:
    """Where the data lie and how long a question may take. Empty parts are left to libpq's service and environment."""

    service: str = ""
    host: str = ""
    port: int = 0
    dbname: str = ""
    user: str = ""
    schema: str = "public"
    timeout_s: int = 60

    def parameters(self) -> dict[str, Any]:
        """What is told to libpq: never a password."""
        given = {
            "service": self.service,
            "host": self.host,
            "port": self.port,
            "dbname": self.dbname,
            "user": self.user,
        }
        return {name: value for name, value in given.items() if value} | {
            "connect_timeout": _CONNECT_S,
            "application_name": "puhui",
            "options": f"-c statement_timeout={self.timeout_s * 1000} {_OPTIONS}",
        }


class PostgresWarehouse:
    """One custodian's database, as `Holdings`."""

    def __init__(self, place: PostgresPlace, clock: Clock, *, ages: bool = True) -> None:
        self._place = place
        self._clock = clock
        self._ages = ages

    def check(self, dataset: Dataset) -> None:
        """See `Holdings.check`."""
        with self._snapshot(dataset.slug) as connection:
            for name, table in dataset.tables.items():
                connection.execute(
                    sql.SQL("{} LIMIT 0").format(self._table(table, TOLD_BY_STATEMENT[dataset.source].columns[name]))
                )

    def indicators(self, dataset: Dataset, usccs: Iterable[Uscc]) -> dict[Uscc, IndicatorSet]:
        """See `Holdings.indicators`."""
        wanted = list(dict.fromkeys(usccs))
        cut = sql.SQL(" WHERE uscc = ANY({})").format(sql.Literal([str(code) for code in wanted]))
        with self._snapshot(dataset.slug) as connection:
            as_of = self._as_of(connection, dataset)
            codes = sql.SQL("unnest({}::text[])").format(sql.Literal([str(code) for code in wanted]))
            asked = sql.SQL('SELECT {} COLLATE "C" AS enterprise, {}::date AS as_of').format(codes, sql.Literal(as_of))
            tables = self._tables(dataset, cut) | {"subjects": asked}
            statement = sql.SQL(
                TOLD_BY_STATEMENT[dataset.source].statement_for("postgres")
            )  # our own text, compiled ahead
            rows = connection.execute(_over(tables, statement)).fetchall()
        old = stale_since(dataset, as_of, self._clock.now().date(), ages=self._ages)
        return read_rows(dataset, rows, wanted, stale_since=old)

    def whole(self, dataset: Dataset) -> dict[str, pl.LazyFrame]:
        """See `Holdings.whole`."""
        with self._snapshot(dataset.slug) as connection:
            return {name: self._frame(connection, table).lazy() for name, table in dataset.tables.items()}

    def _frame(self, connection: psycopg.Connection[dict[str, Any]], table: Table) -> pl.DataFrame:
        columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        where = sql.Identifier(self._place.schema, PurePath(table.file).stem)
        rows = connection.execute(sql.SQL("SELECT {} FROM {}").format(columns, where)).fetchall()
        return pl.DataFrame(rows, schema=list(table.columns), infer_schema_length=None)

    def write_list(self, listed: ListDataset, columns: Sequence[str], path: Path) -> int:
        """See `Holdings.write_list`."""
        with self._snapshot(listed.slug) as connection:
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            asked = sql.SQL("SELECT {} FROM ({}) AS listed").format(names, self._list(connection, listed))
            copying = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER)").format(asked)
            with path.open("wb") as file, connection.cursor() as cursor:
                with cursor.copy(copying) as told:
                    for block in told:
                        file.write(block)
                return cursor.rowcount

    def count_list(self, listed: ListDataset) -> int:
        """See `Holdings.count_list`."""
        with self._snapshot(listed.slug) as connection:
            counting = sql.SQL("SELECT count(*) AS rows FROM ({}) AS listed").format(self._list(connection, listed))
            return int(connection.execute(counting).fetchall()[0]["rows"])

    def close(self) -> None:
        """See `Holdings.close`: there is nothing between questions."""

    @contextmanager
    def _snapshot(self, what: str) -> Iterator[psycopg.Connection[dict[str, Any]]]:
        """A read-only transaction that sees one state; every failure of the database is `SourceDown`."""
        try:
            with psycopg.connect(**self._place.parameters(), row_factory=dict_row) as connection:
                connection.read_only = True
                connection.isolation_level = IsolationLevel.REPEATABLE_READ
                yield connection
        except psycopg.Error as reason:
            # The server's text names hosts, users and values: the kind of failure is enough for a stranger.
            raise SourceDown(dataset=what, reason=_kind(reason), stage=_STAGE) from None

    def _tables(self, dataset: Dataset, cut: sql.Composable) -> dict[str, sql.Composable]:
        columns = TOLD_BY_STATEMENT[dataset.source].columns
        return {
            name: sql.SQL("{}{}").format(self._table(table, columns[name]), cut)
            for name, table in dataset.tables.items()
        }

    def _table(self, table: Table, columns: Mapping[str, str]) -> sql.Composed:
        """A table with `enterprise` and each column in the type that the statement counts on."""
        cast: list[sql.Composable] = [sql.SQL('uscc::text COLLATE "C" AS enterprise')]
        for name in table.columns:
            kind = columns[name]
            collated = sql.SQL(' COLLATE "C"' if kind == "string" else "")
            column = sql.Identifier(name)
            cast.append(sql.SQL("{}::{}{} AS {}").format(column, sql.SQL(_TYPES[kind]), collated, column))
        return sql.SQL("SELECT {} FROM {}").format(sql.SQL(", ").join(cast), self._named(table))

    def _named(self, table: Table) -> sql.Identifier:
        return sql.Identifier(self._place.schema, PurePath(table.file).stem)

    def _list(self, connection: psycopg.Connection[dict[str, Any]], listed: ListDataset) -> sql.Composed:
        """The list's statement over its tables."""
        if listed.of is not None:
            tables = self._tables(listed.of, sql.SQL(""))
            known = sql.SQL(" UNION ALL ").join(
                sql.SQL("SELECT enterprise FROM {}").format(sql.Identifier(name)) for name in tables
            )
            as_of = sql.Literal(self._as_of(connection, listed.of))
            tables["subjects"] = sql.SQL("SELECT DISTINCT enterprise, {}::date AS as_of FROM ({}) AS known").format(
                as_of, known
            )
            of_source = sql.SQL(TOLD_BY_STATEMENT[listed.of.source].statement_for("postgres"))
            names = sql.SQL(", ").join(sql.Identifier(name) for name in listed.of.definitions)
            statement = sql.SQL("SELECT enterprise AS uscc, {} FROM ({}) AS told ORDER BY enterprise").format(
                names, of_source
            )
            return _over(tables, statement)
        tables = {name: self._as_it_is(connection, table) for name, table in listed.tables.items()}
        return _over(tables, sql.SQL(listed.statement))  # of our own lists.json, in words that both engines know

    def _as_it_is(self, connection: psycopg.Connection[dict[str, Any]], table: Table) -> sql.Composed:
        """A table's columns in their own types, text compared by its bytes."""
        named = self._named(table)
        columns = ("uscc", *(name for name in table.columns if name != "uscc"))
        all_of_it = sql.SQL(", ").join(map(sql.Identifier, columns))
        seen = connection.execute(sql.SQL("SELECT {} FROM {} LIMIT 0").format(all_of_it, named)).description or ()
        told = [
            sql.SQL('{}::text COLLATE "C" AS {}' if column.type_code in _TEXT_OIDS else "{} AS {}").format(
                sql.Identifier(column.name), sql.Identifier(column.name)
            )
            for column in seen
        ]
        return sql.SQL("SELECT {} FROM {}").format(sql.SQL(", ").join(told), named)

    def _as_of(self, connection: psycopg.Connection[dict[str, Any]], dataset: Dataset) -> date:
        today = self._clock.now().date()
        if dataset.freshness is None:
            return today
        table, column = dataset.freshness
        asking = sql.SQL("SELECT max({})::date AS newest FROM {}")
        found = connection.execute(asking.format(sql.Identifier(column), self._named(dataset.tables[table]))).fetchall()
        return reached(found[0]["newest"], today)


class PostgresRegister:
    """The registry's own register in its database, for `parties.Registrar`: the table `enterprises`."""

    def __init__(self, place: PostgresPlace) -> None:
        self._place = place

    def find(self, uscc: Uscc) -> RegisteredEnterprise | None:
        """The enterprise as registered now; raises `SourceDown`."""
        asking = sql.SQL("SELECT {} FROM {} WHERE uscc = %s").format(
            sql.SQL(_REGISTER), sql.Identifier(self._place.schema, "enterprises")
        )
        try:
            with psycopg.connect(**self._place.parameters()) as connection:
                connection.read_only = True
                rows = connection.execute(asking, [str(uscc)]).fetchall()
        except psycopg.Error as reason:
            raise SourceDown(dataset="registration", reason=_kind(reason), stage="exchange.register") from None
        if not rows:
            return None
        code, name, status, representative, representative_id = rows[0]
        return RegisteredEnterprise(Uscc(code), name, status, representative, representative_id)


def _over(tables: Mapping[str, sql.Composable], statement: sql.Composable) -> sql.Composed:
    """A statement over named tables."""
    parts = sql.SQL(", ").join(sql.SQL("{} AS ({})").format(sql.Identifier(name), one) for name, one in tables.items())
    return sql.SQL("WITH {} {}").format(parts, statement)


def _kind(reason: psycopg.Error) -> str:
    state = f" {reason.sqlstate}" if reason.sqlstate else ""
    return f"{type(reason).__name__}{state}"
