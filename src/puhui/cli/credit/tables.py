"""Reading and writing tables for every credit command: CSV or Parquet by the file's ending, and no silent repairs.

A CSV file is UTF-8 with a header. A column is numeric when nearly all of its cells are numbers (empty, NA, NaN and
null are no value); a column with leading zeros, like a code, stays text. A row with too many or too few cells, or with
a word in a numeric column, is broken: broken rows are counted and listed, and stop the command unless it may skip them.
"""

import os
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.credit.errors import ColumnNotNumeric
from puhui.kernel import Category, PuhuiError, Text
from puhui.kernel.suites import DEFAULT_SUITE, suite

_NOTHING = ("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None")
_NUMERIC_SHARE = 0.95  # of the cells with a value: above it, the rest are mistakes; below it, the column is text
_NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$|^\s*[+-]?inf(inity)?\s*$"
_CODE = r"^0\d+$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_SHOWN = 10


class FileMissing(PuhuiError):
    """There is no such file."""

    category = Category.NOT_FOUND
    cause = Text(zh="找不到文件 {path}", en="there is no file {path}")
    remedy = Text(zh="请检查路径", en="check the path")


class FormatUnknown(PuhuiError):
    """The file's ending is neither .csv nor .parquet."""

    category = Category.INVALID
    cause = Text(zh="{path} 既不是 .csv 也不是 .parquet", en="{path} ends neither in .csv nor in .parquet")
    remedy = Text(zh="请改用这两种格式之一", en="use one of the two formats")


class FileUnreadable(PuhuiError):
    """The file is not what its ending says, or cannot be opened."""

    category = Category.INVALID
    cause = Text(zh="无法读取 {path}：{reason}", en="cannot read {path}: {reason}")
    remedy = Text(zh="请检查文件是否完整、有无读取权限", en="check that the file is whole and may be read")


class NotUtf8(PuhuiError):
    """A CSV file has bytes that are not UTF-8."""

    category = Category.INVALID
    cause = Text(zh="{path} 第 {line} 行不是 UTF-8 编码", en="{path} is not UTF-8 at line {line}")
    remedy = Text(zh="请另存为 UTF-8（例如由 GBK 转换）", en="save it as UTF-8 (it may be GBK)")


class TableEmpty(PuhuiError):
    """The file has no rows."""

    category = Category.INVALID
    cause = Text(zh="{path} 没有数据行", en="{path} has no rows")
    remedy = Text(zh="请提供带表头和数据的文件", en="give a file with a header and rows")


class ColumnMissing(PuhuiError):
    """A named column is not in the table."""

    category = Category.INVALID
    cause = Text(zh="{path} 没有列 {columns}", en="{path} has no column {columns}")
    remedy = Text(zh="现有的列：{known}", en="its columns are {known}")


class ColumnNamesRepeat(PuhuiError):
    """Two columns have one name, or a column has none."""

    category = Category.INVALID
    cause = Text(
        zh="{path} 的列名重复或为空：{column}", en="{path} repeats a column name, or has an empty one: {column!r}"
    )
    remedy = Text(zh="请改正表头", en="mend the header")


class RowsBroken(PuhuiError):
    """Rows that cannot be read as they stand."""

    category = Category.INVALID
    cause = Text(zh="{path} 有 {count} 行有误：\n{listed}", en="{path} has {count} broken rows:\n{listed}")
    remedy = Text(zh="请改正，或用 --skip-bad-rows 跳过它们", en="mend them, or skip them with --skip-bad-rows")


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """One row that was refused: its line in the file (Parquet: its row, from 1) and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read. `numbers` are its rows' numbers in the file, from 1; `digest` is of the file's bytes."""

    path: Path
    frame: pl.DataFrame
    numbers: NDArray[np.int64]
    skipped: tuple[BrokenRow, ...]
    digest: str

    def __len__(self) -> int:
        return self.frame.height

    def need(self, *columns: str) -> None:
        """Raise `ColumnMissing` unless all these columns are there."""
        lacking = [column for column in columns if column not in self.frame.columns]
        if lacking:
            raise ColumnMissing(
                path=self.path.name,
                columns=", ".join(lacking),
                known=", ".join(self.frame.columns),
                stage="credit.tables",
            )

    def column(self, name: str) -> NDArray[Any]:
        """One column as an array: float64 (no value: NaN), datetime64, or objects (text, booleans; None)."""
        self.need(name)
        series = self.frame[name]
        if series.dtype.is_numeric():
            return series.cast(pl.Float64).fill_null(float("nan")).to_numpy()
        if series.dtype.is_temporal():
            return series.to_numpy()
        return np.array(series.to_list(), dtype=object)

    def arrays(self, columns: Collection[str]) -> dict[str, NDArray[Any]]:
        """Several columns as arrays."""
        return {name: self.column(name) for name in columns}

    def rows(self, chosen: NDArray[np.bool_]) -> "Table":
        """The table with only the chosen rows."""
        return Table(self.path, self.frame.filter(pl.Series(chosen)), self.numbers[chosen], self.skipped, self.digest)


def read_table(
    path: Path, *, skip_bad_rows: bool = False, numeric: Collection[str] = (), text: Collection[str] = ()
) -> Table:
    """Read a CSV or Parquet file. Columns in `numeric` must be numbers and those in `text` are never guessed.

    Raises `FileMissing`, `FormatUnknown`, `FileUnreadable`, `NotUtf8`, `TableEmpty`, `ColumnNamesRepeat`, and
    `RowsBroken` unless broken rows may be skipped.
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".parquet"):
        raise FormatUnknown(path=path.name, stage="credit.tables")
    if not path.is_file():
        raise FileMissing(path=str(path), stage="credit.tables")
    try:
        data = path.read_bytes()
    except OSError as reason:
        raise FileUnreadable(path=path.name, reason=reason.strerror, stage="credit.tables") from None
    raw, lines, broken = _csv(path, data) if ending == ".csv" else _parquet(path)
    if raw.height + len(broken) == 0:
        raise TableEmpty(path=path.name, stage="credit.tables")
    columns, wrong = [], np.zeros(raw.height, dtype=np.bool_)
    for name in raw.columns:
        series, bad_cells = _typed(raw[name], name in numeric, name in text)
        columns.append(series)
        if bad_cells.sum() > raw.height / 2:
            example = repr(raw[name][int(np.argmax(bad_cells))])
            raise ColumnNotNumeric(column=name, example=example, stage="credit.tables")
        for at in np.flatnonzero(bad_cells & ~wrong).tolist():
            broken.append(BrokenRow(int(lines[at]), f"{name} = {raw[name][at]!r} is not a number"))
        wrong |= bad_cells
    broken.sort(key=lambda row: row.line)
    if broken and not skip_bad_rows:
        listed = "\n".join(f"  {row.line}: {row.reason}" for row in broken[:_SHOWN])
        more = f"\n  … +{len(broken) - _SHOWN}" if len(broken) > _SHOWN else ""
        raise RowsBroken(path=path.name, count=len(broken), listed=listed + more, stage="credit.tables")
    frame = pl.DataFrame(columns).filter(pl.Series(~wrong))
    if frame.height == 0:
        raise TableEmpty(path=path.name, stage="credit.tables")
    numbers = lines[~wrong] - (1 if ending == ".csv" else 0)
    return Table(path, frame, numbers, tuple(broken), suite(DEFAULT_SUITE).digest(data).hex())


def write_table(path: Path, columns: Mapping[str, Any]) -> None:
    """Write columns as CSV or Parquet by the ending; the file appears whole or not at all."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".parquet"):
        raise FormatUnknown(path=path.name, stage="credit.tables")
    frame = pl.DataFrame({name: _series(name, values) for name, values in columns.items()})
    with _whole(path) as draft:
        if ending == ".csv":
            frame.write_csv(draft)
        else:
            frame.write_parquet(draft)


def write_file(path: Path, data: bytes) -> None:
    """Write bytes; the file appears whole or not at all."""
    with _whole(path) as draft:
        draft.write_bytes(data)


class _whole:  # noqa: N801 - reads as the promise it makes
    """A draft beside the file that takes its place when the block ends well."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Path:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        except OSError as reason:
            raise FileUnreadable(path=str(self._path), reason=reason.strerror, stage="credit.tables") from None
        os.close(handle)
        self._draft = Path(name)
        return self._draft

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            mask = os.umask(0)
            os.umask(mask)
            self._draft.chmod(0o666 & ~mask)
            self._draft.replace(self._path)
        else:
            self._draft.unlink(missing_ok=True)


def _series(name: str, values: Any) -> pl.Series:
    if isinstance(values, pl.Series):
        return values.alias(name)
    if isinstance(values, np.ndarray) and values.dtype.kind == "O":
        return pl.Series(name, values.tolist(), strict=False)
    series = pl.Series(name, values)
    return series.fill_nan(None) if series.dtype.is_float() else series


def _csv(path: Path, data: bytes) -> tuple[pl.DataFrame, NDArray[np.int64], list[BrokenRow]]:
    import pyarrow as pa
    import pyarrow.csv as pacsv

    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        raise NotUtf8(path=path.name, line=line, stage="credit.tables") from None
    if not data.strip():
        raise TableEmpty(path=path.name, stage="credit.tables")
    broken: list[BrokenRow] = []

    def refuse(row: Any) -> str:
        broken.append(BrokenRow(row.number, f"{row.actual_columns} cells, not {row.expected_columns}"))
        return "skip"

    try:
        header = pacsv.open_csv(pa.BufferReader(data), parse_options=_parse(lambda _: "skip")).schema.names
        _check_header(path, header)
        table = pacsv.read_csv(
            pa.BufferReader(data),
            read_options=pacsv.ReadOptions(use_threads=False, block_size=max(len(data), 1 << 20)),
            parse_options=_parse(refuse),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.string()),
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as reason:
        raise FileUnreadable(path=path.name, reason=str(reason), stage="credit.tables") from None
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    refused = {row.line for row in broken}
    lines = np.array([n for n in range(2, frame.height + len(broken) + 2) if n not in refused], dtype=np.int64)
    return frame, lines, broken


def _parse(handler: Any) -> Any:
    import pyarrow.csv as pacsv

    return pacsv.ParseOptions(newlines_in_values=True, invalid_row_handler=handler)


def _check_header(path: Path, header: list[str]) -> None:
    for number, name in enumerate(header):
        if not name.strip() or name in header[:number]:
            raise ColumnNamesRepeat(path=path.name, column=name, stage="credit.tables")


def _parquet(path: Path) -> tuple[pl.DataFrame, NDArray[np.int64], list[BrokenRow]]:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as reason:
        raise FileUnreadable(path=path.name, reason=str(reason).splitlines()[0], stage="credit.tables") from None
    return frame, np.arange(1, frame.height + 1, dtype=np.int64), []


def _typed(series: pl.Series, must: bool, never: bool) -> tuple[pl.Series, NDArray[np.bool_]]:
    """The column in its type, and which of its cells break it."""
    sound = np.zeros(len(series), dtype=np.bool_)
    if series.dtype == pl.Boolean:
        return (series.cast(pl.Float64), sound) if must else (series, sound)
    if series.dtype in (pl.Categorical, pl.Enum):
        series = series.cast(pl.String)
    if series.dtype != pl.String:
        return (series.cast(pl.String) if never and not series.dtype.is_temporal() else series), sound
    if never:
        return series, sound
    value = series.set(series.is_in(list(_NOTHING)), None) if series.is_in(list(_NOTHING)).any() else series
    known = value.is_not_null()
    numbers = value.str.contains(f"(?i){_NUMBER}").fill_null(False)
    codes = value.str.contains(_CODE).fill_null(False)
    if must or (known.any() and not codes.any() and int(numbers.sum()) >= _NUMERIC_SHARE * int(known.sum())):
        parsed = value.str.strip_chars().cast(pl.Float64, strict=False)
        return parsed, (known & parsed.is_null()).to_numpy()
    if known.any() and value.str.contains(_DATE).fill_null(False).sum() == known.sum():
        dates = value.str.to_date(strict=False)
        if dates.is_not_null().sum() == known.sum():
            return dates, sound
    return series, sound
