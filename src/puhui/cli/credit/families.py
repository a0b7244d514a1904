# ruff: noqa: S608 - SQL is put together from the words of this room's definitions, and from paths that are quoted
"""Any families of indicators from a folder of tables: one row an enterprise, however many sources.

A table is `<name>.parquet` or `<name>.csv` with the columns that the family reads (docs/reference/indicators.md) and
the enterprise as `uscc` or `enterprise`; invoices may also have the layouts of `invoices`. A family is there when all
its tables are. A family whose data end too long before the day asked for is stale: its columns are empty, and it is
said.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from puhui.cli.credit.invoices import open_invoices
from puhui.credit.indicators import SOURCES, Source
from puhui.kernel import Category, PuhuiError, Text

STAGE = "credit.indicators"
ALL = "all"
_INVOICES = ("sales", "purchases")
_INVOICE_FILES = ("sales", "invoices_out")
_ENDINGS = (".parquet", ".csv")
_TYPES = {"string": "VARCHAR", "date": "DATE", "int64": "BIGINT", "float64": "DOUBLE"}
_REACHES = ("month", "period", "issued_on", "on_day")  # columns that tell how far data that come in cycles go
_HAPPENED = (*_REACHES, "filed_on", "changed_on", "decided_on", "opened_on", "asked_on", "granted_on", "reported_on")

Told = Callable[[str, int, int], None]


class UnknownFamily(PuhuiError):
    """`--source` names no family of indicators."""

    category = Category.INVALID
    cause = Text(zh="没有名为“{name}”的指标来源", en="there is no source {name!r}")
    remedy = Text(zh="可用：all、{known}", en="name one of: all, {known}")


class TablesMissing(PuhuiError):
    """The folder lacks tables of a family that was asked for, or has none of any."""

    category = Category.NOT_FOUND
    cause = Text(zh="{folder} 中缺少来源“{source}”的表：{missing}", en="{folder} lacks tables of {source}: {missing}")
    remedy = Text(zh="请放入这些表（.parquet 或 .csv）", en="put them there, as .parquet or .csv")


class TableUnusable(PuhuiError):
    """A table cannot be read, lacks columns, or has cells of another kind."""

    category = Category.INVALID
    cause = Text(zh="{file} 不可用：{reason}", en="{file} is unusable: {reason}")
    remedy = Text(zh="请按参考文档改正该表", en="mend it by the reference of indicators")


@dataclass(frozen=True, slots=True)
class Family:
    """One family as it was computed: how far its data go, and whether that is too long ago."""

    source: Source
    reached: date | None
    stale: bool

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "source": self.source.name,
            "indicators": len(self.source.definitions),
            "reached": self.reached.isoformat() if self.reached else None,
            "cycle": self.source.refresh.cycle.value,
            "stale": self.stale,
        }


def chosen(folder: Path, names: Sequence[str]) -> list[Source]:
    """The families asked for, in the house's order; raises `UnknownFamily`, `TablesMissing`."""
    for name in names:
        if name != ALL and name not in SOURCES:
            raise UnknownFamily(name=name, known=", ".join(SOURCES), stage=STAGE)
    if ALL in names:
        found = [source for source in SOURCES.values() if not _missing(folder, source)]
        if not found:
            raise TablesMissing(folder=folder, source=ALL, missing=Text(zh="全部", en="all of them"), stage=STAGE)
        return found
    wanted = [source for name, source in SOURCES.items() if name in names]
    for source in wanted:
        missing = _missing(folder, source)
        if missing:
            raise TablesMissing(folder=folder, source=source.name, missing=", ".join(missing), stage=STAGE)
    return wanted


def compute_families(
    folder: Path,
    sources: Sequence[Source],
    *,
    as_of: date | None = None,
    only: Sequence[str] = (),
    skip_bad_rows: bool = False,
    told: Told | None = None,
) -> tuple[duckdb.DuckDBPyConnection, list[Family], date]:
    """The table `indicators` of a connection: `enterprise`, `as_of`, and of each family its months on record (as
    `<family>_record_months`) and its indicators; the families; and the day looked back from: `as_of`, or the last day
    that anything happened on.
    """
    tables = {table for source in sources for table in source.tables}
    if tables & set(_INVOICES):
        connection = open_invoices(folder, skip_bad_rows=skip_bad_rows).connection
    else:
        connection = duckdb.connect()
    for source in sources:
        for table, columns in source.columns.items():
            if table not in _INVOICES:
                _open(connection, folder, table, dict(columns))
    day = as_of or _latest(connection, sources, _HAPPENED) or _refuse_undated(folder)
    _choose(connection, sorted(tables), day, only)
    families = []
    for number, source in enumerate(sources):
        if told:
            told("families", number, len(sources))
        reached = _latest(connection, [source], _REACHES, day)
        stale = reached is not None and source.refresh.is_stale(reached, day)
        connection.execute(f'CREATE TABLE "family {source.name}" AS {source.statement}')
        families.append(Family(source, reached, stale))
    if told:
        told("families", len(sources), len(sources))
    connection.execute(f"CREATE TABLE indicators AS {_beside(families)}")
    return connection, families, day


def _missing(folder: Path, source: Source) -> list[str]:
    invoices = any((folder / f"{name}{ending}").is_file() for name in _INVOICE_FILES for ending in _ENDINGS)
    return [
        table
        for table in source.tables
        if not (table in _INVOICES and invoices) and not any((folder / f"{table}{end}").is_file() for end in _ENDINGS)
    ]


def _open(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, columns: dict[str, str]) -> None:
    """A view of the table with its columns in their types; raises `TableUnusable` for cells of another kind."""
    path = next(folder / f"{table}{end}" for end in _ENDINGS if (folder / f"{table}{end}").is_file())
    quoted = "'" + str(path).replace("'", "''") + "'"
    raw = f"read_parquet({quoted})" if path.suffix == ".parquet" else f"read_csv({quoted}, all_varchar = true)"
    try:
        there = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {raw}").fetchall()]
        code = next((name for name in ("uscc", "enterprise") if name in there), None)
        lacking = [name for name in columns if name not in there] + ([] if code else ["uscc"])
        if code is None or lacking:
            raise TableUnusable(
                file=path.name,
                reason=Text(zh=f"缺少 {', '.join(lacking)}", en=f"it lacks {', '.join(lacking)}"),
                stage=STAGE,
            )
        cells = {name: f'TRY_CAST("{name}" AS {_TYPES[kind]})' for name, kind in columns.items()}
        wrong = ", ".join(f'count(*) FILTER ("{name}" IS NOT NULL AND {cell} IS NULL)' for name, cell in cells.items())
        counts = connection.execute(f'SELECT count(*) FILTER ("{code}" IS NULL), {wrong} FROM {raw}').fetchall()[0]
        for name, count in zip((code, *columns), counts, strict=True):
            if count:
                kind = columns.get(name, "code")
                raise TableUnusable(
                    file=path.name,
                    reason=Text(
                        zh=f"{name!r} 列有 {count} 格不是 {kind}", en=f"{count} cells of {name!r} hold no {kind}"
                    ),
                    stage=STAGE,
                )
        told = ", ".join(f'{cell} AS "{name}"' for name, cell in cells.items())
        connection.execute(f'CREATE VIEW "{table}" AS SELECT "{code}" AS enterprise, {told} FROM {raw}')
    except duckdb.Error as reason:
        raise TableUnusable(file=path.name, reason=str(reason).splitlines()[0], stage=STAGE) from None


def _latest(
    connection: duckdb.DuckDBPyConnection, sources: Iterable[Source], names: Sequence[str], cap: date | None = None
) -> date | None:
    """The last day of any of these columns; of a month its last; not after `cap`."""
    asked = [
        f'SELECT max({f"last_day({name})" if name in ("month", "period") else name}) AS day FROM "{table}"'
        for source in sources
        for table, columns in source.columns.items()
        for name in columns
        if name in names
    ]
    if not asked:
        return None
    found: date | None = connection.execute(f"SELECT max(day) FROM ({' UNION ALL '.join(asked)})").fetchall()[0][0]
    return found if found is None or cap is None else min(found, cap)


def _refuse_undated(folder: Path) -> date:
    raise TableUnusable(
        file=folder.name,
        reason=Text(zh="其中没有日期，请给出 --as-of", en="nothing in it has a date: give --as-of"),
        stage=STAGE,
    )


def _choose(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], day: date, only: Sequence[str]) -> None:
    if only:
        connection.execute("CREATE TABLE known AS SELECT unnest(?::VARCHAR[]) AS enterprise", [list(only)])
    else:
        known = " UNION ALL ".join(f'SELECT enterprise FROM "{table}"' for table in tables)
        connection.execute(f"CREATE TABLE known AS SELECT DISTINCT enterprise FROM ({known})")
    connection.execute("CREATE TABLE subjects AS SELECT enterprise, ?::DATE AS as_of FROM known", [day])


def _beside(families: Sequence[Family]) -> str:
    """All families side by side; nothing is said by a stale one."""
    columns, joins = ["enterprise", "subjects.as_of"], []
    for family in families:
        name = f'"family {family.source.name}"'
        joins.append(f"LEFT JOIN {name} USING (enterprise)")
        months = f"{name}.record_months"
        told = [f'{name}."{column}"' for column in family.source.definitions]
        nothing = [
            f"CAST(NULL AS {'VARCHAR' if item.unit == 'text' else 'DOUBLE'}) AS {column}"
            for column, item in family.source.definitions.items()
        ]
        columns.append(f"{'0' if family.stale else months} AS {family.source.name}_record_months")
        columns += nothing if family.stale else told
    return f"SELECT {', '.join(columns)} FROM subjects {' '.join(joins)}"
