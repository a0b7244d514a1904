"""The registry's own register, read from its Parquet file: what `parties.Registrar` looks at."""

from pathlib import Path

import duckdb

from puhui.exchange.errors import SourceDown
from puhui.kernel.identifiers import Uscc
from puhui.parties import RegisteredEnterprise

_FILE = "enterprises.parquet"
_COLUMNS = "uscc, name, status, legal_representative, legal_representative_id"


class ParquetRegister:
    """`enterprises.parquet` of the registry's data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def find(self, uscc: Uscc) -> RegisteredEnterprise | None:
        """The enterprise as registered now; raises `SourceDown`."""
        path = str(self._path).replace("'", "''")
        try:
            with duckdb.connect(":memory:") as connection:
                rows = connection.execute(
                    f"SELECT {_COLUMNS} FROM read_parquet('{path}') WHERE uscc = ?",  # noqa: S608
                    [uscc],
                ).fetchall()
        except duckdb.Error as reason:
            raise SourceDown(dataset="registration", reason=type(reason).__name__, stage="exchange.register") from None
        if not rows:
            return None
        code, name, status, representative, representative_id = rows[0]
        return RegisteredEnterprise(Uscc(code), name, status, representative, representative_id)
