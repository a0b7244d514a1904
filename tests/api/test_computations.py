"""Private computations between the nodes of a city: mandates, a match by real workers, and whom the doors turn away."""

import threading
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from tests.api.house import House, Person

pytestmark = pytest.mark.spu

MATCH = {
    "dataset": "tax/tax-arrears",
    "receiver": "bank-a",
    "op": "match",
    "purpose": "fraud_prevention",
    "uses": 2,
}


@pytest.fixture(scope="module")
def asker(house: House) -> Person:
    return house.signed_in(house.accounts("steward", "bank-a")[0])


@pytest.fixture(scope="module")
def giver(house: House) -> Person:
    return house.signed_in(house.accounts("steward", "tax")[0])


@pytest.fixture
def mandate(giver: Person) -> Iterator[dict[str, Any]]:
    opened = giver.post("/mandates", json=MATCH)
    assert opened.status_code == 201, opened.text
    yield opened.json()
    giver.post(f"/mandates/{opened.json()['mandate']}/withdrawal")


def over(person: Person, job: str) -> dict[str, Any]:
    """The computation once it is over."""
    never = threading.Event()
    for _ in range(1200):
        told: dict[str, Any] = person.get(f"/computations/{job}").json()
        if told["over_at"]:
            return told
        never.wait(0.1)
    raise AssertionError(told)


def watched(house: House) -> set[str]:
    """Who is on bank A's watch list, from its own tables."""
    loans = pl.read_parquet(house.folder / "nodes/bank-a/data/loans.parquet")
    bad = loans.filter(pl.col("state").is_in(["defaulted", "overdue"]) | (pl.col("late_instalments") >= 3))
    return set(bad["uscc"])


def in_arrears(house: House) -> dict[str, str]:
    """Who owes tax, and how much of it, from the bureau's own tables."""
    owed = pl.read_parquet(house.folder / "nodes/tax/data/declarations.parquet").filter(pl.col("arrears_fen") > 0)
    sums = owed.group_by("uscc").agg(pl.col("arrears_fen").sum()).sort("uscc")
    return {code: "major" if fen >= 10_000_000 else "minor" for code, fen in sums.iter_rows()}


def strangers(house: House) -> list[str]:
    """Five enterprises that neither list has: with them, a list is long enough to be matched."""
    everybody = pl.read_parquet(house.folder / "nodes/registry/data/enterprises.parquet")["uscc"]
    return sorted(set(everybody) - watched(house) - set(in_arrears(house)))[:5]


def test_a_bank_finds_who_owes_tax_among_those_it_watches_and_nobody_else(
    house: House, asker: Person, giver: Person, mandate: dict[str, Any]
) -> None:
    assert asker.get("/mandates").json()["items"][0]["direction"] == "received"
    table = "\n".join(["uscc", *sorted(watched(house)), *strangers(house)])
    proposed = asker.post("/computations", json={"op": "match", "mandates": [mandate["mandate"]], "table": table})
    assert proposed.status_code == 202, proposed.text
    job = proposed.json()["job"]
    told = over(asker, job)
    assert told["state"] == "done", told["problem"]
    assert told["result"] is True
    result = asker.get(f"/computations/{job}/result")
    assert result.headers["content-type"].startswith("text/csv")
    matched = set(result.text.split()[1:])
    assert matched == watched(house) & set(in_arrears(house))
    theirs = over(giver, job)
    assert (theirs["state"], theirs["result"]) == ("done", False)
    assert giver.get(f"/computations/{job}/result").status_code == 409
    used = next(one for one in giver.get("/mandates").json()["items"] if one["mandate"] == mandate["mandate"])
    assert used["used"] == 1
    learnt = {one["org"] for one in told["disclosed"]}
    assert learnt == {"bank-a", "tax"}


def test_a_table_of_ones_own_is_matched_and_forgotten(house: House, asker: Person, mandate: dict[str, Any]) -> None:
    names = sorted(in_arrears(house))
    table = "\n".join(["uscc", names[0], *strangers(house)])
    proposed = asker.post("/computations", json={"op": "match", "mandates": [mandate["mandate"]], "table": table})
    assert proposed.status_code == 202, proposed.text
    kept = house.folder / "nodes/bank-a/private/own"
    assert list(kept.iterdir()), "while the job runs"
    assert over(asker, proposed.json()["job"])["state"] == "done"
    assert asker.get(f"/computations/{proposed.json()['job']}/result").text.split()[1:] == names[:1]
    house.nodes["bank-a"].computing_desk().look_after()
    assert not list(kept.iterdir())


def test_a_bank_asks_the_bureau_for_a_few_names(house: House, asker: Person, giver: Person) -> None:
    listed = in_arrears(house)
    mandate = giver.post("/mandates", json=MATCH | {"op": "lookup"}).json()
    table = "uscc\n" + "\n".join([*list(listed)[:2], "91110000600037341L"]) + "\n"
    proposed = asker.post("/computations", json={"op": "lookup", "mandates": [mandate["mandate"]], "table": table})
    assert proposed.status_code == 202, proposed.text
    told = over(asker, proposed.json()["job"])
    assert told["state"] == "done", told["problem"]
    rows = [line.split(",") for line in asker.get(f"/computations/{told['job']}/result").text.split()[1:]]
    assert [row[1] for row in rows] == ["yes", "yes", "no"]
    assert [row[2] for row in rows[:2]] == list(listed.values())[:2]


def test_a_list_that_would_point_at_its_members_is_refused_at_the_owners_node(
    house: House, asker: Person, giver: Person, mandate: dict[str, Any]
) -> None:
    asked = {"op": "match", "mandates": [mandate["mandate"]], "table": "\n".join(["uscc", *strangers(house)[:2]])}
    told = over(asker, asker.post("/computations", json=asked).json()["job"])
    assert (told["state"], told["problem"]["code"]) == ("refused", "too_few_subjects")
    used = next(one for one in giver.get("/mandates").json()["items"] if one["mandate"] == mandate["mandate"])
    assert used["used"] == 0, "a refusal costs no use"


def test_a_computation_that_was_cancelled_says_why_in_the_language_asked_for(
    house: House, asker: Person, mandate: dict[str, Any]
) -> None:
    table = "\n".join(["uscc", *strangers(house)])
    asked = {"op": "match", "mandates": [mandate["mandate"]], "table": table}
    job = asker.post("/computations", json=asked).json()["job"]
    assert asker.post(f"/computations/{job}/cancellation").status_code == 200
    zh, en = (
        asker.get(f"/computations/{job}", headers={"Accept-Language": language}).json() for language in ("zh-CN", "en")
    )
    assert zh["state"] == en["state"] == "cancelled"
    assert zh["problem"]["code"] == en["problem"]["code"] == "job_cancelled"
    assert zh["problem"]["cause"] != en["problem"]["cause"]


def test_a_withdrawn_mandate_serves_no_more_and_nobody_is_invited(asker: Person, giver: Person) -> None:
    mandate = giver.post("/mandates", json=MATCH).json()["mandate"]
    taken = giver.post(f"/mandates/{mandate}/withdrawal")
    assert taken.json()["standing"] == "withdrawn"
    before = len(giver.get("/computations").json()["items"])
    refused = asker.post("/computations", json={"op": "match", "mandates": [mandate], "dataset": "bank-a/watchlist"})
    assert refused.status_code == 409
    assert refused.json()["error"]["code"] == "mandate_unusable"
    assert len(giver.get("/computations").json()["items"]) == before


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"mandates": ["mnd_00000000000000000000000000"]}, 404),
        ({"op": "lookup"}, 409),
        ({"dataset": ""}, 400),
        ({"dataset": "bank-a/watchlist", "table": "uscc\nx\n"}, 400),
        ({"dataset": "", "table": "name\nx\n"}, 400),
        ({"dataset": "bank-a/account-flows"}, 404),
        ({"mandates": []}, 422),
    ],
)
def test_what_is_no_computation_is_refused_before_anybody_hears_of_it(
    asker: Person, mandate: dict[str, Any], changed: dict[str, Any], status: int
) -> None:
    asked = {"op": "match", "mandates": [mandate["mandate"]], "dataset": "bank-a/watchlist"} | changed
    answer = asker.post("/computations", json=asked)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    "changed", [{"purpose": "curiosity"}, {"receiver": "nobody-known"}, {"dataset": "bank-a/watchlist"}]
)
def test_what_is_no_mandate_is_refused(giver: Person, changed: dict[str, Any]) -> None:
    assert giver.post("/mandates", json=MATCH | changed).status_code in (400, 404)


def test_a_job_of_nobody_is_not_there(asker: Person) -> None:
    for path in ("/computations/none", f"/computations/{'ab' * 32}", f"/computations/{'ab' * 32}/result"):
        assert asker.get(path).status_code == 404
    assert asker.post(f"/computations/{'ab' * 32}/cancellation").status_code == 404
    assert asker.post("/mandates/none/withdrawal").status_code == 404


def test_an_auditor_sees_that_there_was_a_computation_and_never_its_result(house: House) -> None:
    auditor = house.signed_in(house.accounts("auditor", "bank-a")[0])
    assert auditor.get("/computations").status_code == 200
    assert auditor.get("/mandates").status_code == 200
    assert auditor.get(f"/computations/{'ab' * 32}/result").status_code == 403
    assert auditor.post("/computations", json={}).status_code == 403
    assert house.anonymous("bank-a").get("/computations").status_code == 401
    owner = house.signed_in(house.accounts("owner")[0])
    assert owner.get("/computations").status_code == 403
