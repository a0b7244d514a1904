"""A bank fits and validates a scorecard with what the fund and the utility know, between the nodes of a city: mandates,
real workers, and a card that the bank alone downloads."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

from puhui.credit import Scorecard
from puhui.kernel.identifiers import uscc_check_character
from tests.api.house import House, Person
from tests.api.test_computations import over

pytestmark = pytest.mark.spu

BORROWERS, MONTHS = 560, 13
POWER = {"dataset": "power/power-modelling", "fields": ["uscc", "kwh12", "pay_late_cnt24"]}
SOCIAL = {"dataset": "social/insurance-modelling", "fields": ["uscc", "ins_now"]}


def code(number: int) -> str:
    body = f"91330100MA9Y{number:05d}"
    return body + uscc_check_character(body)


@pytest.fixture(scope="module")
def borrowers(house: House) -> Iterator[str]:
    """Borrowers whom the fund and the utility know for a year; the bank's table of how their loans ended."""
    rng = np.random.default_rng(5)
    staff, kwh, years = rng.poisson(12, BORROWERS) + 1, rng.gamma(3, 400, BORROWERS), rng.normal(size=BORROWERS)
    late = rng.binomial(6, 0.3, BORROWERS)
    odds = 0.2 * (staff - 13) + 0.001 * (kwh - 1200) - 0.6 * (late - 1.8) + 0.5 * years
    ended = np.where(rng.random(BORROWERS) < 1 / (1 + np.exp(-odds)), "paid", "default")
    with ExitStack() as held:
        for org, file, rows in (
            ("social", "insured.parquet", insured(staff)),
            ("power", "consumption.parquet", bills(kwh, late)),
        ):
            path = house.folder / f"nodes/{org}/data/{file}"
            held.callback(path.write_bytes, path.read_bytes())
            there = pl.read_parquet(path)
            pl.concat([there, pl.DataFrame(rows(newest(there)))], how="diagonal_relaxed").write_parquet(path)
        lines = [f"{code(at)},{ended[at]},{years[at]:.3f}" for at in rng.permutation(BORROWERS)]
        yield "\n".join(["uscc,loan,years", *lines])


def newest(there: pl.DataFrame) -> list[date]:
    """The last months of a table, newest first."""
    months = [there["month"].max()]
    while len(months) < MONTHS:
        months.append((months[-1].replace(day=1) - timedelta(days=1)).replace(day=1))
    return months


def insured(staff: Any) -> Any:
    def rows(months: list[date]) -> list[dict[str, Any]]:
        each = {"due_fen": 1000, "paid_fen": 1000}
        return [
            {"uscc": code(at), "month": month, "insured": int(staff[at]), "due_on": month + timedelta(days=14), **each}
            for at in range(BORROWERS)
            for month in months
        ]

    return rows


def bills(kwh: Any, late: Any) -> Any:
    def rows(months: list[date]) -> list[dict[str, Any]]:
        each = {"account_no": "1", "capacity_kva": 100.0, "fee_fen": 1000, "disconnections": 0}
        return [
            {
                "uscc": code(at),
                "month": month,
                "kwh": float(kwh[at]),
                "due_on": month + timedelta(days=9),
                "paid_on": month + timedelta(days=20 if ago < late[at] else 5),
                **each,
            }
            for at in range(BORROWERS)
            for ago, month in enumerate(months)
        ]

    return rows


@pytest.fixture(scope="module")
def bank(house: House) -> Person:
    return house.signed_in(house.accounts("steward", "bank-a")[0])


@pytest.fixture(scope="module")
def mandates(house: House) -> dict[str, list[str]]:
    """Of the utility and the fund for the bank, by operation."""
    opened: dict[str, list[str]] = {"train": [], "validate": []}
    for org, terms in (("power", POWER), ("social", SOCIAL)):
        giver = house.signed_in(house.accounts("steward", org)[0])
        for op, ids in opened.items():
            asked = terms | {"receiver": "bank-a", "op": op, "purpose": "model_development", "uses": 2}
            answer = giver.post("/mandates", json=asked)
            assert answer.status_code == 201, answer.text
            ids.append(answer.json()["mandate"])
    return opened


def standard_error(auc: float, bad: int, good: int) -> float:
    """The standard error of an AUC (Hanley and McNeil 1982)."""
    first, second = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    spread = auc * (1 - auc) + (bad - 1) * (first - auc**2) + (good - 1) * (second - auc**2)
    return float((spread / (bad * good)) ** 0.5)


def asked_of(op: str, mandates: dict[str, list[str]], table: str, **more: Any) -> dict[str, Any]:
    return {"op": op, "mandates": mandates[op], "table": table, "target": "loan", "bad": ["default"], **more}


def test_a_bank_fits_a_card_with_others_and_validates_it_and_nobody_else_has_either(
    house: House, bank: Person, mandates: dict[str, list[str]], borrowers: str
) -> None:
    proposed = bank.post("/computations", json=asked_of("train", mandates, borrowers, name="with others", seed=4))
    assert proposed.status_code == 202, proposed.text
    assert proposed.json()["seconds_expected"] > 1
    told = over(bank, proposed.json()["job"])
    assert told["state"] == "done", told["problem"]
    assert (told["result_kind"], told["done"], told["stages"]) == ("json", 15, 15)
    result = bank.get(f"/computations/{told['job']}/result")
    assert result.headers["content-type"] == "application/json"
    assert result.headers["content-disposition"].endswith(".json")
    card = Scorecard.parse(result.content)
    assert {one.name: one.source for one in card.attributes}.items() >= {"ins_now": "social", "kwh12": "power"}.items()
    social = house.signed_in(house.accounts("steward", "social")[0])
    assert over(social, told["job"])["result"] is False
    assert social.get(f"/computations/{told['job']}/result").status_code == 409

    asked = asked_of("validate", mandates, borrowers, model=result.text)
    proposed = bank.post("/computations", json=asked)
    assert proposed.json()["seconds_expected"] > 1
    told = over(bank, proposed.json()["job"])
    assert told["state"] == "done", told["problem"]
    figures = json.loads(bank.get(f"/computations/{told['job']}/result").text)
    assert figures["rows"] == BORROWERS
    assert figures["auc"] > 0.65
    # The job's own digest draws the rows that are held out: what the card says of them differs by chance, and no more.
    held_out = BORROWERS * 30 // 100
    bad = round(held_out * borrowers.count(",default,") / BORROWERS)
    assert abs(figures["auc"] - card.metrics["auc"]) < 4 * standard_error(figures["auc"], bad, held_out - bad)
    house.nodes["bank-a"].computing_desk().look_after()
    assert not list((house.folder / "nodes/bank-a/private/own").iterdir())
    assert b"default" not in _kept(house.folder / "nodes/social/private"), "the outcomes' words"


def _kept(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_owners_budget_of_rows_is_promised_before_anybody_is_invited(
    bank: Person, mandates: dict[str, list[str]], borrowers: str
) -> None:
    few = "\n".join(borrowers.splitlines()[:300])
    refused = bank.post("/computations", json=asked_of("train", mandates, few))
    assert refused.status_code == 403, refused.text
    assert refused.json()["error"]["code"] == "group_too_small"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"target": ""}, "input_unclear"),
        ({"target": "years ago"}, "input_unclear"),
        ({"table": "", "dataset": "bank-a/watchlist"}, "input_unclear"),
        ({"values": ["salary"]}, "input_unclear"),
        ({"op": "validate", "model": "{}"}, "mandate_unusable"),
        ({"categories": ["salary"]}, "job_unsound"),
    ],
)
def test_what_is_no_training_is_refused_before_anybody_hears_of_it(
    bank: Person, mandates: dict[str, list[str]], borrowers: str, changed: dict[str, Any], code: str
) -> None:
    before = len(bank.get("/computations").json()["items"])
    refused = bank.post("/computations", json=asked_of("train", mandates, borrowers) | changed)
    assert (refused.status_code // 100, refused.json()["error"]["code"]) == (4, code), refused.text
    assert len(bank.get("/computations").json()["items"]) == before


def card_of(source: str, name: str) -> str:
    """A card with one attribute, cut at a thousand."""
    bins = [
        {"kind": "interval", "from": None, "to": 1000, "points": -10},
        {"kind": "interval", "from": 1000, "to": None, "points": 10},
        {"kind": "missing", "points": 0},
        {"kind": "not_granted", "points": 0},
    ]
    label = {"zh": "变量", "en": "attribute"}
    raw = {
        "format": "puhui-scorecard/1",
        "kind": "expert",
        "name": "one",
        "version": "1",
        "label": label,
        "base_points": 600,
        "sources": [{"source": source, "label": label, "weight": 1}],
        "attributes": [{"name": name, "label": label, "source": source, "type": "numeric", "bins": bins}],
    }
    return json.dumps(raw)


@pytest.mark.parametrize("op", ["train", "validate"])
def test_what_would_not_fit_here_is_refused_before_anybody_hears_of_it(
    bank: Person, mandates: dict[str, list[str]], borrowers: str, monkeypatch: pytest.MonkeyPatch, op: str
) -> None:
    before = len(bank.get("/computations").json()["items"])
    monkeypatch.setattr("puhui.assembly.computing.psutil.virtual_memory", lambda: SimpleNamespace(available=10**8))
    refused = bank.post("/computations", json=asked_of(op, mandates, borrowers, model=card_of("power", "kwh12")))
    assert refused.json()["error"]["code"] == "would_not_fit", refused.text
    assert len(bank.get("/computations").json()["items"]) == before


def test_one_mandate_is_too_few(bank: Person, mandates: dict[str, list[str]], borrowers: str) -> None:
    asked = asked_of("train", mandates, borrowers) | {"mandates": mandates["train"][:1]}
    refused = bank.post("/computations", json=asked)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "input_unclear")


def test_a_card_of_somebody_who_gave_no_mandate_is_refused(
    bank: Person, mandates: dict[str, list[str]], borrowers: str
) -> None:
    from puhui.credit.scorecard import EXAMPLE

    refused = bank.post("/computations", json=asked_of("validate", mandates, borrowers, model=EXAMPLE.decode()))
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "input_unclear")
    assert "registry" in refused.json()["error"]["cause"]
