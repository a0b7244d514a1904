"""Tables on disk: one Parquet file each, written block by block, in place only when whole."""

from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pyarrow.parquet as pq


class Shelf:
    """Open Parquet files by custodian and name. If we die before the end, only `*.part` files are left behind."""

    def __init__(self, folders: dict[str, Path]) -> None:
        self._folders = folders
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._paths: dict[str, Path] = {}
        self.rows: dict[str, int] = {}
        for folder in folders.values():
            folder.mkdir(parents=True, exist_ok=True)

    def wants(self, custodian: str) -> bool:
        """Whether anybody has a folder for this custodian's tables."""
        return custodian in self._folders

    def put(self, custodian: str, name: str, table: pl.DataFrame) -> None:
        """Append a block of rows to `custodian`'s table `name`; the columns of the first block hold for all."""
        if not self.wants(custodian):
            return
        key = f"{custodian}/{name}"
        content = table.to_arrow(compat_level=pl.CompatLevel.oldest())
        if key not in self._writers:
            self._paths[key] = self._folders[custodian] / f"{name}.parquet"
            self._writers[key] = pq.ParquetWriter(_part(self._paths[key]), content.schema, compression="zstd")
            self.rows[key] = 0
        if table.height or not self.rows[key]:
            self._writers[key].write_table(content)
        self.rows[key] += table.height

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            writer.close()
        for path in self._paths.values():
            if kind is None:
                _part(path).replace(path)
            else:
                _part(path).unlink(missing_ok=True)


def _part(path: Path) -> Path:
    return path.with_suffix(".parquet.part")
