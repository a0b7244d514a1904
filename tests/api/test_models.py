"""A bank's models in its running node: three persons, a champion, a shadow, a replay, a report; and who may not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from puhui.credit import Scorecard
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.scoring_record import ScoringRecord
from puhui.desks.cards import city_card
from tests.api.house import House, Person
from tests.api.test_upkeep import _copy, _later
from tests.labelled import ROWS, fitted_card, labelled_table


@pytest.fixture(scope="module")
def staff(house: House, story: dict[str, Any]) -> dict[str, Person]:
    """The people of the bank that lent in the story."""
    roles = ("officer", "approver", "steward", "validator", "auditor")
    return {role: house.person(house.accounts(role, _lender(house, story))[0]) for role in roles}


def _lender(house: House, story: dict[str, Any]) -> str:
    uscc = story["enterprise"]["uscc"]
    owner = next(house.person(one) for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc)
    return str(owner.get("/applications").json()["items"][0]["product"]["lender"])


def _passed(card: Scorecard, seed: int) -> dict[str, Any]:
    return {"table": labelled_table(card, seed), "target": "bad", "verdict": "pass", "reason": "city data"}


def _register(person: Person, card: Scorecard, use: str = "all") -> dict[str, Any]:
    answer = person.post("/models", json={"use": use, "file": card.dump().decode()})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_model_serves_only_after_three_persons_and_then_its_name_is_in_the_decision(
    house: House, story: dict[str, Any], staff: dict[str, Person]
) -> None:
    before = staff["officer"].get("/models").json()
    assert {use["code"]: use["champion"] for use in before["uses"]} == dict.fromkeys(
        ("sole_proprietor", "small_micro", "medium", "farmer", "all")
    )
    card = fitted_card("1")
    made = _register(staff["steward"], card)
    at = f"/models/{made['digest']}"
    assert (made["state"], made["digest"]) == ("developed", digest_of_bytes(card.dump()))
    early = staff["approver"].post(f"{at}/approval", json={"role": "champion", "order_only": True})
    assert (early.status_code, early.json()["error"]["code"]) == (409, "model_not_ready")
    passed = staff["validator"].post(
        f"{at}/validation",
        json={"table": labelled_table(card, 5), "target": "bad", "verdict": "pass", "reason": "city data"},
    )
    assert passed.status_code == 200, passed.text
    assert passed.json()["validation"]["rows"] == ROWS
    approved = staff["approver"].post(f"{at}/approval", json={"role": "champion"})
    assert approved.json()["state"] == "approved", approved.text
    serving = staff["approver"].post(f"{at}/service", json={"role": "champion"}).json()
    assert serving["state"] == "champion"
    assert [step["action"] for step in serving["steps"]] == ["register", "validate", "approve", "serve"]
    assert len({step["by"] for step in serving["steps"]}) == 3
    house.nodes[staff["officer"].org].flush()
    for step in serving["steps"]:
        told = staff["auditor"].get(f"/receipts/{step['entry']}/verification").json()
        assert told["kind"] == f"model.{_past(step['action'])}", told
        assert all(one["ok"] for one in told["steps"])
    gone = staff["validator"].post(f"{at}/withdrawal", json={"reason": "the test is over"}).json()
    assert gone["state"] == "withdrawn"
    assert staff["auditor"].get(f"{at}/file").content == card.dump()


def _past(action: str) -> str:
    return {"register": "registered", "validate": "validated", "approve": "approved", "serve": "serving"}[action]


def test_too_few_bads_never_decide_and_no_report_of_another_model_is_shown(staff: dict[str, Person]) -> None:
    made = _register(staff["steward"], fitted_card("2", bads=30), use="medium")
    at = f"/models/{made['digest']}"
    asked = {
        "table": labelled_table(fitted_card("2", bads=30), 6),
        "target": "bad",
        "verdict": "pass",
        "reason": "city data",
    }
    report = staff["validator"].post(f"{at}/validation", json=asked).json()["validation_report"]
    refused = staff["approver"].post(f"{at}/approval", json={"role": "champion"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "too_few_bads")
    page = staff["auditor"].get(f"{at}/reports/{report}")
    assert page.status_code == 200
    assert "sandbox" in page.headers["content-security-policy"]
    assert staff["auditor"].get(f"{at}/reports/{made['digest']}").status_code == 404
    assert staff["auditor"].get(f"/models/{report}/file").status_code == 404
    again = staff["steward"].post("/models", json={"use": "medium", "file": fitted_card("2").dump().decode()})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "version_taken")


def test_what_cannot_be_read_or_measured_is_told(staff: dict[str, Person]) -> None:
    card = fitted_card("3")
    elsewhere = replace(card, attributes=(replace(card.attributes[0], name="moon_phase"), *card.attributes[1:]))
    for use, file, code in (
        ("all", "{}", "malformed_scorecard"),
        ("all", elsewhere.dump().decode(), "inputs_unknown_here"),
        ("everybody", card.dump().decode(), "unknown_use"),
    ):
        answer = staff["steward"].post("/models", json={"use": use, "file": file})
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    at = f"/models/{_register(staff['steward'], card)['digest']}/validation"
    for asked, code in (
        ({"table": "a,b\n1,2\n", "target": "bad"}, "labelled_table_unreadable"),
        ({"table": "bad,age_m\n1,2\n0,3\n", "target": "bad"}, "attributes_missing"),
        ({"table": labelled_table(card, 7), "target": "bad", "verdict": "pass"}, "reason_missing"),
    ):
        answer = staff["validator"].post(at, json=asked)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, code), answer.text


def test_a_past_score_recomputes_for_its_owner_and_its_bank_and_for_nobody_else(
    house: House, story: dict[str, Any], staff: dict[str, Person]
) -> None:
    uscc = story["enterprise"]["uscc"]
    owner = next(house.person(one) for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc)
    stranger = next(house.person(one) for one in house.accounts("owner") if one["enterprise"]["uscc"] != uscc)
    mine = owner.get("/scores/latest").json()
    assert mine["segment"]["code"] == owner.get("/enterprise").json()["segment"]
    assert (mine["model"]["basis"], mine["model"]["uncalibrated"]) == ("expert", True)
    assert mine["standing"]["depth"] in {"capped", "full"}
    told = owner.post(f"/scores/{mine['id']}/replay").json()
    assert told["identical"] is True
    assert told["recorded"]["score"] == mine["score"]
    assert told["digests"] == [mine["model"]["digest"]]
    assert stranger.post(f"/scores/{mine['id']}/replay").status_code == 404
    assert stranger.get(f"/scores/{mine['id']}/record").status_code == 404
    assert ScoringRecord.parse(owner.get(f"/scores/{mine['id']}/record").content).digest == told["record"]
    application = owner.get("/applications").json()["items"][0]
    seen = staff["officer"].get(f"/applications/{application['id']}").json()["recommendation"]["score"]
    assert staff["auditor"].post(f"/scores/{seen['id']}/replay").json()["recorded"]["score"] == seen["score"]
    assert owner.post(f"/scores/{seen['id']}/replay").status_code == 404  # the bank's is kept at the bank


def test_monitoring_is_made_once_a_month_and_when_asked_for_and_its_page_has_pictures(
    house: House, staff: dict[str, Person], tmp_path: Path
) -> None:
    digest = digest_of_bytes(city_card().file)
    asked = staff["validator"].post(f"/models/{digest}/monitoring")
    assert asked.status_code == 201, asked.text
    report = asked.json()
    assert (report["model"], report["monthly"]) == (digest, False)
    assert report["summary"]["periods"][0]["rows"] >= 1
    page = staff["auditor"].get(f"/models/monitoring/{report['seq']}/page")
    assert page.text.count("data:image/png;base64,") >= 2
    assert staff["auditor"].get("/models/monitoring").json()["items"][0]["seq"] == report["seq"]
    assert staff["auditor"].get("/models/comparisons").json()["items"] == []
    nothing = staff["validator"].post(f"/models/{'00' * 32}/monitoring")
    assert nothing.status_code == 404
    later = _later(house, _copy(house, staff["officer"].org, tmp_path / "bank"), timedelta(days=40))
    assert later.upkeep.do_due()["monitor models"] == 1
    assert later.model_watch_desk().watch_due() == 0
    later.stop()
