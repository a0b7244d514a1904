"""A party's input as a table of text, its keys under the one rule, and what is handed to the engine.

The engine reads and writes CSV files, so keys are handed over in hex: a comma, a quote or a line break in a name
cannot change what is compared.
"""

from pathlib import Path

import polars as pl

from puhui.kernel import Text
from puhui.privacy.errors import InputUnreadable, NoUsableKeys, SchemaDiffers
from puhui.privacy.keys import KeyKind, KeyReport, report, spell
from puhui.privacy.model import Party

ENGINE_COLUMN = "k"
NO_COLUMN = Text(zh="缺少列 {absent}（现有 {there}）", en="no column {absent} among {there}")
_ROWS = Text(zh="共 {rows} 行，声明为 {declared} 行", en="{rows} rows, {declared} were declared")
_STAGE = "inputs"
_BATCH = "utf8"


def read_table(path: Path) -> pl.DataFrame:
    """All columns as text, in the file's order; raises `InputUnreadable`."""
    try:
        return pl.read_csv(path, infer_schema=False, encoding=_BATCH, truncate_ragged_lines=False)
    except (OSError, pl.exceptions.PolarsError) as reason:
        raise InputUnreadable(file=path.name, reason=type(reason).__name__, stage=_STAGE) from None


def describe(path: Path, name: str, columns: list[str]) -> Party:
    """What a party says of its file to the others: how many rows, and the columns that take part."""
    try:
        scan = pl.scan_csv(path, infer_schema=False)
        there = scan.collect_schema().names()
        rows = int(scan.select(pl.len()).collect().item())
    except (OSError, pl.exceptions.PolarsError) as reason:
        raise InputUnreadable(file=path.name, reason=type(reason).__name__, party=name, stage=_STAGE) from None
    _demand(name, columns, there)
    return Party(name, rows, tuple(columns))


def read_declared(path: Path, party: Party) -> pl.DataFrame:
    """The party's table; raises `SchemaDiffers` where it is not what the party said of it."""
    table = read_table(path)
    check_declared(table.columns, table.height, party)
    return table


def check_declared(columns: list[str], rows: int, party: Party) -> None:
    """Raises `SchemaDiffers` where the party said other columns or another number of rows."""
    _demand(party.name, list(party.columns), columns)
    if rows != party.rows:
        raise SchemaDiffers(reason=_ROWS.fill(rows=rows, declared=party.rows), party=party.name, stage=_STAGE)


def columns_of(path: Path, name: str, columns: list[str]) -> list[str]:
    """The header of a party's file; raises `SchemaDiffers` where it lacks one of `columns`."""
    try:
        there = pl.scan_csv(path, infer_schema=False).collect_schema().names()
    except (OSError, pl.exceptions.PolarsError) as reason:
        raise InputUnreadable(file=path.name, reason=type(reason).__name__, party=name, stage=_STAGE) from None
    _demand(name, columns, there)
    return there


def read_columns(path: Path, party: Party) -> pl.DataFrame:
    """The party's table where the job does not say how many rows it has; raises `SchemaDiffers`."""
    table = read_table(path)
    _demand(party.name, list(party.columns), table.columns)
    return table


def spell_keys(table: pl.DataFrame, column: str, kind: KeyKind, party: str) -> tuple[pl.Series, KeyReport]:
    """A spelt key for each row (null: takes no part) and what became of them; raises `NoUsableKeys`."""
    raw = table[column]
    spelt = spell(raw, kind)
    told = report(raw, spelt)
    if told.keys == 0:
        raise NoUsableKeys(rows=told.rows, party=party, stage=_STAGE)
    return spelt, told


def read_levels(path: Path, column: str) -> list[str]:
    """The different values of a column that `describe` has seen, in order."""
    said = pl.scan_csv(path, infer_schema=False).select(pl.col(column).fill_null("").unique()).collect()
    return sorted(said[column])


def write_keys(keys: pl.Series, path: Path) -> None:
    """Distinct keys, for the engine."""
    keys.drop_nulls().unique().str.encode("hex").alias(ENGINE_COLUMN).to_frame().write_csv(path)


def read_keys(path: Path) -> pl.Series:
    """The keys that the engine wrote."""
    return pl.read_csv(path, infer_schema=False)[ENGINE_COLUMN].str.decode("hex").cast(pl.String)


def _demand(party: str, wanted: list[str], there: list[str]) -> None:
    absent = [column for column in wanted if column not in there]
    if absent:
        reason = NO_COLUMN.fill(absent=", ".join(absent), there=", ".join(there))
        raise SchemaDiffers(reason=reason, party=party, stage=_STAGE)
