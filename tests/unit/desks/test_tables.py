"""Tables in and out: hostile files open nothing, faults have their place, and what goes out runs nowhere."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from puhui.desks.tables import FileNotRead
from puhui.desks.tables.customers import COLUMNS, FAULTS_MAX, read_customers
from puhui.desks.tables.opening import BYTES_MAX, UNPACKED_MAX, opened
from puhui.desks.tables.writing import as_csv, as_workbook

USCC = "91110000600037341L"
ROW = [USCC, date(2026, 11, 1), "A2", 300_000.5, "是", "老客户"]
FORMULAS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", '=HYPERLINK("http://x")', "＝1"]


def workbook(*rows, formula: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate([COLUMNS, *rows]):
            for column, value in enumerate(row):
                write = sheet.write_datetime if isinstance(value, date) else sheet.write
                write(line, column, value, *([day] if isinstance(value, date) else []))
        if formula:
            sheet.write_formula(1, 5, formula)
    return out.getvalue()


def rewritten(file: bytes, change, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_excel_and_csv_say_the_same(encoding):
    text = f"{','.join(COLUMNS)}\r\n{USCC},2026-11-01,A2,300000.5,是,老客户\r\n\r\n"
    from_text, from_book = (read_customers(opened(file)) for file in (text.encode(encoding), workbook(ROW)))
    assert from_text == from_book
    assert (from_text[0][0].limit_fen, from_text[0][0].watched, from_text[1]) == (30_000_050, True, [])


def test_a_bomb_is_not_unpacked():
    sheet = b"<worksheet>" + b" " * (UNPACKED_MAX + 1) + b"</worksheet>"
    bomb = rewritten(workbook(ROW), lambda _: sheet)
    assert len(bomb) < 200_000
    with pytest.raises(FileNotRead, match="unpacks"):
        opened(bomb)
    lying = bomb.replace(len(sheet).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != bomb
    with pytest.raises(FileNotRead):
        opened(lying)


@pytest.mark.parametrize("place", [b"XFD1048576", b"A99999", b"AF1", b"&#65;1", b"A1:B2"])
def test_a_cell_beyond_the_limits_makes_no_room(place):
    moved = rewritten(workbook(ROW), lambda body: body.replace(b'r="F2"', b'r="' + place + b'"'))
    with pytest.raises(FileNotRead, match="beyond"):
        opened(moved)


def test_other_hostile_files_are_refused():
    fine = workbook(ROW)
    entities = rewritten(fine, lambda body: re.sub(rb"\?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', body, count=1))
    wide = rewritten(fine, lambda body: body.decode().encode("utf-16"))
    two = io.BytesIO()
    with xlsxwriter.Workbook(two) as book:
        book.add_worksheet()
        book.add_worksheet()
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as package:
        package.writestr("x.txt", "x")
    for file in (
        entities,
        wide,
        workbook(ROW, formula="=1+1"),
        two.getvalue(),
        empty.getvalue(),
        fine[:-30],
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"%PDF-1.7\0",
        bytes([0x81]) * 11,
        b"x" * (BYTES_MAX + 1),
        b"a," * 40,
        b"a\n" * 30_000,
        b'"never closed',
        b"x" * 200_000,
    ):
        with pytest.raises(FileNotRead):
            opened(file)


def test_a_long_cell_and_a_fault_in_every_row_are_told_and_bounded():
    rows = [COLUMNS, *([USCC[:-1] + "M", "2026-11-01", "A", "", "no", "x" * 900] for _ in range(1_000))]
    customers, faults = read_customers(rows)
    assert (customers, len(faults)) == ([], FAULTS_MAX)
    assert {one.column for one in faults} == {"uscc", "note"}


def test_an_enterprise_stands_once_and_heads_are_those_of_the_template():
    _, faults = read_customers([COLUMNS, ROW, ROW])
    assert [(one.line, one.column) for one in faults] == [(3, "uscc")]
    for heads in ([], ["uscc"], [*COLUMNS, "more"]):
        customers, (fault,) = read_customers([heads, ROW])
        assert (customers, fault.line) == ([], 1)


def test_what_goes_out_runs_nowhere():
    text = as_csv(["name"], [[one] for one in FORMULAS]).decode("utf-8-sig")
    assert all(line.lstrip('"').startswith("'") for line in text.split("\r\n")[1:] if line and line != '1"')
    assert b"-3.50" in as_csv(["amount"], [[Decimal("-3.50")]])  # a number is no formula
    book = as_workbook("t", ["name"], [[one] for one in FORMULAS])
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    told = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in told[1:5]] == FORMULAS[:4]
