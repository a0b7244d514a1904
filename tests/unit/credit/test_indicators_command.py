"""`puhui credit indicators` on folders good and bad: what is broken is said, and nothing half-done is left."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from puhui.cli.credit.indicators import (
    EnterpriseListUnusable,
    NoFullMonth,
    NotADay,
    OutputUnwritable,
    UnknownEnding,
    check_ending,
    compute,
    notes,
)
from puhui.cli.credit.invoices import (
    BrokenInvoices,
    InvoiceColumnOfWrongType,
    InvoiceColumnsMissing,
    InvoiceFileMissing,
    InvoiceFileNotUtf8,
    InvoiceFilesAmbiguous,
    InvoiceFileUnreadable,
    InvoiceFolderMissing,
    NoInvoices,
    open_invoices,
)

HEADER = "企业代号,发票号码,开票日期,{other},金额,税额,价税合计,发票状态"
SALES = [
    "E1,0012,2025-01-15,B1,1000.00,30.00,1030.00,有效发票",
    "E1,0013,2025-02-15,B1,2000.50,60.02,2060.52,有效发票",
    "E1,0014,2025-02-16,B2,0,0,0, 作废发票",
    "E2,0001,2025-03-31,B1,500.00,15.00,515.00,有效发票",
]
PURCHASES = ["E1,0900,2025-02-01,A1,800.00,24.00,824.00,有效发票"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, SALES, PURCHASES)
    return tmp_path


def write(folder: Path, sales: list[str], purchases: list[str], *, encoding: str = "utf-8") -> None:
    for name, rows, other in (("invoices_out", sales, "购方单位代号"), ("invoices_in", purchases, "销方单位代号")):
        text = "\n".join([HEADER.format(other=other), *rows]) + "\n"
        (folder / f"{name}.csv").write_text(text, encoding=encoding)


def rows_of(folder: Path, **options: Any) -> dict[str, dict[str, Any]]:
    return {row["enterprise"]: row for row in compute(folder, **options).rows()}


def test_yuan_of_a_csv_become_fen_and_codes_keep_their_zeros(folder: Path) -> None:
    rows = rows_of(folder)
    assert (rows["E1"]["rev12_fen"], rows["E1"]["buy12_fen"], rows["E1"]["void_rate12"]) == (
        300_050,
        80_000,
        pytest.approx(1 / 3),
    )
    opened = open_invoices(folder)
    assert opened.connection.execute("SELECT min(invoice_no) FROM sales").fetchall() == [("0001",)]


def test_parquet_of_the_canonical_layout_gives_the_same(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "canonical"
    other.mkdir()
    opened = open_invoices(folder)
    for side in ("sales", "purchases"):
        opened.connection.execute(
            f"COPY (SELECT enterprise AS uscc, * EXCLUDE enterprise, amount_fen + tax_fen AS total_fen FROM {side})"
            f" TO '{other / side}.parquet' (FORMAT parquet)"
        )
    assert rows_of(other) == rows_of(folder)


def test_the_default_day_is_the_end_of_the_last_full_month_seen(folder: Path) -> None:
    assert compute(folder).summary["as_of"] == "2025-03-31"
    write(folder, [*SALES, "E2,0002,2025-04-29,B1,1,0,1,有效发票"], PURCHASES)
    assert compute(folder).summary["as_of"] == "2025-03-31"  # the 30th is a working day: April may go on
    write(folder, [*SALES, "E2,0002,2025-05-30,B1,1,0,1,有效发票"], PURCHASES)
    assert compute(folder).summary["as_of"] == "2025-05-31"  # the 31st is a Saturday: May is over


def test_each_looks_back_from_each_enterprises_own_last_full_month(folder: Path) -> None:
    rows = rows_of(folder, as_of="each")
    assert (rows["E1"]["as_of"], rows["E2"]["as_of"]) == (date(2025, 1, 31), date(2025, 3, 31))
    assert compute(folder, as_of="each").summary["as_of"] == ["2025-01-31", "2025-03-31"]


def test_a_given_day_and_a_list_of_enterprises(folder: Path) -> None:
    names = folder / "names.csv"
    names.write_text("企业代号,企业名称\nE2,某公司\nE7,无票公司\n", encoding="utf-8-sig")
    computed = compute(folder, as_of="2025-06-30", only=names)
    assert [(row["enterprise"], row["rev12_fen"]) for row in computed.rows()] == [("E2", 50_000), ("E7", None)]
    assert computed.summary["without_invoices"] == ["E7"]
    assert any("no invoices" in note for note in notes(computed.summary))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("E1,0015,2025-02-30,B1,1,0,1,有效发票", "date of issue"),
        ("E1,0015,2205-02-03,B1,1,0,1,有效发票", "date of issue"),
        ("E1,0015,2025-02-20,B1,一百,0,1,有效发票", "no amount"),
        ("E1,0015,2025-02-20,B1,1,,1,有效发票", "no tax"),
        ("E1,0015,2025-02-20,B1,100,3,300,有效发票", "do not make the total"),
        ("E1,0015,2025-02-20,B1,1,0,1,异常", "status"),
        (",0015,2025-02-20,B1,1,0,1,有效发票", "no enterprise"),
        ("E1,,2025-02-20,B1,1,0,1,有效发票", "no invoice number"),
        ("E1,0015,2025-02-20,  ,1,0,1,有效发票", "no counterparty"),
        ("E1,0015,2025-02-20,B1,1,0,1,有效发票,多余", "Expected Number of Columns"),
        ("E1,0015,2025-02-20", "Expected Number of Columns"),
    ],
)
def test_a_broken_row_stops_or_is_counted_and_listed(folder: Path, row: str, reason: str) -> None:
    write(folder, [*SALES[:2], row, *SALES[2:]], PURCHASES)
    with pytest.raises(BrokenInvoices, match=reason) as stopped:
        open_invoices(folder)
    assert (stopped.value.data["count"], stopped.value.data["row"]) == (1, 4)  # line 4 of the file
    found = open_invoices(folder, skip_bad_rows=True)
    assert (found.sales.rows, found.sales.broken, found.sales.listed[0][0]) == (5, 1, 4)
    assert rows_of(folder, skip_bad_rows=True)["E1"]["rev12_fen"] == 300_050


def test_many_broken_rows_are_all_counted_and_twenty_listed(folder: Path) -> None:
    write(folder, [*SALES, *[f"E1,{n},昨天,B1,1,0,1,有效发票" for n in range(50)]], PURCHASES)
    computed = compute(folder, skip_bad_rows=True)
    told = computed.summary["files"]["sales"]
    assert (told["bad_rows"], len(told["bad_rows_listed"])) == (50, 20)
    assert any("50 broken rows skipped" in note for note in notes(computed.summary))


def test_missing_things_are_named(tmp_path: Path) -> None:
    with pytest.raises(InvoiceFolderMissing):
        open_invoices(tmp_path / "nowhere")
    with pytest.raises(InvoiceFileMissing, match=r"sales\.parquet"):
        open_invoices(tmp_path)
    write(tmp_path, SALES, PURCHASES)
    (tmp_path / "invoices_in.csv").rename(tmp_path / "elsewhere.csv")
    with pytest.raises(InvoiceFileMissing, match="input invoices"):
        open_invoices(tmp_path)
    write(tmp_path, SALES, PURCHASES)
    (tmp_path / "sales.csv").write_bytes((tmp_path / "invoices_out.csv").read_bytes())
    with pytest.raises(InvoiceFilesAmbiguous, match=r"sales\.csv"):
        open_invoices(tmp_path)


def test_wrong_columns_are_named_with_what_is_there(folder: Path) -> None:
    out = folder / "invoices_out.csv"
    out.write_text(out.read_text().replace("金额", "销售额"))
    with pytest.raises(InvoiceColumnsMissing, match=r"金额.*销售额"):
        open_invoices(folder)


def test_sales_and_purchases_swapped_are_noticed(folder: Path) -> None:
    out, into = folder / "invoices_out.csv", folder / "invoices_in.csv"
    sales, purchases = out.read_bytes(), into.read_bytes()
    out.write_bytes(purchases)
    into.write_bytes(sales)
    with pytest.raises(InvoiceColumnsMissing, match="购方单位代号"):
        open_invoices(folder)


def test_a_column_of_the_wrong_kind_is_one_error_not_a_thousand_rows(folder: Path) -> None:
    write(folder, [row.replace("2025-", "二〇二五年") for row in SALES], PURCHASES)
    with pytest.raises(InvoiceColumnOfWrongType, match="开票日期"):
        open_invoices(folder, skip_bad_rows=True)


def test_other_encodings_are_refused_in_header_and_in_rows(folder: Path) -> None:
    write(folder, SALES, PURCHASES, encoding="gb18030")
    with pytest.raises(InvoiceFileNotUtf8, match="invoices_out"):
        open_invoices(folder)
    write(folder, SALES, PURCHASES)
    into = folder / "invoices_in.csv"
    into.write_bytes(into.read_bytes() + "E1,1,2025-01-01,甲公司,1,0,1,有效发票\n".encode("gb18030"))
    with pytest.raises(InvoiceFileNotUtf8, match="invoices_in"):
        open_invoices(folder, skip_bad_rows=True)


def test_empty_files_are_refused(folder: Path) -> None:
    write(folder, [], PURCHASES)
    with pytest.raises(NoInvoices, match="invoices_out"):
        open_invoices(folder)
    (folder / "invoices_out.csv").write_bytes(b"")
    with pytest.raises(NoInvoices):
        open_invoices(folder)
    write(folder, ["E1,1,2025-01-01,B,x,y,z,有效发票"], PURCHASES)
    with pytest.raises((NoInvoices, InvoiceColumnOfWrongType)):
        open_invoices(folder, skip_bad_rows=True)


def test_a_file_that_is_not_what_its_ending_says(folder: Path) -> None:
    (folder / "invoices_out.csv").unlink()
    (folder / "invoices_out.parquet").write_bytes(b"PAR0 not at all")
    with pytest.raises(InvoiceFileUnreadable, match="invoices_out"):
        open_invoices(folder)


def test_a_quote_that_never_closes_cannot_be_skipped(folder: Path) -> None:
    write(folder, [*SALES[:1], '"E1,0015,2025-02-20,B1,1,0,1,有效发票', *SALES[1:]], PURCHASES)
    with pytest.raises(InvoiceFileUnreadable, match="quote"):
        open_invoices(folder, skip_bad_rows=True)


def test_bad_options_are_refused_before_any_work(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NotADay, match="31/03/2025"):
        compute(folder, as_of="31/03/2025")
    with pytest.raises(NoFullMonth):
        compute(folder, as_of="2024-12-31")
    with pytest.raises(UnknownEnding):
        check_ending(tmp_path / "out.xlsx")
    with pytest.raises(OutputUnwritable):
        check_ending(tmp_path / "no" / "such" / "out.csv")
    with pytest.raises(EnterpriseListUnusable):
        compute(folder, only=tmp_path / "nobody.txt")


def run(*words: object) -> subprocess.CompletedProcess[str]:
    code = "from puhui.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=False, timeout=120
    )


def test_the_command_writes_one_row_an_enterprise_and_says_what_it_saw(folder: Path) -> None:
    for ending in ("csv", "parquet"):
        out = folder / f"indicators.{ending}"
        done = run("credit", "indicators", folder, "--out", out, "--json")
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert (told["enterprises"], told["as_of"], told["files"]["sales"]["rows"]) == (2, "2025-03-31", 4)
        assert duckdb.sql(f"SELECT enterprise, rev12_fen FROM '{out}'").fetchall() == [("E1", 300_050), ("E2", 50_000)]
    assert not list(folder.glob(".*"))


def test_the_command_fails_with_two_and_leaves_nothing(folder: Path) -> None:
    write(folder, [*SALES, "E1,0015,2025-02-30,B1,1,0,1,有效发票"], PURCHASES)
    done = run("credit", "indicators", folder, "--out", folder / "out.csv", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "broken_invoices"
    assert not (folder / "out.csv").exists()
    skipped = run("credit", "indicators", folder, "--out", folder / "out.csv", "--skip-bad-rows")
    assert skipped.returncode == 0
    assert "1 broken rows skipped" in skipped.stderr
