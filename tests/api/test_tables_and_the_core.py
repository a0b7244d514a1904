"""A bank's tables out and in, and its core system's days: who may, what is counted, kept, told apart and forgotten."""

from typing import Any

import pytest

from puhui.desks.tables.opening import opened
from tests.api.house import House, Person

BANK, OTHER = "bank-a", "bank-b"
_FAKE = "rcn_00000000000000000000000000"
_HEADS = "uscc,as_of,rating,limit_yuan,watched,note\r\n"
_OWN = ("91110000600037341L", "91130200MA0A1B2C36")


@pytest.fixture(scope="module")
def lender(house: House, story: dict[str, Any]) -> str:
    """The bank of the story's loan."""
    uscc = story["enterprise"]["uscc"]
    owner = house.person(next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc))
    return str(owner.get("/loans").json()["items"][0]["lender"])


def at(house: House, role: str, org: str) -> Person:
    return house.person(house.accounts(role, org)[0])


@pytest.mark.parametrize("table", ["applications", "decisions", "loans", "repayments", "portfolio"])
def test_what_is_counted_beforehand_is_what_goes_out(house: House, lender: str, table: str) -> None:
    officer = at(house, "officer", lender)
    counted = officer.get(f"/exports/{table}/count").json()
    assert counted["rows"] > 0
    for form in ("csv", "xlsx"):
        file = officer.get(f"/exports/{table}", params={"format": form}).content
        assert len(opened(file)) == counted["rows"] + 1


def test_a_period_bounds_a_table_on_both_sides_in_days_of_china(house: House, lender: str) -> None:
    officer = at(house, "officer", lender)
    heads, *rows = opened(officer.get("/exports/repayments").content)
    days = sorted(str(row[heads.index("paid_on")]) for row in rows)

    def count(**period: str) -> int:
        rows: int = officer.get("/exports/repayments/count", params=period).json()["rows"]
        return rows

    assert count(since=days[0], until=days[-1]) == len(rows)
    assert count(since=days[0], until=days[0]) == days.count(days[0])
    assert count(until="2020-01-01") == count(since="2999-01-01") == 0
    wrong = officer.get("/exports/loans/count", params={"since": "2026-02-01", "until": "2026-01-01"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, "period_ends_first")
    assert officer.get("/exports/loans", params={"since": "2026-02-01", "until": "2026-01-01"}).status_code == 400


def test_tables_are_for_those_who_work_on_loans(house: House) -> None:
    for path in ("/exports/loans/count", "/own/customers", "/reconciliations", f"/reconciliations/{_FAKE}"):
        assert house.anonymous(BANK).get(path).status_code == 401
    steward, officer = at(house, "steward", BANK), at(house, "officer", BANK)
    assert steward.get("/exports/loans/count").status_code == 403
    assert officer.get("/own/customers").status_code == 403
    assert officer.delete(f"/own/customers/{_OWN[0]}").status_code == 403
    assert house.anonymous(BANK).delete(f"/own/customers/{_OWN[0]}").status_code == 401


def test_own_customers_are_listed_found_and_forgotten_and_another_banks_are_not_there(house: House) -> None:
    steward, elsewhere = at(house, "steward", OTHER), at(house, "steward", BANK)
    rows = f"{_OWN[0]},2026-11-01,A2,300000,yes,老客户\r\n{_OWN[1]},2026-10-01,B,,no,\r\n"
    assert steward.post("/own/customers", content=(_HEADS + rows).encode()).json()["kept"]
    told = steward.get("/own/customers", params={"limit": 1}).json()
    assert (told["kept"], told["watched"], told["total"]) == (2, 1, 2)
    assert (told["oldest_as_of"], told["newest_as_of"]) == ("2026-10-01", "2026-11-01")
    assert [one["uscc"] for one in told["items"]] == [_OWN[0]]
    following = steward.get("/own/customers", params={"limit": 1, "after": told["next"]}).json()
    assert ([one["uscc"] for one in following["items"]], following["next"]) == ([_OWN[1]], None)
    sought = steward.get("/own/customers", params={"q": _OWN[1][:5].lower()}).json()
    assert [one["rating"] for one in sought["items"]] == ["B"]
    assert elsewhere.delete(f"/own/customers/{_OWN[1]}").status_code == 404
    assert steward.delete(f"/own/customers/{_OWN[1]}").status_code == 204
    gone = steward.delete(f"/own/customers/{_OWN[1]}")
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "own_customer_unknown")
    assert steward.get("/own/customers").json()["kept"] == 1
    assert steward.delete(f"/own/customers/{_OWN[0]}").status_code == 204


def test_a_cores_file_is_reconciled_once_kept_and_taken_out_and_another_bank_does_not_see_it(house: House) -> None:
    officer, auditor, approver = (at(house, role, BANK) for role in ("officer", "auditor", "approver"))
    servicing = house.nodes[BANK].bank_desk().servicing
    day = servicing.accrue().business_date
    loan = "lon_00000000000000000000000000"
    head = "record,loan,business_date,what,amount_fen,reference\n"
    file = f"{head}B,{loan},{day},outstanding_fen,12345,\n".encode()
    assert house.anonymous(BANK).post("/reconciliations", content=file).status_code == 401
    assert approver.post("/reconciliations", content=file).status_code == 403
    broken = officer.post("/reconciliations", content=b"loan,amount\n")
    assert (broken.status_code, broken.json()["error"]["code"]) == (400, "core_file_broken")
    early = officer.post("/reconciliations", content=file.replace(str(day).encode(), b"2020-01-01"))
    assert (early.status_code, early.json()["error"]["code"]) == (409, "not_accrued_yet")

    made = officer.post("/reconciliations", content=file)
    assert made.status_code == 201
    told = made.json()
    of_it = [one for one in told["items"] if one["loan"] == loan]
    assert [(one["what"], one["difference_fen"], one["cause"], one["here"]) for one in of_it] == [
        ("outstanding_fen", 12345, "loan_not_here", False)
    ]
    assert officer.post("/reconciliations", content=file).json()["id"] == told["id"]
    assert [one["id"] for one in auditor.get("/reconciliations").json()["items"]].count(told["id"]) == 1
    assert approver.get(f"/reconciliations/{told['id']}").json() == told
    for form in ("csv", "xlsx"):
        out = auditor.get(f"/reconciliations/{told['id']}/differences", params={"format": form})
        assert len(opened(out.content)) == told["differences"] + 1
    stranger = at(house, "officer", OTHER)
    for path in (f"/reconciliations/{told['id']}", f"/reconciliations/{told['id']}/differences"):
        assert stranger.get(path).status_code == 404
        assert at(house, "steward", BANK).get(path).status_code == 403
        assert house.anonymous(BANK).get(path).status_code == 401
