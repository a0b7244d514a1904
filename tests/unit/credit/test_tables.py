"""Tables: what is read as what, and every way a file can be wrong."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.cli.credit import tables as t
from puhui.credit.errors import ColumnNotNumeric


@pytest.fixture
def csv(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str | bytes, name: str = "data.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_types_are_told_by_the_cells(csv) -> None:  # type: ignore[no-untyped-def]
    table = t.read_table(csv("n,code,word,day,gap\n1,007,a,2020-01-31,\n2.5,012,b,2020-02-29,NA\n"))
    assert table.column("n").tolist() == [1.0, 2.5]
    assert table.column("code").tolist() == ["007", "012"]
    assert table.column("word").tolist() == ["a", "b"]
    assert table.column("day").dtype.kind == "M"
    assert table.column("gap").tolist() == [None, "NA"]  # no number at all: text, and NA may be a word
    assert table.numbers.tolist() == [1, 2]


def test_nothing_is_written_in_several_ways_in_a_numeric_column(csv) -> None:  # type: ignore[no-untyped-def]
    values = t.read_table(csv('x\n1\nNA\nNaN\nnull\n""\n-2e3\n')).column("x")
    np.testing.assert_array_equal(values, [1, np.nan, np.nan, np.nan, np.nan, -2000])


def test_the_word_none_is_a_category(csv) -> None:  # type: ignore[no-untyped-def]
    assert t.read_table(csv("k\nnone\nguarantor\n")).column("k").tolist() == ["none", "guarantor"]


def test_a_byte_order_mark_and_quoted_line_breaks_are_no_trouble(csv) -> None:  # type: ignore[no-untyped-def]
    table = t.read_table(csv(b'\xef\xbb\xbfname,n\n"two\nlines",1\n'))
    assert table.frame.columns == ["name", "n"]
    assert table.column("name").tolist() == ["two\nlines"]


def broken(rows: int = 40) -> str:
    return "a,b\n" + "1,x\n" * rows + "1\n" + "oops,y\n" + "1,2,3\n" + "2,z\n"


def test_broken_rows_stop_the_reading_and_are_counted_and_listed(csv) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(t.RowsBroken) as caught:
        t.read_table(csv(broken()))
    assert caught.value.data["count"] == 3
    listed = str(caught.value.data["listed"]).splitlines()
    assert listed == ["  42: 1 cells, not 2", "  43: a = 'oops' is not a number", "  44: 3 cells, not 2"]


def test_broken_rows_are_skipped_on_request_and_the_others_keep_their_numbers(csv) -> None:  # type: ignore[no-untyped-def]
    table = t.read_table(csv(broken()), skip_bad_rows=True)
    assert len(table) == 41
    assert table.numbers.tolist() == [*range(1, 41), 44]
    assert [row.line for row in table.skipped] == [42, 43, 44]


def test_a_column_that_must_be_numeric_and_is_words_is_a_wrong_type_not_broken_rows(csv) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ColumnNotNumeric, match="'word' must be numeric, but holds 'a'"):
        t.read_table(csv("word\na\nb\n"), numeric=["word"], skip_bad_rows=True)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("data.xlsx", b"x", t.FormatUnknown),
        ("data.csv", b"", t.TableEmpty),
        ("data.csv", b"\n\n", t.TableEmpty),
        ("data.csv", b"a,b\n", t.TableEmpty),
        ("data.csv", "企业,甲\n".encode("gbk"), t.NotUtf8),
        ("data.csv", b"a,a\n1,2\n", t.ColumnNamesRepeat),
        ("data.csv", b"a,\n1,2\n", t.ColumnNamesRepeat),
        ("data.parquet", b"not parquet", t.FileUnreadable),
        ("data.parquet", b"", t.FileUnreadable),
    ],
)
def test_a_file_that_cannot_be_read_says_why(csv, name: str, data: bytes, error: type[Exception]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error):
        t.read_table(csv(data, name))


def test_no_file_and_no_column(csv, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(t.FileMissing):
        t.read_table(tmp_path / "nowhere.csv")
    with pytest.raises(t.ColumnMissing, match="has no column z; its columns are a, b"):
        t.read_table(csv("a,b\n1,2\n")).need("a", "z")


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    frame = pl.DataFrame(
        {"n": [1, None], "k": ["001", None], "yes": [True, False]}, schema_overrides={"k": pl.Categorical}
    )
    frame.write_parquet(path)
    table = t.read_table(path)
    np.testing.assert_array_equal(table.column("n"), [1.0, np.nan])
    assert table.column("k").tolist() == ["001", None]
    assert table.column("yes").tolist() == [True, False]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_is_written_is_read_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "new" / f"out.{ending}"
    t.write_table(path, {"score": np.array([600.5, np.nan]), "grade": np.array(["B", None], dtype=object)})
    table = t.read_table(path)
    np.testing.assert_array_equal(table.column("score"), [600.5, np.nan])
    assert table.column("grade").tolist() == ["B", None]


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(RuntimeError), t._whole(path) as draft:
        draft.write_text("half")
        raise RuntimeError
    assert [(item.name, item.read_text()) for item in tmp_path.iterdir()] == [("out.csv", "old")]
