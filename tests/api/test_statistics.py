"""The city's lending in numbers: who may read them, and that they move with what happens."""

import csv
import io
from typing import Any

import pytest

from tests.api.house import House


@pytest.mark.usefixtures("story")
def test_the_central_banks_branch_reads_what_the_portal_counts(house: House) -> None:
    auditor = house.person(house.accounts("auditor", "pbc")[0])
    for by in ("month", "county", "industry", "segment", "lender", "campaign"):
        told = auditor.get("/statistics", params={"by": by})
        assert told.status_code == 200, told.text
        table = told.json()
        assert (table["by"], table["minimum"]) == (by, 5)
        assert table["total"]["applied"]["count"] >= table["total"]["drawn"]["count"] >= 1
        assert table["total"]["drawn"]["amount_fen"] is None  # of a month that is not over, and of too few
        assert table["total"]["scored"]["count"] >= 1
    assert auditor.get("/statistics", params={"by": "uscc"}).status_code == 422


@pytest.mark.usefixtures("story")
def test_the_table_goes_into_a_spreadsheet(house: House) -> None:
    auditor = house.person(house.accounts("auditor", "pbc")[0])
    answer = auditor.get("/statistics/file", params={"by": "lender"})
    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert head[:4] == ["lender", "name", "scored_count", "scored_enterprises"]
    assert rows[-1][1] == "the city"
    assert int(rows[-1][head.index("applied_count")]) >= 1


def test_nobody_else_reads_them(house: House, story: dict[str, Any]) -> None:
    for role, org in (("owner", "platform"), ("officer", "bank-a"), ("steward", "tax")):
        assert house.person(house.accounts(role, org)[0]).get("/statistics").status_code == 403
    auditor_of_a_bank = house.person(house.accounts("auditor", "bank-a")[0])
    assert auditor_of_a_bank.get("/statistics").status_code == 404
    assert story["steps"]
