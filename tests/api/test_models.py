"""A bank's models in its running node: three persons, a champion, a shadow, a replay, a report; and who may not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from puhui.assembly.databases import existing_database
from puhui.city.wallet import Wallet
from puhui.credit import Scorecard
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.scoring_record import ScoringRecord
from puhui.decisions import DecisionRecord
from puhui.desks.cards import city_card
from puhui.kernel import PuhuiError, SystemEntropy
from puhui.kernel.ids import ApplicationId
from puhui.lending import store as lending
from puhui.lending.application import AssessedApplication
from tests.api.house import House, Person
from tests.api.test_upkeep import _copy, _later
from tests.labelled import ROWS, fitted_card, labelled_table


@pytest.fixture(scope="module")
def staff(house: House, story: dict[str, Any]) -> dict[str, Person]:
    """The people of the bank that lent in the story."""
    roles = ("officer", "approver", "steward", "validator", "auditor")
    return {role: house.person(house.accounts(role, _lender(house, story))[0]) for role in roles}


def _lender(house: House, story: dict[str, Any]) -> str:
    return str(_owner(house, story).get("/applications").json()["items"][0]["product"]["lender"])


def _serve(staff: dict[str, Person], card: Scorecard, role: str, seed: int) -> dict[str, Any]:
    """Bring a card into service by its three persons."""
    at = f"/models/{_register(staff['steward'], card)['digest']}"
    for person, step, asked in (
        ("validator", "validation", _passed(card, seed)),
        ("approver", "approval", {"role": role}),
        ("approver", "service", {"role": role}),
    ):
        answer = staff[person].post(f"{at}/{step}", json=asked)
        assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _apply(house: House, officer: Person) -> str:
    """An application, once the bank has it."""
    account = house.accounts("owner")[-3]
    owner, code = house.signed_in(account), account["enterprise"]["uscc"]
    suite = house.nodes["platform"].trust.current().suite
    wallet = Wallet(house.folder / "wallets", code, SystemEntropy(), suite)
    if not owner.get("/enterprise").json()["enrolled"]:
        challenge = owner.post("/enrolment/options").json()["challenge"]
        key = {"kind": "software", "key": wallet.key, "proof": wallet.sign(challenge)}
        enrolled = owner.post("/enrolment", json=key | {"activation": wallet.activation(account["activation"], code)})
        assert enrolled.status_code == 200, enrolled.text
    offered = (one for one in owner.get("/products").json()["items"] if one["evidence"]["shown"] == "indicators")
    product = next(one for one in offered if one["lender"] == officer.org)
    draft = owner.post("/consents/drafts", json={"purpose": "application", "product": product["code"]}).json()
    terms = {"amount_fen": 10_000_000, "term_months": 12, "repayment": product["repayment"][0], "purpose": "采购"}
    signed = {"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}
    made = owner.post("/applications", json={"product": product["code"], **terms, **signed})
    assert made.status_code == 201, made.text
    house.nodes["platform"].flush()
    assert officer.get(f"/applications/{made.json()['id']}").status_code == 200
    return str(made.json()["id"])


def _owner(house: House, story: dict[str, Any]) -> Person:
    uscc = story["enterprise"]["uscc"]
    return next(house.person(one) for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc)


def _passed(card: Scorecard, seed: int) -> dict[str, Any]:
    return {"table": labelled_table(card, seed), "target": "bad", "verdict": "pass", "reason": "city data"}


def _register(person: Person, card: Scorecard, use: str = "all") -> dict[str, Any]:
    answer = person.post("/models", json={"use": use, "file": card.dump().decode()})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_model_serves_only_after_three_persons_and_every_step_is_on_the_ledger(
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


def test_the_champion_decides_the_shadow_is_recorded_and_the_decisions_record_names_the_card(
    house: House, staff: dict[str, Person]
) -> None:
    champion = _serve(staff, fitted_card("4"), "champion", 11)
    lower = replace(fitted_card("5"), base_points=fitted_card("5").base_points - 25.0)
    shadow = _serve(staff, lower, "shadow", 12)
    uses = {use["code"]: use for use in staff["auditor"].get("/models").json()["uses"]}
    assert {use["champion"] for use in uses.values()} == {champion["digest"]}, "the pool's serves every segment"
    assert uses["medium"]["shadows"] == [shadow["digest"]]
    application = _apply(house, staff["officer"])
    found = staff["officer"].post(f"/applications/{application}/assessment").json()
    model = found["score"]["model"]
    assert (model["digest"], model["basis"], model["uncalibrated"]) == (champion["digest"], "pooled", False)
    settings = house.nodes[staff["officer"].org].settings
    with existing_database(settings) as books, books.transaction() as connection:
        assessed = lending.application(connection, ApplicationId(application))
        assert isinstance(assessed, AssessedApplication)
        record = DecisionRecord.parse(lending.document(connection, assessed.assessment.record_digest) or b"")
    assert (record.extra["card"]["name"], record.extra["card"]["version"]) == ("bank-card", "4")
    assert record.extra["card"]["digest"] == champion["digest"]
    (pair,) = staff["auditor"].get("/models/comparisons").json()["items"]
    assert (pair["champion"], pair["shadow"], pair["rows"]) == (champion["digest"], shadow["digest"], 1)
    assert pair["mean_difference"] == -25.0
    for digest in (champion["digest"], shadow["digest"]):
        gone = staff["approver"].post(f"/models/{digest}/withdrawal", json={"reason": "the test is over"})
        assert gone.json()["state"] == "withdrawn"
    replayed = staff["officer"].post(f"/scores/{found['score']['id']}/replay").json()
    assert (replayed["identical"], replayed["digests"]) == (True, [champion["digest"], shadow["digest"]])
    after = staff["officer"].post(f"/applications/{application}/assessment").json()
    assert after["score"]["model"]["basis"] == "expert"
    declined = {"outcome": "decline", "comment": "另行核实"}
    assert staff["approver"].post(f"/applications/{application}/decision", json=declined).status_code == 201


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
    uscc, owner = story["enterprise"]["uscc"], _owner(house, story)
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
    application = owner.get("/applications").json()["items"][-1]
    seen = staff["officer"].get(f"/applications/{application['id']}").json()["recommendation"]["score"]
    assert staff["auditor"].post(f"/scores/{seen['id']}/replay").json()["recorded"]["score"] == seen["score"]
    assert owner.post(f"/scores/{seen['id']}/replay").status_code == 404  # the bank's is kept at the bank


def test_own_outcomes_adjust_a_card_that_scored_here_by_its_steward_and_too_few_adjust_nothing(
    staff: dict[str, Person],
) -> None:
    city = digest_of_bytes(city_card().file)
    at, asked = f"/models/{city}/adjustment", {"version": "2"}
    told = staff["steward"].get("/models/outcomes").json()
    (mine,) = (one for one in told["items"] if one["digest"] == city)
    assert (mine["name"], mine["known"], mine["bads"], mine["segments"]) == ("city-expert", 0, 0, [])
    assert (told["needed_rows"], told["needed_each"]) == (100, 20)
    for role in ("officer", "approver", "validator", "auditor"):
        assert staff[role].post(at, json=asked).status_code == 403
    for more in ({}, {"segment": "small_micro"}):
        refused = staff["steward"].post(at, json=asked | more)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "outcomes_too_few"), refused.text
    unknown = staff["steward"].post(f"/models/{'ab' * 32}/adjustment", json=asked)
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "card_never_scored")
    assert staff["steward"].post(at, json={"version": "2", "segment": "giants"}).status_code in (400, 422)


def test_monitoring_is_made_once_a_month_and_when_asked_for_and_its_page_has_pictures(
    house: House, staff: dict[str, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    house.nodes[staff["officer"].org].flush()
    regulator = house.person(house.accounts("auditor", "pbc")[0])
    banks = {one["org"]: one for one in regulator.get("/ledger/models").json()["items"]}
    assert banks[staff["officer"].org]["problem"] is None
    assert [one["on_ledger"] for one in banks[staff["officer"].org]["reports"]] == [True]
    assert banks[staff["officer"].org]["reports"][0]["summary"]["limits"]["psi_max"] == 0.25
    life = banks[staff["officer"].org]
    assert life["whole"] is True
    assert {step["action"] for step in life["steps"]} >= {"register", "validate", "approve", "serve", "withdraw"}
    assert all(step["on_ledger"] and step["by_name"] for step in life["steps"])
    watch = house.nodes[staff["officer"].org].model_watch_desk()
    for tell in (watch.tell, watch.tell_registry):
        with pytest.raises(PuhuiError, match="regulator"):
            tell("tax")
    told = orjson.loads(watch.tell_registry("pbc"))
    monkeypatch.setattr(watch, "tell_registry", lambda _: orjson.dumps(told[:-1]))
    cut = {one["org"]: one for one in regulator.get("/ledger/models").json()["items"]}[staff["officer"].org]
    assert (cut["whole"], len(cut["steps"])) == (False, len(told) - 1), "the newest event was left out"
    monkeypatch.setattr(watch, "tell_registry", lambda _: orjson.dumps(told[1:]))
    bent = {one["org"]: one for one in regulator.get("/ledger/models").json()["items"]}[staff["officer"].org]
    assert "event 1" in bent["problem"], "an event in the middle was left out"
    nothing = staff["validator"].post(f"/models/{'00' * 32}/monitoring")
    assert nothing.status_code == 404
    later = _later(house, _copy(house, staff["officer"].org, tmp_path / "bank"), timedelta(days=40))
    assert later.upkeep.do_due()["monitor models"] == 1
    assert later.model_watch_desk().watch_due() == 0
    later.stop()
