"""A stranger's file becomes rows of plain values, or is refused before it can do harm.

An .xlsx is a ZIP of XML, and says itself how large its sheet is. Before the reader sees it we look at its directory
and at its bytes: how much it unpacks to, that no document type is declared (entities can grow without end), that no
cell claims a place beyond the limits (a reader makes room for the whole rectangle), that there is no formula.

>>> opened(b"uscc,rating\\r\\n91110000600037341L,A\\r\\n")
[['uscc', 'rating'], ['91110000600037341L', 'A']]
"""

import csv
import io
import re
import zipfile
import zlib
from datetime import date, datetime

import python_calamine

from puhui.desks.tables.errors import FileNotRead
from puhui.kernel import Text

BYTES_MAX, UNPACKED_MAX, PARTS_MAX = 8 * 2**20, 32 * 2**20, 200
ROWS_MAX, COLUMNS_MAX, CELL_CHARS_MAX = 20_001, 30, 1_000
Cell = str | int | float | bool | date | None

_STAGE = "desks.tables"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_PLACE = re.compile(rb"\sr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMED = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")


def opened(file: bytes) -> list[list[Cell]]:
    """The rows of a table, the heads first; raises `FileNotRead`."""
    if len(file) > BYTES_MAX:
        raise _refused(Text(zh=f"超过 {BYTES_MAX} 字节", en=f"more than {BYTES_MAX} bytes"))
    rows = _workbook(file) if file.startswith(b"PK") else _text(file)
    if len(rows) > ROWS_MAX or any(len(row) > COLUMNS_MAX for row in rows):
        raise _refused(
            Text(
                zh=f"超过 {ROWS_MAX - 1} 行或 {COLUMNS_MAX} 列",
                en=f"more than {ROWS_MAX - 1} rows or {COLUMNS_MAX} columns",
            )
        )
    return rows


def _text(file: bytes) -> list[list[Cell]]:
    if b"\0" in file:
        raise _refused(Text(zh="既不是 CSV，也不是 .xlsx", en="neither CSV nor .xlsx"))
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = file.decode("gb18030")  # what spreadsheets in China write when nobody chooses
        except UnicodeDecodeError:
            raise _refused(Text(zh="既不是 UTF-8，也不是 GB 18030", en="neither UTF-8 nor GB 18030")) from None
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error as reason:
        raise _refused(f"CSV: {reason}") from None


def _workbook(file: bytes) -> list[list[Cell]]:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            _look_through(package)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file))
        if len(book.sheet_names) != 1:
            raise _refused(f"{len(book.sheet_names)} sheets")
        found = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise _refused(Text(zh=".xlsx 已损坏或已加密", en="a damaged or locked .xlsx")) from None
    except python_calamine.CalamineError:
        raise _refused(Text(zh=".xlsx 已损坏", en="a damaged .xlsx")) from None
    return [[_plain(cell) for cell in row] for row in found]


def _look_through(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
        raise _refused(Text(zh="解压后超过该表所需的大小", en="it unpacks to more than a table of that size needs"))
    if not any(_SHEET.fullmatch(part.filename) for part in parts):
        raise _refused(Text(zh="其中没有工作表", en="no sheet in it"))
    left = UNPACKED_MAX
    for part in parts:
        with package.open(part) as stream:
            body = stream.read(left + 1)  # the directory may lie about sizes
        left -= len(body)
        if left < 0:
            raise _refused(Text(zh="解压后超过该表所需的大小", en="it unpacks to more than a table of that size needs"))
        if part.filename.lower().endswith((".xml", ".rels")):
            _look_at(body, is_sheet=_SHEET.fullmatch(part.filename) is not None)


def _look_at(body: bytes, *, is_sheet: bool) -> None:
    if b"\0" in body or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise _refused(Text(zh="XML 声明了表格以外的内容", en="XML that declares more than a table"))
    if not is_sheet:
        return
    if _FORMULA.search(body):
        raise _refused(Text(zh="含有公式，请粘贴为数值", en="formulas; paste their values"))
    if sum(1 for _ in _CELL.finditer(body)) > ROWS_MAX * COLUMNS_MAX:
        raise _refused(Text(zh="单元格过多", en="too many cells"))
    for quoted, single in _PLACE.findall(body):
        named = _NAMED.fullmatch(quoted or single)
        if named is None or _number(named[1]) > COLUMNS_MAX or int(named[2]) > ROWS_MAX:
            raise _refused(
                Text(
                    zh=f"有单元格超出 {ROWS_MAX - 1} 行或 {COLUMNS_MAX} 列",
                    en=f"a cell beyond {ROWS_MAX - 1} rows or {COLUMNS_MAX} columns",
                )
            )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _plain(cell: object) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None or isinstance(cell, str | bool | int | float | date):
        return cell
    return str(cell)


def _refused(reason: str | Text) -> FileNotRead:
    return FileNotRead(reason=reason, stage=_STAGE)
