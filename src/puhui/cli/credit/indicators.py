# ruff: noqa: S608 - SQL is put together from the words of this module and dates
"""`puhui credit indicators`: a folder of a custodian's tables in, one row of indicators an enterprise out."""

import os
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer

from puhui.kernel import Category, PuhuiError, Text

STAGE = "credit.indicators"
EACH = "each"
_STALE_SHARE = 0.25
_BASIS_ALL = "end of the last full month seen"
_BASIS_EACH = "end of each enterprise's last full month"
# Days after a day until its month ends on which nobody works: then the month is over by that day.
_MONTH_END = "last_day({day})"
_FREE_DAYS = "CASE isodow(last_day({day})) WHEN 6 THEN 1 WHEN 7 THEN 2 ELSE 0 END"
_FULL_MONTH = (
    "CASE WHEN " + _MONTH_END + " - {day} <= " + _FREE_DAYS + " THEN " + _MONTH_END
    + " ELSE CAST(date_trunc('month', {day}) - INTERVAL 1 DAY AS DATE) END"
)  # fmt: skip


class NotADay(PuhuiError):
    """`--as-of` is neither a date nor `each`."""

    category = Category.INVALID
    cause = Text(zh="“{text}”不是日期", en="{text!r} is not a date")
    remedy = Text(zh="请用 2026-06-30 的格式，或 each", en="write it as 2026-06-30, or say each")


class NoFullMonth(PuhuiError):
    """No invoice lies in a month that is over by `as_of`."""

    category = Category.INVALID
    cause = Text(zh="截至 {as_of} 没有一个完整月份有发票", en="no invoice lies in a full month up to {as_of}")
    remedy = Text(zh="请检查 --as-of 与发票日期", en="check --as-of and the dates of the invoices")


class UnknownEnding(PuhuiError):
    """The output's ending is neither .csv nor .parquet."""

    category = Category.INVALID
    cause = Text(zh="不支持的文件类型：{file}", en="cannot write {file}: its ending is neither .csv nor .parquet")
    remedy = Text(zh="请使用 .csv 或 .parquet 结尾", en="end the name with .csv or .parquet")


class OutputUnwritable(PuhuiError):
    """The output cannot be written."""

    category = Category.INVALID
    cause = Text(zh="无法写入 {file}：{reason}", en="cannot write {file}: {reason}")
    remedy = Text(zh="请检查文件夹和权限", en="check the folder and its permissions")


class EnterpriseListUnusable(PuhuiError):
    """The list of `--only` cannot be read, or names nobody."""

    category = Category.INVALID
    cause = Text(zh="名单 {file} 不可用：{reason}", en="the list {file} is unusable: {reason}")
    remedy = Text(
        zh="每行一个企业代号，或第一列为企业代号的 CSV（UTF-8）",
        en="give one code a line, or a UTF-8 CSV with the codes in its first column",
    )


@dataclass(frozen=True, slots=True)
class Computed:
    """The indicators as the table `indicators` of a connection, and what was read for them."""

    connection: Any
    columns: tuple[str, ...]
    summary: dict[str, Any]

    def rows(self) -> list[dict[str, Any]]:
        """One dict an enterprise, in the order of their codes."""
        found = self.connection.execute("SELECT * FROM indicators ORDER BY enterprise").fetchall()
        return [dict(zip(self.columns, row, strict=True)) for row in found]

    def write(self, out: Path) -> None:
        """Write the table to `out`, whole or not at all."""
        kind = "FORMAT parquet, COMPRESSION zstd" if out.suffix == ".parquet" else "FORMAT csv, HEADER"
        part = out.with_name(f".{out.name}.part")
        quoted = str(part).replace("'", "''")
        try:
            self.connection.execute(f"COPY (SELECT * FROM indicators ORDER BY enterprise) TO '{quoted}' ({kind})")
            os.replace(part, out)
        except (duckdb.Error, OSError) as reason:
            part.unlink(missing_ok=True)
            raise OutputUnwritable(file=out, reason=str(reason).splitlines()[0], stage=STAGE) from None


def compute(source: Path, *, as_of: str = "", only: Path | None = None, skip_bad_rows: bool = False) -> Computed:
    """Open the folder, choose the enterprises and the day, run the indicators in DuckDB."""
    from puhui.cli.credit.invoices import open_invoices

    given = _day(as_of)
    listed = read_list(only) if only else None
    folder = open_invoices(source, skip_bad_rows=skip_bad_rows)
    connection = folder.connection
    latest = max(folder.sales.latest, folder.purchases.latest)
    day = (
        given
        or connection.execute(f"SELECT {_FULL_MONTH.format(day='d')} FROM (SELECT ? AS d)", [latest]).fetchall()[0][0]
    )
    _choose(connection, day, each=as_of == EACH)
    missing = _keep(connection, listed, day) if listed is not None else []
    connection.execute(f"CREATE TABLE indicators AS {_sql()}")
    columns = tuple(row[0] for row in connection.execute("DESCRIBE indicators").fetchall())
    count, recorded, first, last, silent, repeats = connection.execute(
        "SELECT count(*), count(*) FILTER (record_months > 0), min(as_of), max(as_of),"
        " count(*) FILTER (quiet_d > 31), sum(repeated_rows) FROM indicators"
    ).fetchall()[0]
    if only is not None and count == len(missing):
        raise EnterpriseListUnusable(
            file=only, reason=Text(zh="其中的企业均无发票", en="none of its enterprises has an invoice"), stage=STAGE
        )
    if recorded == 0:
        raise NoFullMonth(as_of=day, stage=STAGE)
    summary = {
        "source": str(source),
        "as_of": first.isoformat() if first == last else [first.isoformat(), last.isoformat()],
        "as_of_basis": "given" if given else _BASIS_EACH if as_of == EACH else _BASIS_ALL,
        "enterprises": count,
        "without_invoices": missing,
        "silent_last_month": silent,
        "repeated_rows": int(repeats or 0),
        "files": {"sales": folder.sales.as_dict(), "purchases": folder.purchases.as_dict()},
    }
    return Computed(connection, columns, summary)


def _choose(connection: duckdb.DuckDBPyConnection, day: date, *, each: bool) -> None:
    """Make `subjects`: every enterprise of either file with the day to look back from."""
    until = f"DATE '{day.isoformat()}'"
    if each:
        until = f"least({_FULL_MONTH.format(day='max(issued_on)')}, {until})"
        everyone = "(FROM sales UNION ALL FROM purchases) GROUP BY enterprise"
    else:
        everyone = "(SELECT enterprise FROM sales UNION SELECT enterprise FROM purchases)"
    connection.execute(f"CREATE TABLE subjects AS SELECT enterprise, {until} AS as_of FROM {everyone}")


def _keep(connection: duckdb.DuckDBPyConnection, listed: list[str], day: date) -> list[str]:
    """Keep the listed enterprises alone in `subjects`; those without an invoice are added, and answered."""
    connection.execute("CREATE TABLE wanted AS SELECT unnest(?::VARCHAR[]) AS enterprise", [listed])
    missing = [row[0] for row in connection.execute("FROM wanted ANTI JOIN subjects USING (enterprise)").fetchall()]
    connection.execute("DELETE FROM subjects WHERE enterprise NOT IN (FROM wanted)")
    if missing:
        connection.executemany("INSERT INTO subjects VALUES (?, ?)", [[name, day] for name in missing])
    return missing


def _sql() -> str:
    """What `puhui.credit.indicators.vat_sql` answers, without the import of the room and of NumPy with it (0.2 s)."""
    return resources.files("puhui").joinpath("credit/indicators/vat.duckdb.sql").read_text(encoding="utf-8")


def read_list(path: Path) -> list[str]:
    """The codes of a list: the first cell of each line, a header of a known name left out."""
    import csv

    headers = {"enterprise", "uscc", "企业代号"}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [row[0].strip() for row in csv.reader(file) if row and row[0].strip()]
    except UnicodeDecodeError:
        raise EnterpriseListUnusable(file=path, reason="not UTF-8", stage=STAGE) from None
    except OSError as reason:
        raise EnterpriseListUnusable(file=path, reason=reason.strerror, stage=STAGE) from None
    names = list(dict.fromkeys(cell for cell in cells if cell not in headers))
    if not names:
        raise EnterpriseListUnusable(
            file=path, reason=Text(zh="其中没有列出企业", en="it names no enterprise"), stage=STAGE
        )
    return names


def check_ending(out: Path) -> None:
    """Refuse an output that could not be written in the end, before any work is done."""
    if out.suffix not in (".csv", ".parquet"):
        raise UnknownEnding(file=out, stage=STAGE)
    if not out.absolute().parent.is_dir():
        raise OutputUnwritable(file=out, reason=Text(zh="没有此文件夹", en="there is no such folder"), stage=STAGE)


def _day(text: str) -> date | None:
    if text in ("", EACH):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADay(text=text, stage=STAGE) from None


def notes(summary: dict[str, Any]) -> list[str]:
    """What a reader must know about the data before believing the numbers."""
    told = []
    for name in ("sales", "purchases"):
        file = summary["files"][name]
        if file["bad_rows"]:
            shown = "; ".join(f"row {item['row']}: {item['reason']}" for item in file["bad_rows_listed"][:5])
            more = " …" if file["bad_rows"] > 5 else ""
            told.append(f"{file['file']}: {file['bad_rows']} broken rows skipped ({shown}{more})")
    if summary["repeated_rows"]:
        told.append(f"{summary['repeated_rows']} rows repeat an invoice already counted")
    if summary["without_invoices"]:
        told.append(f"{len(summary['without_invoices'])} enterprises of the list have no invoices")
    stale = summary["silent_last_month"] > _STALE_SHARE * summary["enterprises"]
    if stale and summary["as_of_basis"] == _BASIS_ALL:
        told.append(
            f"{summary['silent_last_month']} of {summary['enterprises']} enterprises have no sale in the last month; "
            "if their records were drawn on different days, --as-of each looks back from each one's own last full month"
        )
    return told


def _families(
    source: Path, out: Path, *, names: list[str], as_of: str, only: Path | None, skip_bad_rows: bool, as_json: bool
) -> None:
    """Other families than VAT alone."""
    from puhui.cli.credit.families import chosen, compute_families
    from puhui.cli.output import emit, err
    from puhui.cli.progress import progress

    if as_of == EACH:
        raise NotADay(text=as_of, stage=STAGE)
    given = _day(as_of)
    listed = read_list(only) if only else []
    wanted = chosen(source, names)
    with progress(quiet=as_json) as told:
        connection, families, day = compute_families(
            source, wanted, as_of=given, only=listed, skip_bad_rows=skip_bad_rows, told=told
        )
    columns = tuple(row[0] for row in connection.execute("DESCRIBE indicators").fetchall())
    count = connection.execute("SELECT count(*) FROM indicators").fetchall()[0][0]
    summary = {
        "source": str(source),
        "as_of": day.isoformat(),
        "as_of_basis": "given" if given else "last day seen",
        "enterprises": count,
        "families": [family.as_dict() for family in families],
        "indicators": sum(len(family.source.definitions) for family in families),
        "out": str(out),
    }
    Computed(connection, columns, summary).write(out)
    for family in families:
        if family.stale:
            note = f"note: {family.source.name} is stale: its data end on {family.reached}, so nothing of it is told"
            err.print(note, style="yellow", markup=False, highlight=False)
    told_of = ", ".join(family.source.name for family in families)
    text = f"{count} enterprises, {summary['indicators']} indicators of {told_of}, as of {day} → {out}"
    emit(summary, as_json=as_json, text=text)


Source = Annotated[Path, typer.Argument(help="Folder of a custodian's tables; of VAT invoices: sales and purchases")]
AsOf = Annotated[
    str, typer.Option("--as-of", help="Look back from this day (default: end of the last full month seen), or: each")
]
Only = Annotated[
    Path | None,
    typer.Option("--only", help="Only the enterprises of this list: one code a line, or the first column of a CSV"),
]
SkipBadRows = Annotated[bool, typer.Option("--skip-bad-rows", help="Count, list and leave out broken rows")]


def indicators(
    source: Source,
    *,
    out: Annotated[Path, typer.Option("--out", help="Where to write: .csv or .parquet")],
    as_of: AsOf = "",
    only: Only = None,
    families: Annotated[
        list[str] | None,
        typer.Option("--source", help="A family of indicators, or all whose tables are there; repeat for several"),
    ] = None,
    skip_bad_rows: SkipBadRows = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document for machines")] = False,
) -> None:
    """Compute indicators: one row an enterprise. Without `--source`: those of VAT invoices."""
    from puhui.cli.output import emit, err

    check_ending(out)
    if families and families != ["vat"]:
        _families(source, out, names=families, as_of=as_of, only=only, skip_bad_rows=skip_bad_rows, as_json=as_json)
        return
    computed = compute(source, as_of=as_of, only=only, skip_bad_rows=skip_bad_rows)
    computed.write(out)
    summary = computed.summary | {"indicators": len(computed.columns) - 4, "out": str(out)}
    for note in notes(summary):
        err.print(f"note: {note}", style="yellow", markup=False, highlight=False)
    day = summary["as_of"] if isinstance(summary["as_of"], str) else " … ".join(summary["as_of"])
    count, basis = summary["enterprises"], summary["as_of_basis"]
    told = f"{count} enterprises, {summary['indicators']} indicators, as of {day} ({basis}) → {out}"
    emit(summary, as_json=as_json, text=told)
