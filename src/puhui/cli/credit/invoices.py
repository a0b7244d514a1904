# ruff: noqa: S608 - SQL is put together from the words of this module, and from paths and column names that are quoted
"""A folder of VAT invoices, opened: two files of output and input invoices as the tables that `vat_sql` reads.

Two layouts are known, told apart by what the files are called; columns are found by name in either language:

| | output invoices | input invoices | amounts |
|---|---|---|---|
| canonical | `sales` | `purchases` | `amount_fen`, `tax_fen` in fen, or `amount`, `tax` in yuan |
| 发票明细 | `invoices_out` | `invoices_in` | `金额`, `税额` in yuan |

Each file is Parquet or UTF-8 CSV. A row is broken when a needed cell is empty or not of its kind, or when amount
and tax miss the stated total by more than one yuan. Broken rows stop the reading, unless they are to be skipped:
then they are counted and listed.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from puhui.kernel import Category, PuhuiError, Text

STAGE = "credit.invoices"
LISTED = 20  # broken rows shown in full; all are counted
_ENDINGS = (".parquet", ".csv")
_YUAN_TOLERANCE_FEN = 100
_NAMES = {"sales": ("sales", "invoices_out"), "purchases": ("purchases", "invoices_in")}
_COLUMNS = {
    "enterprise": ("enterprise", "uscc", "企业代号"),
    "invoice_no": ("invoice_no", "发票号码"),
    "issued_on": ("issued_on", "开票日期"),
    "amount": ("amount_fen", "amount", "金额"),
    "tax": ("tax_fen", "tax", "税额"),
    "total": ("total_fen", "total", "价税合计"),
    "status": ("status", "发票状态"),
}
_COUNTERPARTY = {
    "sales": ("counterparty", "buyer", "购方单位代号", "对方单位代号"),
    "purchases": ("counterparty", "seller", "销方单位代号", "对方单位代号"),
}
_VALID = ("valid", "有效发票", "有效")
_VOID = ("void", "作废发票", "作废")


class InvoiceFolderMissing(PuhuiError):
    """There is no folder of that name."""

    category = Category.NOT_FOUND
    cause = Text(zh="找不到发票文件夹 {folder}", en="there is no folder {folder}")
    remedy = Text(zh="请检查路径", en="check the path")


class InvoiceFileMissing(PuhuiError):
    """The folder lacks the output or the input invoices."""

    category = Category.NOT_FOUND
    cause = Text(zh="{folder} 中没有{what_zh}文件", en="{folder} holds no file of {what}")
    remedy = Text(zh="请放入 {wanted}", en="put {wanted} there")


class InvoiceFilesAmbiguous(PuhuiError):
    """The folder has more than one file of the same invoices."""

    category = Category.CONFLICT
    cause = Text(
        zh="{folder} 中有多个同类发票文件：{found}", en="{folder} holds several files of the same invoices: {found}"
    )
    remedy = Text(zh="请只保留一个", en="keep one of them")


class InvoiceColumnsMissing(PuhuiError):
    """A file lacks columns that the indicators need."""

    category = Category.INVALID
    cause = Text(
        zh="{file} 缺少列：{missing}；现有列：{found}", en="{file} lacks the columns {missing}; it has {found}"
    )
    remedy = Text(zh="请补齐列或改正列名", en="add the columns, or name them so")


class InvoiceColumnOfWrongType(PuhuiError):
    """No cell of a column is of the kind that it must be."""

    category = Category.INVALID
    cause = Text(
        zh="{file} 的列“{column}”应为{kind_zh}，实际如 {example}",
        en="column {column!r} of {file} holds no {kind}, but {example}",
    )
    remedy = Text(zh="请改正该列", en="mend that column")


class NoInvoices(PuhuiError):
    """A file has a header and no rows, or nothing at all."""

    category = Category.INVALID
    cause = Text(zh="{file} 没有任何发票", en="{file} holds no invoices")
    remedy = Text(zh="请提供至少一张发票", en="give at least one invoice")


class InvoiceFileNotUtf8(PuhuiError):
    """A CSV file is not UTF-8."""

    category = Category.INVALID
    cause = Text(zh="{file} 不是 UTF-8 编码", en="{file} is not UTF-8")
    remedy = Text(
        zh="请转换为 UTF-8，例如 iconv -f GB18030 -t UTF-8", en="convert it, for example: iconv -f GB18030 -t UTF-8"
    )


class InvoiceFileUnreadable(PuhuiError):
    """The file is not what its ending says, or breaks off."""

    category = Category.INVALID
    cause = Text(zh="无法读取 {file}：{reason}", en="{file} cannot be read: {reason}")
    remedy = Text(zh="请重新导出该文件", en="export the file again")


class BrokenInvoices(PuhuiError):
    """Some rows are not invoices."""

    category = Category.INVALID
    cause = Text(
        zh="{file} 有 {count} 行错误，例如第 {row} 行：{reason}",
        en="{file} has {count} broken rows, such as row {row}: {reason}",
    )
    remedy = Text(zh="请改正这些行，或用 --skip-bad-rows 跳过", en="mend them, or skip them with --skip-bad-rows")


@dataclass(frozen=True, slots=True)
class InvoiceFile:
    """What was found in one file. `listed` names up to 20 broken rows: (row or line number, reason)."""

    path: Path
    rows: int
    broken: int
    listed: tuple[tuple[int, str], ...]
    first: date
    latest: date

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.path.name,
            "rows": self.rows,
            "bad_rows": self.broken,
            "bad_rows_listed": [{"row": row, "reason": reason} for row, reason in self.listed],
            "first": self.first.isoformat(),
            "latest": self.latest.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class InvoiceFolder:
    """Both files, open as the views `sales` and `purchases` of `connection`."""

    connection: duckdb.DuckDBPyConnection
    sales: InvoiceFile
    purchases: InvoiceFile


def open_invoices(folder: Path, *, skip_bad_rows: bool = False) -> InvoiceFolder:
    """Find, check and open both files; raises the errors of this module, each naming the file."""
    if not folder.is_dir():
        raise InvoiceFolderMissing(folder=folder, stage=STAGE)
    connection = duckdb.connect()
    found = {side: _find(folder, side) for side in _NAMES}
    files = {side: _open(connection, side, path, skip_bad_rows) for side, path in found.items()}
    return InvoiceFolder(connection, files["sales"], files["purchases"])


def _find(folder: Path, side: str) -> Path:
    stems = _NAMES[side]
    found = [folder / (stem + ending) for stem in stems for ending in _ENDINGS if (folder / (stem + ending)).is_file()]
    if not found:
        what = (
            Text(zh="销项发票", en="output invoices") if side == "sales" else Text(zh="进项发票", en="input invoices")
        )
        wanted = " / ".join(stem + ending for stem in stems for ending in _ENDINGS)
        raise InvoiceFileMissing(folder=folder, what=what.en, what_zh=what.zh, wanted=wanted, stage=STAGE)
    if len(found) > 1:
        raise InvoiceFilesAmbiguous(folder=folder, found=", ".join(path.name for path in found), stage=STAGE)
    return found[0]


def _open(connection: duckdb.DuckDBPyConnection, side: str, path: Path, skip: bool) -> InvoiceFile:
    is_csv = path.suffix == ".csv"
    rejected = _load_csv(connection, side, path) if is_csv else []
    source = f"{side}_raw" if is_csv else f"read_parquet({_quoted(str(path))})"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error as reason:
        raise InvoiceFileUnreadable(file=path.name, reason=str(reason).splitlines()[0], stage=STAGE) from None
    columns = _match(path, side, {row[0]: row[1] for row in described})
    cells = _cells(columns)
    problems = _problems(columns)
    problem = f"CASE {' '.join(f'WHEN {test} THEN {_quoted(name)}' for name, test in problems.items())} ELSE '' END"
    selected = ", ".join(f"{sql} AS {name}" for name, sql in cells.items())
    try:
        connection.execute(f"CREATE VIEW {side}_cells AS SELECT {selected} FROM {source}")
        seen = connection.execute(
            f"SELECT {problem} AS problem, count(*), min(issued_on), max(issued_on) FROM {side}_cells GROUP BY 1"
        ).fetchall()
    except duckdb.Error as reason:
        raise InvoiceFileUnreadable(file=path.name, reason=str(reason).splitlines()[0], stage=STAGE) from None
    counts = {name: count for name, count, _, _ in seen}
    rows = sum(counts.values())
    if rows + len(rejected) == 0:
        raise NoInvoices(file=path.name, stage=STAGE)
    _refuse_wrong_types(connection, path, source, columns=columns, counts=counts, rows=rows)
    broken = rows - counts.get("", 0)
    listed = rejected[:LISTED]
    if broken:
        more = _list_broken(connection, side, problem, offset=2 if is_csv else 1)
        listed += more[: LISTED - len(listed)]
    total = broken + len(rejected)
    if total and not skip:
        raise BrokenInvoices(file=path.name, count=total, row=listed[0][0], reason=listed[0][1], stage=STAGE)
    if broken == rows:
        raise NoInvoices(file=path.name, stage=STAGE)
    keep = f" WHERE {problem} = ''" if broken else ""
    wanted = "enterprise, invoice_no, issued_on, counterparty, amount_fen, tax_fen, status"
    connection.execute(f"CREATE VIEW {side} AS SELECT {wanted} FROM {side}_cells{keep}")
    first, latest = next((first, latest) for name, _, first, latest in seen if name == "")
    return InvoiceFile(path, rows + len(rejected), total, tuple(listed), first, latest)


def _load_csv(connection: duckdb.DuckDBPyConnection, side: str, path: Path) -> list[tuple[int, str]]:
    """Load the file as text into `<side>_raw`; answers the lines that are no rows of its header."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
    except UnicodeDecodeError:
        raise InvoiceFileNotUtf8(file=path.name, stage=STAGE) from None
    if not header:
        raise NoInvoices(file=path.name, stage=STAGE)
    names = [name.strip() for name in header]
    if len(set(names)) != len(names):
        raise InvoiceFileUnreadable(
            file=path.name, reason=Text(zh="列名重复", en="a column name occurs twice"), stage=STAGE
        )
    columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
    options = "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', strict_mode = true"
    rejects = f"store_rejects = true, rejects_table = '{side}_rejects', rejects_scan = '{side}_scans'"
    read = f"read_csv({_quoted(str(path))}, columns = {{{columns}}}, {options}, {rejects})"
    connection.execute(f"CREATE TABLE {side}_raw AS SELECT trim(COLUMNS(*)) FROM {read}")
    lines = connection.execute(f"SELECT line, error_type, error_message FROM {side}_rejects ORDER BY line").fetchall()
    for line, kind, message in lines:
        if "ENCODING" in kind or "UNICODE" in kind:
            raise InvoiceFileNotUtf8(file=path.name, stage=STAGE)
        if "QUOTE" in kind:  # the quote swallowed what follows: nobody knows how many rows are lost
            raise InvoiceFileUnreadable(file=path.name, reason=f"line {line}: {message}", stage=STAGE)
    return list({line: message for line, _, message in lines}.items())


def _match(path: Path, side: str, found: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Canonical name → (the file's column, its type)."""
    wanted = _COLUMNS | {"counterparty": _COUNTERPARTY[side]}
    matched: dict[str, tuple[str, str]] = {}
    missing = []
    for name, spellings in wanted.items():
        column = next((spelling for spelling in spellings if spelling in found), None)
        if column is not None:
            matched[name] = (column, found[column])
        elif name != "total":
            missing.append(" / ".join(spellings))
    if missing:
        raise InvoiceColumnsMissing(file=path.name, missing="; ".join(missing), found=", ".join(found), stage=STAGE)
    return matched


def _cells(columns: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """SQL for each canonical cell: null where the file's cell is empty or of the wrong kind."""

    def text(name: str) -> str:
        column, kind = columns[name]
        return _name(column) if kind == "VARCHAR" else f"CAST({_name(column)} AS VARCHAR)"

    def fen(name: str) -> str:
        column, kind = columns[name]
        number = (
            _name(column) if kind in _NUMBERS or kind.startswith("DECIMAL") else f"TRY_CAST({_name(column)} AS DOUBLE)"
        )
        scaled = number if column.endswith("_fen") else f"{number} * 100"
        whole = kind == "BIGINT" and column.endswith("_fen")
        return scaled if whole else f"TRY_CAST(round({scaled}) AS BIGINT)"

    column, kind = columns["issued_on"]
    day = _name(column) if kind == "DATE" else f"TRY_CAST({_name(column)} AS DATE)"
    statuses = " ".join(
        f"WHEN '{word}' THEN '{code}'" for code, words in (("valid", _VALID), ("void", _VOID)) for word in words
    )
    cells = {name: text(name) for name in ("enterprise", "invoice_no", "counterparty")}
    cells |= {"issued_on": day, "amount_fen": fen("amount"), "tax_fen": fen("tax")}
    cells["status"] = f"CASE trim({text('status')}) {statuses} END"
    if "total" in columns:
        cells["total_fen"] = fen("total")
    return cells


def _problems(columns: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Canonical name → the test that its cell is broken."""
    tests = {name: f"{name} IS NULL OR {name} = ''" for name in ("enterprise", "invoice_no", "counterparty")}
    tests["issued_on"] = "issued_on IS NULL OR issued_on NOT BETWEEN DATE '1990-01-01' AND DATE '2100-12-31'"
    tests |= {name: f"{name} IS NULL" for name in ("status", "amount_fen", "tax_fen")}
    if "total" in columns:
        tests["total"] = f"total_fen IS NULL OR abs(amount_fen + tax_fen - total_fen) > {_YUAN_TOLERANCE_FEN}"
    return tests


_REASONS = {
    "enterprise": "no enterprise",
    "invoice_no": "no invoice number",
    "issued_on": "no date of issue between 1990 and 2100",
    "counterparty": "no counterparty",
    "status": "a status that is neither valid nor void",
    "amount_fen": "no amount",
    "tax_fen": "no tax",
    "total": "amount and tax do not make the total",
}
_KINDS = {
    "issued_on": Text(zh="日期", en="date"),
    "amount_fen": Text(zh="金额", en="amount"),
    "tax_fen": Text(zh="金额", en="amount"),
    "status": Text(zh="发票状态", en="status of an invoice"),
}
_NUMBERS = frozenset(
    {"DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
)


def _refuse_wrong_types(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    source: str,
    *,
    columns: Mapping[str, tuple[str, str]],
    counts: Mapping[str, int],
    rows: int,
) -> None:
    for name, kind in _KINDS.items():
        if rows and counts.get(name) == rows:
            column = columns[name.removesuffix("_fen")][0]
            example = connection.execute(f"SELECT any_value({_name(column)}) FROM {source}").fetchall()[0][0]
            raise InvoiceColumnOfWrongType(
                file=path.name, column=column, kind=kind.en, kind_zh=kind.zh, example=repr(example), stage=STAGE
            )


def _list_broken(connection: duckdb.DuckDBPyConnection, side: str, problem: str, offset: int) -> list[tuple[int, str]]:
    numbered = f"SELECT *, row_number() OVER () - 1 + {offset} AS number FROM {side}_cells"
    found = connection.execute(
        f"SELECT number, {problem} AS problem FROM ({numbered}) WHERE problem <> '' ORDER BY number LIMIT {LISTED}"
    ).fetchall()
    return [(number, _REASONS[name]) for number, name in found]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
