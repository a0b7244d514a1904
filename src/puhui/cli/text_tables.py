"""Tables of which every cell is text: registers of names and feeds of articles, where `007` is a key."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from puhui.cli.credit.tables import Table

Json = Annotated[bool, typer.Option("--json", help="One JSON document for machines")]
RegisterFile = Annotated[Path, typer.Option("--register", help="Register of names: .csv (UTF-8, header) or .parquet")]
KeyColumn = Annotated[str, typer.Option("--key", help="Its column of keys")]
NameColumn = Annotated[str, typer.Option("--name", help="Its column of names")]


class _EveryColumn(Collection[str]):
    """Holds whatever it is asked for: no column is to be guessed at."""

    def __contains__(self, _: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_texts(path: Path) -> "Table":
    """A table of texts; raises what `cli.credit.tables.read_table` does."""
    from puhui.cli.credit.tables import read_table

    return read_table(path, text=_EveryColumn())


def texts(table: "Table", column: str) -> list[str]:
    """A column's cells as stripped text, "" where there is nothing; raises `ColumnMissing`."""
    table.need(column)
    return ["" if cell is None else str(cell).strip() for cell in table.frame[column].to_list()]
