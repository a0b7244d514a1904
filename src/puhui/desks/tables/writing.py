"""Rows as CSV and as Excel. Nothing in them runs.

A spreadsheet takes a text of a CSV that begins with = + - @ for a formula (OWASP, "CSV Injection"): such a text goes
out behind an apostrophe. In Excel's own format a text is marked as one, and needs nothing.

>>> as_csv(["name"], [["=HYPERLINK(1)"], ["明澄"]]).decode("utf-8-sig").split()
['name', "'=HYPERLINK(1)", '明澄']
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

Value = str | int | Decimal | date | datetime | bool | None
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte order mark, without which spreadsheets in China read it wrongly."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_written(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet of an .xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        sheet = book.add_worksheet(name)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str | datetime | bool):
                    sheet.write_string(line, column, _text(value))
                elif isinstance(value, date):
                    sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day
                elif isinstance(value, Decimal):
                    sheet.write_number(line, column, float(value), money)
                elif value is not None:
                    sheet.write_number(line, column, value)
    return out.getvalue()


def _written(value: Value) -> str:
    text = _text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_SIGNS) else text


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
