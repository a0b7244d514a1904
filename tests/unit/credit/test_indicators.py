"""Indicators from VAT invoices: each definition by a case that a person can compute, and what absence means."""

from datetime import date, timedelta
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit.indicator import Cause, Indicator, IndicatorContradictsItself, IndicatorSet, IndicatorTwice
from puhui.credit.indicators import VAT, Direction, read_row, vat_sql
from puhui.credit.indicators.compiling import compiled
from puhui.credit.indicators.vat import INVOICES, vat_indicators
from puhui.credit.indicators.windows import SUBJECTS

AS_OF = date(2025, 12, 31)


def invoice(
    day: str, amount: int, other: str = "B1", *, status: str = "valid", number: str = "", whose: str = "E1"
) -> dict[str, Any]:
    return {
        "enterprise": whose,
        "invoice_no": number or f"{day}{other}{amount}{status}",
        "issued_on": date.fromisoformat(day),
        "counterparty": other,
        "amount_fen": amount,
        "tax_fen": amount * 3 // 100,
        "status": status,
    }


def compute(
    sales: list[dict[str, Any]],
    purchases: list[dict[str, Any]] | None = None,
    *,
    as_of: date = AS_OF,
    whose: str = "E1",
) -> dict[str, Any]:
    """The row of one enterprise by the shipped SQL, on plain DuckDB."""
    return compute_each(sales, purchases or [], as_of, [whose])[0]


def compute_each(
    sales: list[dict[str, Any]], purchases: list[dict[str, Any]], as_of: date, whose: list[str]
) -> list[dict[str, Any]]:
    connection = duckdb.connect()
    columns = ", ".join(f"{name} {kind.replace('string', 'VARCHAR')}" for name, kind in INVOICES.items())
    for table, rows in (("sales", sales), ("purchases", purchases)):
        connection.execute(f"CREATE TABLE {table} ({columns.replace('int64', 'BIGINT')})")
        if rows:
            connection.executemany(
                f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)", [list(r.values()) for r in rows]
            )
    connection.execute("CREATE TABLE subjects (enterprise VARCHAR, as_of DATE)")
    connection.executemany("INSERT INTO subjects VALUES (?, ?)", [[name, as_of] for name in whose])
    result = connection.execute(vat_sql())
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def monthly(amounts: list[int], *, end: date = AS_OF, other: str = "B1") -> list[dict[str, Any]]:
    """One invoice on the 15th of each of the last months, oldest first; zero means none."""
    rows = []
    for ago, amount in enumerate(reversed(amounts)):
        year, month = divmod(end.year * 12 + end.month - 1 - ago, 12)
        if amount:
            rows.append(invoice(f"{year:04d}-{month + 1:02d}-15", amount, other))
    return rows


def test_the_shipped_sql_is_what_the_definitions_compile_to() -> None:
    assert vat_sql() == compiled("vat", "duckdb")


def test_the_table_of_definitions_and_the_computation_have_the_same_columns() -> None:
    row = vat_indicators(ibis.table(INVOICES, name="s"), ibis.table(INVOICES, name="p"), ibis.table(SUBJECTS, name="j"))
    assert list(row.columns) == ["enterprise", "as_of", "record_months", "repeated_rows", *VAT]


def test_every_definition_is_complete_in_both_languages() -> None:
    for item in VAT.values():
        assert item.label.zh
        assert item.label.en
        assert item.formula
        assert item.absent.zh
        assert item.direction is Direction.NEITHER or item.axis is not None


def test_void_invoices_count_for_the_void_rate_and_nothing_else() -> None:
    row = compute([invoice("2025-11-03", 100), invoice("2025-11-04", 900, status="void")])
    assert (row["rev12_fen"], row["void_rate12"], row["invoices12"], row["quiet_d"]) == (100, 0.5, 1, 58)


def test_a_red_letter_invoice_takes_its_amount_back() -> None:
    row = compute([invoice("2025-11-03", 1000), invoice("2025-12-03", -250)])
    assert (row["rev12_fen"], row["red_rate12"]) == (750, 0.25)


def test_an_invoice_delivered_twice_counts_once_even_under_another_spelling_of_the_buyer() -> None:
    twice = [invoice("2025-11-03", 500, "B1", number="7"), invoice("2025-11-03", 500, "B2", number="7")]
    row = compute(twice)
    assert (row["rev12_fen"], row["buyers12"], row["repeated_rows"]) == (500, 1, 1)


def test_one_invoice_number_on_two_amounts_is_two_lines() -> None:
    row = compute([invoice("2025-11-03", 500, number="7"), invoice("2025-11-03", 300, number="7")])
    assert (row["rev12_fen"], row["repeated_rows"]) == (800, 0)


def test_windows_are_full_calendar_months_and_nothing_after_them_is_seen() -> None:
    rows = [
        invoice("2024-12-31", 1),
        invoice("2025-01-01", 10),
        invoice("2025-12-31", 100),
        invoice("2026-01-01", 1000),
    ]
    assert compute(rows)["rev12_fen"] == 110
    assert compute(rows, as_of=date(2026, 1, 30))["rev12_fen"] == 110  # January is not over
    assert compute(rows, as_of=date(2026, 1, 31))["rev12_fen"] == 1100
    assert compute(rows, as_of=date(2026, 1, 30))["as_of"] == AS_OF


def test_growth_compares_the_same_months_of_two_years() -> None:
    row = compute(monthly([100] * 12 + [150] * 12))
    assert row["rev_yoy"] == row["rev6_yoy"] == row["rev3_yoy"] == pytest.approx(0.5)
    assert row["rev_trend12"] == pytest.approx(0.0)
    assert compute(monthly([0] * 12 + list(range(100, 1300, 100))))["rev_trend12"] == pytest.approx(100 / 650)


def test_growth_is_absent_not_bad_before_there_are_two_years_on_record() -> None:
    row = compute(monthly([100] * 20))
    assert row["record_months"] == 20
    assert (row["rev_yoy"], row["kept_buyer_share"], row["season_strength24"]) == (None, None, None)
    assert row["rev6_yoy"] == pytest.approx(0.0)


def test_purchases_put_an_enterprise_on_record_before_its_first_sale() -> None:
    row = compute([invoice("2025-12-03", 100)], [invoice("2025-01-05", 60, "C1"), invoice("2025-11-05", 20, "C1")])
    assert (row["record_months"], row["zero_months12"], row["in_out_ratio"]) == (12, 11, pytest.approx(0.8))


def test_silence_is_counted_inside_and_up_to_the_end_but_not_before_the_record() -> None:
    row = compute(monthly([5, 0, 0, 5, 5, 5, 0, 0, 0, 0]))
    assert (row["zero_months12"], row["zero_run12"], row["inv_months24"]) == (6, 4, 4)
    assert row["active_share24"] == pytest.approx(0.4)
    inside = compute(monthly([0, 0, 5, 0, 0, 0, 5, 5]))
    assert (inside["record_months"], inside["zero_months12"], inside["zero_run12"]) == (6, 3, 3)


def test_an_enterprise_that_stopped_has_zero_revenue_not_an_absent_one() -> None:
    row = compute(monthly([100] * 12 + [0] * 13))
    assert (row["rev12_fen"], row["zero_run12"], row["zero_months12"], row["rev_yoy"]) == (0, 12, 12, -1.0)
    assert (row["void_rate12"], row["hhi"], row["max_gap_d"]) == (None, None, None)


def test_the_longest_gap_is_between_two_days_with_sales() -> None:
    row = compute([invoice("2025-03-01", 1), invoice("2025-03-31", 1), invoice("2025-11-01", 1, status="void")])
    assert (row["max_gap_d"], row["quiet_d"]) == (30, 275)


def test_concentration_over_buyers_with_a_positive_net() -> None:
    sales = [invoice("2025-06-01", 600, "B1"), invoice("2025-06-02", 300, "B2"), invoice("2025-06-03", 100, "B3")]
    sales += [invoice("2025-06-04", 50, "B4"), invoice("2025-06-05", -50, "B4")]
    row = compute(sales)
    assert (row["buyers12"], row["top1_share"], row["top5_share"]) == (3, pytest.approx(0.6), pytest.approx(1.0))
    assert row["hhi"] == pytest.approx(0.36 + 0.09 + 0.01)


def test_a_new_buyer_was_first_seen_less_than_90_days_ago() -> None:
    last = AS_OF - timedelta(days=90)
    sales = [*monthly([100] * 12), invoice(last.isoformat(), 100, "old"), invoice("2025-12-01", 100, "new")]
    assert compute(sales)["new_buyer_share"] == pytest.approx(100 / 1400)


def test_a_one_off_buyer_leaves_effective_revenue() -> None:
    sales = [*monthly([100] * 24), invoice("2025-05-02", 400, "windfall"), invoice("2025-05-03", 400, "windfall")]
    row = compute(sales)
    assert (row["rev12_fen"], row["rev12_eff_fen"], row["one_off_share"]) == (2000, 1200, pytest.approx(0.4))
    again = compute([*sales, invoice("2025-08-02", 1, "windfall")])
    assert (again["rev12_eff_fen"], again["one_off_share"]) == (2001, 0.0)


def test_season_is_the_likeness_of_two_years() -> None:
    year = [10, 20, 30, 400, 50, 60, 70, 80, 900, 100, 110, 120]
    assert compute(monthly(year * 2))["season_strength24"] == pytest.approx(1.0)
    assert compute(monthly(year + year[3:] + year[:3]))["season_strength24"] < 0.2
    assert compute(monthly([100] * 24))["season_strength24"] is None  # no season can be seen in a flat line


def test_volatility_counts_silent_months_as_zero() -> None:
    row = compute(monthly([100, 0] * 6))
    assert row["rev_cv12"] == pytest.approx(((12 * 50**2) / 11) ** 0.5 / 50, rel=0.1)
    assert compute(monthly([100] * 5))["rev_cv12"] is None


def test_net_vat_is_output_less_input() -> None:
    row = compute([invoice("2025-06-01", 10_000)], [invoice("2025-06-01", 4_000, "C1")])
    assert (row["vat12_fen"], row["vat_rev12"]) == (180, pytest.approx(0.018))


def test_buyers_and_sellers_of_one_name_are_two_parties() -> None:
    row = compute([invoice("2025-06-01", 100, "X")], [invoice("2025-06-01", 100, "X"), invoice("2025-06-02", 100, "Y")])
    assert (row["buyers12"], row["suppliers12"], row["top1_share"], row["sup_top1_share"]) == (1, 2, 1.0, 0.5)


def test_an_enterprise_without_invoices_has_a_row_of_absences() -> None:
    row = compute([invoice("2025-06-01", 100)], whose="E9")
    assert {name for name in VAT if row[name] is not None} == set()
    held = read_row(row)
    assert {item.cause for item in held.values()} == {Cause.NO_RECORD}


def test_a_date_for_all_and_a_table_of_dates_agree() -> None:
    sales = ibis.memtable([invoice("2025-06-01", 100), invoice("2025-07-01", 50, whose="E2")], schema=INVOICES)
    purchases = ibis.memtable([invoice("2025-06-09", 10, "C")], schema=INVOICES)
    subjects = ibis.memtable([{"enterprise": name, "as_of": AS_OF} for name in ("E1", "E2")], schema=SUBJECTS)
    by_date = vat_indicators(sales, purchases, AS_OF).to_pyarrow().to_pylist()
    assert by_date == vat_indicators(sales, purchases, subjects).to_pyarrow().to_pylist()
    assert [row["rev12_fen"] for row in by_date] == [100, 50]


amounts = st.integers(-10_000, 100_000).filter(bool)
days = st.integers(0, 900).map(lambda back: (AS_OF - timedelta(days=back)).isoformat())
invoices = st.builds(
    invoice,
    days,
    amounts,
    st.sampled_from(["B1", "B2", "B3", "B4", "B5", "B6", "B7"]),
    status=st.sampled_from(["valid", "void"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(invoices, max_size=30), st.randoms(use_true_random=False))
def test_order_and_repetition_of_rows_change_nothing_and_shares_stay_shares(
    rows: list[dict[str, Any]], chance: Any
) -> None:
    shuffled = [dict(row, enterprise="E2") for row in rows + rows[:3]]
    chance.shuffle(shuffled)
    row, again = compute_each(rows + shuffled, [], AS_OF, ["E1", "E2"])
    for name in VAT:
        assert again[name] == pytest.approx(row[name]), name
    for name in (
        "void_rate12",
        "top1_share",
        "top5_share",
        "hhi",
        "new_buyer_share",
        "kept_buyer_share",
        "active_share24",
    ):
        assert row[name] is None or 0.0 <= row[name] <= 1.0 + 1e-12, name
    valid = {(r["invoice_no"], r["issued_on"], r["amount_fen"]): r for r in rows if r["status"] == "valid"}.values()
    inside = [r for r in valid if r["issued_on"] > date(2024, 12, 31)]
    if rows:
        assert row["rev12_fen"] == sum(r["amount_fen"] for r in inside)
        assert row["inv_months24"] == len(
            {(r["issued_on"].year, r["issued_on"].month) for r in valid if r["issued_on"] > date(2023, 12, 31)}
        )


def test_an_indicator_has_either_a_value_or_a_cause() -> None:
    with pytest.raises(IndicatorContradictsItself, match="no_record"):
        Indicator("hhi", 0.4, "ratio", "tax", AS_OF, 1.0, Cause.NO_RECORD)
    with pytest.raises(IndicatorContradictsItself):
        Indicator("hhi", None, "ratio", "tax", AS_OF, 1.0, Cause.GRANTED)
    with pytest.raises(IndicatorContradictsItself, match=r"coverage 1\.5"):
        Indicator("hhi", 0.4, "ratio", "tax", AS_OF, 1.5, Cause.GRANTED)
    held = Indicator("hhi", 0.4, "ratio", "tax", AS_OF, 1.0, Cause.GRANTED).withheld(Cause.SOURCE_DOWN)
    assert (held.value, held.coverage, held.as_of) == (None, 0.0, None)


def test_two_sets_merge_unless_they_speak_of_the_same_thing() -> None:
    tax = IndicatorSet((Indicator("hhi", 0.4, "ratio", "tax", AS_OF, 1.0, Cause.GRANTED),))
    power = IndicatorSet((Indicator("kwh12", 4, "kWh", "power", AS_OF, 1.0, Cause.GRANTED),))
    both = tax.merged([power])
    assert both.row() == {"hhi": 0.4, "kwh12": 4}
    assert both.sources == ("tax", "power")
    with pytest.raises(IndicatorTwice):
        tax.merged([tax])
