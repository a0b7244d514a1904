"""The indicators of the sources beside VAT, on tables small enough to reckon by hand."""

from datetime import date, timedelta
from itertools import pairwise

import duckdb
import polars as pl
import pytest

from puhui.credit.indicators import DIALECTS, SOURCES
from puhui.credit.indicators.compiling import compiled, expression, schemas
from puhui.credit.indicators.festival import first_days, lost
from puhui.exchange import datasets_of
from puhui.exchange.fields import RELATIONS
from puhui.parties import Role
from puhui.relations.building.tables import COLUMNS

TODAY = date(2026, 7, 15)  # so M(1) is June 2026
_KINDS = {"string": pl.Utf8, "date": pl.Date, "int64": pl.Int64, "float64": pl.Float64}
COMPLETE = {"court", "encumbrances", "penalties", "property", "innovation", "bids"}  # registers of all there is
_GRAPH_KINDS = {"operator": "platform"}
NEW_SOURCES = [name for name in SOURCES if name != "vat"]


def _run(source, as_of=TODAY, asked=("E1",), **tables):
    """The row of each enterprise; tables that are not given are empty."""
    with duckdb.connect() as connection:
        for name, columns in schemas(source).items():
            schema = {column: _KINDS[kind] for column, kind in columns.items()}
            rows = [{"enterprise": "E1"} | row for row in tables.get(name, [])]
            connection.register(name, pl.DataFrame(rows, schema=schema).to_arrow())
        subjects = pl.DataFrame({"enterprise": list(asked), "as_of": [as_of] * len(asked)})
        connection.register("subjects", subjects.to_arrow())
        found = connection.execute(SOURCES[source].statement)
        names = [column[0] for column in found.description]
        return {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}


def _month(ago):
    """The first day of the month that lies `ago` full months before June 2026."""
    at = 2026 * 12 + 5 - ago
    return date(at // 12, at % 12 + 1, 1)


@pytest.mark.parametrize("source", NEW_SOURCES)
def test_the_statements_are_what_the_expression_compiles_to(source):
    for dialect in DIALECTS:
        assert SOURCES[source].statement_for(dialect) == compiled(source, dialect)


@pytest.mark.parametrize("source", NEW_SOURCES)
def test_every_indicator_is_defined_and_every_definition_computed(source):
    columns = set(expression(source).schema()) - {"enterprise", "as_of", "record_months"}
    assert columns == set(SOURCES[source].definitions)


def test_every_dataset_reads_the_columns_its_source_needs():
    for role in Role:
        for dataset in datasets_of(role):
            if dataset.source in ("vat", "news"):
                continue
            if dataset.source == RELATIONS:
                for key, table in dataset.tables.items():
                    source, _, name = key.rpartition("/")
                    needed = COLUMNS[source or _GRAPH_KINDS.get(role, role)].get(name, ())
                    assert set(needed) <= set(table.columns), (dataset.slug, name)
                continue
            for table, columns in schemas(dataset.source).items():
                assert set(dataset.tables[table].columns) == set(columns) - {"enterprise"}


@pytest.mark.parametrize("source", NEW_SOURCES)
def test_whoever_is_not_on_record_has_a_row_of_absences(source):
    (row,) = _run(source).values()
    values = {name: row[name] for name in SOURCES[source].definitions}
    if source in COMPLETE:
        rates = {name for name in values if "ratio" in name or "rate" in name or name.endswith("yoy")}
        assert {value for name, value in values.items() if name not in rates} == {0}
        assert {values[name] for name in rates} <= {None, 0}  # nothing over nothing is no rate
    else:
        assert set(values.values()) == {None}
        assert row["record_months"] == 0


@pytest.mark.parametrize("source", NEW_SOURCES)
def test_one_row_for_each_that_is_asked_for_and_none_for_others(source):
    assert list(_run(source, asked=("E2", "E3"))) == ["E2", "E3"]


# social insurance


def _insured(heads, ago, **changed):
    month = _month(ago)
    row = {"month": month, "insured": heads, "due_fen": 100, "paid_fen": 100, "due_on": month + timedelta(days=14)}
    return row | changed


def test_people_insured():
    rows = [_insured(10 + (12 - ago), ago) for ago in range(13)]  # one more each month: 10, 11, … 22
    row = _run("social", insured=rows)["E1"]
    assert row["as_of"] == date(2026, 6, 30)
    assert row["ins_now"] == 22
    assert row["ins_yoy"] == pytest.approx(22 / 10 - 1)
    assert row["ins_trend12"] == pytest.approx(1 / 16.5)  # slope 1, mean of 11 … 22
    assert (row["ins_arrears_m"], row["record_months"]) == (0, 13)


def test_a_contribution_is_in_arrears_only_once_it_is_due():
    rows = [
        _insured(5, 0, paid_fen=0, due_on=date(2026, 7, 14)),  # not due within the window
        _insured(5, 1, paid_fen=0),
        _insured(5, 2, paid_fen=99),
        _insured(5, 13, paid_fen=0),  # beyond M(12)
    ]
    assert _run("social", insured=rows)["E1"]["ins_arrears_m"] == 2


def test_the_present_month_and_the_future_are_not_looked_at():
    rows = [_insured(5, 0), _insured(900, -1)]
    row = _run("social", insured=rows)["E1"]
    assert (row["ins_now"], row["ins_trend12"], row["ins_yoy"]) == (5, None, None)


# electricity


def _bill(ago, kwh, account="1", **changed):
    month = _month(ago)
    due = month + timedelta(days=44)
    row = {
        "account_no": account, "month": month, "capacity_kva": 100.0, "kwh": float(kwh), "fee_fen": int(kwh * 60),
        "due_on": due, "paid_on": due, "disconnections": 0,
    }  # fmt: skip
    return row | changed


def _worked(ago, kwh, **changed):
    """A bill of so many kWh for each day that business worked in that month."""
    month = _month(ago)
    length = (_month(ago - 1) - month).days
    return _bill(ago, kwh * (length * 100 - lost(month.year, month.month)) / 100, **changed)


def test_electricity_level_change_and_load():
    rows = [_bill(ago, 1000 if ago < 12 else 2000) for ago in range(24)]
    row = _run("power", consumption=rows)["E1"]
    assert row["kwh12"] == 12_000
    assert row["kwh_fee12_fen"] == 720_000
    assert row["kwh_yoy12"] == pytest.approx(-0.5)
    assert row["load_util12"] == pytest.approx(12_000 / (12 * 100 * 0.9 * 730.5))
    assert (row["kva_now"], row["kva_yoy"], row["kwh_zero_run12"]) == (100, 0, 0)


def test_a_season_is_not_a_decline():
    """Half the power every February, in both years: the seasonal factor takes it out."""
    rows = [_worked(ago, 500 if _month(ago).month == 2 else 1000) for ago in range(24)]
    row = _run("power", consumption=rows)["E1"]
    assert row["kwh_cv12"] == pytest.approx(0, abs=1e-6)


def test_last_three_months_against_the_nine_before():
    rows = [_worked(ago, 400 if ago < 3 else 1000) for ago in range(12)]
    row = _run("power", consumption=rows)["E1"]
    assert row["kwh_drop3"] == pytest.approx(-0.6, abs=1e-6)
    assert (row["kwh_yoy12"], row["kwh_cv12"]) == (None, None)  # a year on record is no two


@pytest.mark.parametrize("as_of", [date(year, month, 28) for year in (2023, 2024, 2025, 2026) for month in (2, 3, 4)])
def test_the_spring_festival_is_not_a_decline_wherever_it_falls(as_of):
    """The same power on every working day: whichever month the festival fell in, nothing has fallen."""
    rows = []
    for ago in range(31):
        at = as_of.year * 12 + as_of.month - 1 - ago
        month, after = date(at // 12, at % 12 + 1, 1), date((at + 1) // 12, (at + 1) % 12 + 1, 1)
        worked = (after - month).days * 100 - lost(month.year, month.month)
        rows.append(_bill(0, 0) | {"month": month, "kwh": worked * 10.0})
    row = _run("power", as_of=as_of, consumption=rows)["E1"]
    for name in ("kwh_yoy12", "kwh_drop3", "kwh_cv12"):
        assert row[name] == pytest.approx(0, abs=1e-9)
    used = {row["month"]: row["kwh"] for row in rows}
    latest = sorted(used)[-1]
    if (latest.year, latest.month) == (2026, 2):  # what the correction is for: the bare figures fall by a seventh
        assert used[latest] / used[date(2025, 2, 1)] < 0.86


def test_months_without_power_in_a_row():
    rows = [_bill(ago, 0 if ago in (1, 2, 3, 6, 20) else 100) for ago in range(24)]
    assert _run("power", consumption=rows)["E1"]["kwh_zero_run12"] == 3


def test_every_first_day_of_a_lunar_year_is_a_new_moon_between_21_january_and_20_february():
    days = first_days()
    assert len(days) == 41
    for before, after in pairwise(days):
        assert (after.year, (1, 21) <= (after.month, after.day) <= (2, 20)) == (before.year + 1, True)
        months = round((after - before).days / 29.530588)
        assert months in (12, 13)
        assert abs((after - before).days - months * 29.530588) < 2  # the moon itself is up to seven hours off its mean


def test_late_payment_open_bills_and_bills_not_due_yet():
    due = date(2026, 5, 20)
    rows = [
        _bill(0, 100, due_on=date(2026, 7, 14), paid_on=None),  # not due
        _bill(1, 100, due_on=due, paid_on=due),  # on the day
        _bill(2, 100, due_on=due, paid_on=due + timedelta(days=3)),
        _bill(3, 100, due_on=due, paid_on=None),  # open, 41 days on 30 June
        _bill(4, 100, disconnections=2),
        _bill(30, 100, due_on=_month(29), paid_on=None),  # beyond M(24)
    ]
    row = _run("power", consumption=rows)["E1"]
    assert (row["pay_late_cnt24"], row["disc_cnt24"]) == (2, 2)
    assert row["pay_late_days_avg24"] == pytest.approx((3 + 41) / 2)


def test_accounts_of_one_enterprise_are_added():
    rows = [_bill(0, 100, "1"), _bill(0, 50, "2", capacity_kva=50.0)]
    row = _run("power", consumption=rows)["E1"]
    assert (row["kwh12"], row["load_util12"]) == (150, pytest.approx(150 / (150 * 0.9 * 730.5)))


# the courts


def _case(filed_on, **changed):
    row = {"kind": "lawsuit", "role": "defendant", "cause": "sale", "amount_fen": 500, "unpaid_fen": 0}
    return row | {"filed_on": filed_on, "closed_on": None} | changed


def test_suits_as_defendant_by_window_and_cause():
    rows = [
        _case(date(2026, 7, 1), cause="financial_loan"),
        _case(date(2025, 1, 1)),
        _case(date(2022, 1, 1)),  # beyond 36 months
        _case(date(2026, 7, 1), role="plaintiff"),
        _case(date(2026, 7, 16)),  # after the day asked for
    ]
    row = _run("court", cases=rows)["E1"]
    assert (row["lit_def_12"], row["lit_def_36"], row["lit_def_loan_36"]) == (1, 2, 1)
    assert row["lit_def_amt_36_fen"] == 1000


def test_a_dishonest_entry_clears_with_the_day_it_is_closed():
    listed = _case(date(2024, 1, 1), kind="dishonest", role="debtor")
    assert _run("court", cases=[listed])["E1"]["dishonest_now"] == 1
    closed = listed | {"closed_on": TODAY}
    assert _run("court", cases=[closed])["E1"]["dishonest_now"] == 0
    assert _run("court", as_of=TODAY - timedelta(days=1), cases=[closed])["E1"]["dishonest_now"] == 1


def test_open_executions_and_limits():
    rows = [
        _case(date(2025, 1, 1), kind="execution", role="debtor", unpaid_fen=300),
        _case(date(2025, 1, 1), kind="execution", role="debtor", unpaid_fen=700, closed_on=date(2026, 1, 1)),
        _case(date(2026, 1, 1), kind="consumption_limit", role="debtor"),
    ]
    row = _run("court", cases=rows)["E1"]
    assert (row["exec_open_cnt"], row["exec_open_amt_fen"], row["limit_consume_now"]) == (1, 300, 1)
    assert (row["lit_def_36"], row["bankruptcy_now"]) == (0, 0)


# the register


def _registered(**changed):
    row = {"status": "存续", "established_on": date(2023, 7, 16), "reg_capital_fen": 1000, "paid_capital_fen": 250}
    return row | {"industry_section": "C"} | changed


def test_age_counts_full_months_only():
    row = _registry([_registered()])
    assert (row["age_m"], row["operating_now"], row["paid_capital_ratio"]) == (35, 1, 0.25)
    assert _registry([_registered(established_on=date(2023, 7, 15))])["age_m"] == 36
    assert _registry([_registered(status="吊销")])["operating_now"] == 0
    assert _registry([_registered(reg_capital_fen=0)])["paid_capital_ratio"] is None


def _registry(rows, changes=()):
    return _run("registry", enterprises=rows, changes=list(changes))["E1"]


def test_changes_by_kind_and_window():
    changes = [
        {"item": "legal_representative", "changed_on": date(2026, 6, 1)},
        {"item": "legal_representative", "changed_on": date(2025, 10, 1)},
        {"item": "legal_representative", "changed_on": date(2025, 7, 1)},  # twelve months and more ago
        {"item": "shareholder", "changed_on": date(2025, 1, 1)},
        {"item": "address", "changed_on": date(2024, 1, 1)},
        {"item": "abnormal_in", "changed_on": date(2025, 1, 1)},
        {"item": "abnormal_out", "changed_on": date(2026, 7, 16)},  # tomorrow
    ]
    row = _registry([_registered()], changes)
    assert (row["lr_chg_3m"], row["lr_chg_12m"], row["sh_chg_24m"], row["addr_chg_24m"]) == (1, 2, 1, 0)
    assert row["abnormal_now"] == 1


# tax filings


def _declared(ago, **changed):
    month = _month(ago)
    due = month + timedelta(days=44)
    row = {
        "period": month, "period_months": 1, "sales_fen": 1000, "tax_type": "vat", "payable_fen": 30, "paid_fen": 30,
        "arrears_fen": 0, "due_on": due, "filed_on": due,
    }  # fmt: skip
    return row | changed


def test_tax_paid_late_filings_and_arrears():
    rows = [
        _declared(0, filed_on=None, paid_fen=0),  # June's is due in August
        _declared(2, filed_on=date(2026, 6, 20)),  # due 15 May
        _declared(3, filed_on=None, paid_fen=0, arrears_fen=30),
        _declared(4, tax_type="cit"),
        _declared(20, arrears_fen=5),
        _declared(30, arrears_fen=7),
    ]
    row = _run("tax_filings", declarations=rows)["E1"]
    assert (row["tax12_fen"], row["declared12_fen"], row["late_decl12"]) == (60, 3000, 2)
    assert (row["arrears_now_fen"], row["arrears_cnt24"]) == (42, 2)


def test_the_last_rating_published_counts():
    ratings = [
        {"year": 2025, "rating": "B", "published_on": date(2026, 4, 20)},
        {"year": 2024, "rating": "D", "published_on": date(2025, 4, 20)},
        {"year": 2026, "rating": "A", "published_on": date(2027, 4, 20)},
    ]
    rolls = [{"status": "abnormal", "abnormal_since": date(2026, 1, 1)}]
    row = _run("tax_filings", ratings=ratings, taxpayers=rolls)["E1"]
    assert (row["rating_last"], row["rating_low_3y"], row["abnormal_taxpayer_now"]) == ("B", 1, 1)


# bank flows


def _flow(ago, income, **changed):
    row = {
        "month": _month(ago), "in_fen": income, "out_fen": income // 2, "related_in_fen": 0, "loan_in_fen": 0,
        "loan_out_fen": 0, "cash_in_fen": 0, "salary_fen": 0, "balance_avg_fen": 100, "balance_min_fen": 10,
    }  # fmt: skip
    return row | changed


def test_income_leaves_out_related_parties_and_loans():
    rows = [_flow(ago, 1000, related_in_fen=300, loan_in_fen=200, loan_out_fen=100) for ago in range(24)]
    row = _run("bank", flows=rows)["E1"]
    assert (row["inflow_median12_fen"], row["inflow12_fen"]) == (500, 6000)
    assert row["inflow_yoy"] == pytest.approx(0)
    assert row["inflow_cv12"] == pytest.approx(0)
    assert row["debt_service_share12"] == pytest.approx(1200 / 6000)
    assert row["out_in_ratio12"] == pytest.approx(0.5)


def test_accounts_are_added_by_month_before_the_median():
    rows = [_flow(0, 100), _flow(0, 300), _flow(1, 200, salary_fen=1), _flow(2, 1000)]
    row = _run("bank", flows=rows)["E1"]
    assert (row["inflow_median12_fen"], row["salary_months12"], row["inflow_cv12"]) == (400, 1, None)
    assert (row["balance_avg3_fen"], row["balance_min3_fen"]) == (133, 10)


def test_loans_at_the_bank_itself():
    loans = [
        {"state": "active", "outstanding_fen": 700, "overdue_fen": 0, "days_past_due": 0, "days_past_due_max": 12},
        {"state": "overdue", "outstanding_fen": 300, "overdue_fen": 50, "days_past_due": 8, "days_past_due_max": 8},
    ]
    row = _run("bank", flows=[_flow(0, 100)], loans=loans)["E1"]
    assert (row["own_loans_outstanding_fen"], row["own_loans_overdue_fen"]) == (1000, 50)
    assert (row["own_dpd_now"], row["own_dpd_max"]) == (8, 12)
    none = _run("bank", flows=[_flow(0, 100)])["E1"]
    assert (none["own_loans_outstanding_fen"], none["own_dpd_max"]) == (0, 0)  # a customer without a loan owes nothing


# shares of the register


def _stake(fen, person="P1", **changed):
    row = {"person_id": person, "role": "shareholder", "subscribed_fen": fen, "since": date(2015, 1, 1)}
    return row | {"until": None} | changed


def _firm(**changed):
    return [{"status": "存续", "established_on": date(2015, 1, 1), "legal_representative_id": "P1"} | changed]


def test_the_share_of_the_representative_and_what_changed_hands():
    stakes = [
        _stake(30),
        _stake(50, "P2"),
        _stake(20, "P3", since=date(2026, 3, 1)),  # bought from P4, four months ago
        _stake(20, "P4", until=date(2026, 3, 1)),
        _stake(99, "P5", since=date(2024, 9, 1), until=date(2025, 1, 1)),  # came and went: it moved, and holds nothing
        _stake(70, "P1", role="director"),
        _stake(40, "P6", since=date(2026, 8, 1)),  # after the day asked about
    ]
    row = _run("registry", enterprises=_firm(), stakeholders=stakes)["E1"]
    assert (row["lr_share"], row["equity_chg_6m"], row["equity_chg_24m"]) == (0.3, 0.2, 1.19)


def test_the_founders_did_not_come_after_the_founding():
    row = _run("registry", enterprises=_firm(established_on=date(2026, 5, 1)), stakeholders=[
        _stake(10, since=date(2026, 5, 1)), _stake(30, "P2", since=date(2026, 6, 1)),
    ])["E1"]  # fmt: skip
    assert (row["lr_share"], row["equity_chg_6m"]) == (0.25, 0.75)


def test_without_a_shareholder_on_record_nothing_is_said_of_shares():
    row = _run("registry", enterprises=_firm())["E1"]
    assert (row["lr_share"], row["equity_chg_6m"], row["equity_chg_24m"]) == (None, None, None)
    assert row["operating_now"] == 1


def test_a_representative_who_holds_nothing_holds_nothing():
    row = _run("registry", enterprises=_firm(legal_representative_id=None), stakeholders=[_stake(10, "P2")])["E1"]
    assert (row["lr_share"], row["equity_chg_6m"]) == (0, 0)
