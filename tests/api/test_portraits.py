"""The portrait is one document for page, report and a bank's programs; advice and refusals reach the owner.

One enterprise grants its invoices alone, then what it is advised to; then it applies for a product whose conditions it
does not meet, and is refused.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

import jsonschema_rs
import pytest

from puhui.city.wallet import Wallet
from puhui.credit.portrait.publishing import schema
from puhui.desks import printing
from puhui.desks.bank.refusing import as_told
from puhui.kernel import SystemEntropy
from puhui.lending import store
from puhui.lending.application import DeclinedApplication
from puhui.lending.withholding import CODE
from tests.api.answers import awaited, ok
from tests.api.house import House, Person

SCHEMA = jsonschema_rs.Draft202012Validator(json.loads(schema()), validate_formats=True)
INVOICES = "tax/vat-invoices"


@dataclass(frozen=True)
class Refused:
    """An enterprise on its way to a refusal, and what it was told on the way."""

    owner: Person
    wallet: Wallet
    bank: str
    application: str
    thin: dict[str, Any]
    advised: dict[str, Any]
    granted: dict[str, Any]
    score: dict[str, Any]


@pytest.fixture(scope="module")
def refused(house: House) -> Refused:
    account = house.accounts("owner")[-3]
    owner, code = house.signed_in(account), account["enterprise"]["uscc"]
    wallet = Wallet(house.folder / "wallets", code, SystemEntropy(), house.nodes["platform"].trust.current().suite)
    if not ok(owner.get("/enterprise"))["enrolled"]:
        challenge = ok(owner.post("/enrolment/options"))["challenge"]
        asked = {"kind": "software", "key": wallet.key, "proof": wallet.sign(challenge)}
        ok(owner.post("/enrolment", json=asked | {"activation": wallet.activation(account["activation"], code)}))
    _grant(owner, wallet, [INVOICES])
    thin = ok(owner.post("/scores"))
    advised = ok(owner.get("/scores/advice"))
    granted = _grant(owner, wallet, [one["dataset"] for grant in advised["grants"] for one in grant["datasets"]])
    score = ok(owner.post("/scores"))
    product = next(one for one in ok(owner.get("/products"))["items"] if _fails(owner, one))
    application = _apply(owner, wallet, product)
    officer, approver = (house.person(house.accounts(role, product["lender"])[0]) for role in ("officer", "approver"))
    awaited(lambda: officer.get(f"/applications/{application}").status_code == 200 or None)
    assert officer.get(f"/applications/{application}/portrait").status_code == 404, "nothing was collected yet"
    assert ok(officer.post(f"/applications/{application}/assessment"))["outcome"] == "decline"
    ok(approver.post(f"/applications/{application}/decision", json={"outcome": "decline", "comment": ""}))
    awaited(lambda: ok(owner.get(f"/applications/{application}"))["decision"])
    return Refused(owner, wallet, product["lender"], application, thin, advised, granted, score)


def _fails(owner: Person, product: dict[str, Any]) -> bool:
    """Whether the enterprise does not meet a product's conditions, though it asks for as little as may be asked."""
    need = {"amount_fen": product["amount_min_fen"], "term_months": product["term_min_months"], "purpose": "stock"}
    matches = ok(owner.get("/matches", params=need))["items"]
    verdict = next(one["verdict"] for one in matches if one["product"]["code"] == product["code"])
    return bool(verdict == "fail" and product["evidence"]["shown"] == "indicators")


def _grant(owner: Person, wallet: Wallet, datasets: list[str]) -> dict[str, Any]:
    draft = ok(owner.post("/consents/drafts", json={"purpose": "score", "datasets": datasets}))
    ok(owner.post("/consents", json={"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}))
    found: dict[str, Any] = draft
    return found


def _apply(owner: Person, wallet: Wallet, product: dict[str, Any]) -> str:
    wanted = {"purpose": "application", "receiver": product["lender"], "product": product["code"]}
    draft = ok(owner.post("/consents/drafts", json=wanted))
    terms = {
        "product": product["code"],
        "amount_fen": product["amount_min_fen"],
        "term_months": product["term_min_months"],
        "repayment": product["repayment"][0],
        "purpose": "采购",
    }
    signed = {"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}
    return str(ok(owner.post("/applications", json=terms | signed))["id"])


def _portrait(house: House, refused: Refused, role: str = "officer") -> Any:
    person = house.person(house.accounts(role, refused.bank)[0])
    return person.get(f"/applications/{refused.application}/portrait")


def test_with_little_granted_the_two_grants_that_tell_most_are_named_and_keep_their_word(refused: Refused) -> None:
    thin, advised = refused.thin, refused.advised
    assert (advised["score"], advised["grade"], advised["coverage"]) == (
        thin["score"], thin["grade"], thin["coverage"],
    )  # fmt: skip
    assert advised["depth"] in ("none", "capped")
    assert len(advised["grants"]) == 2
    gains = [grant["gain"] for grant in advised["grants"]]
    assert gains == sorted(gains, reverse=True)
    wanted = {one["dataset"] for grant in advised["grants"] for one in grant["datasets"]}
    assert {item["dataset"] for item in refused.granted["items"]} == wanted, "these datasets and no others"
    answered = {part["source"] for part in refused.score["sources"] if part["cause"] == "granted"}
    added = sum(grant["coverage"] for grant in advised["grants"] if grant["source"] in answered)
    assert refused.score["coverage"] == pytest.approx(thin["coverage"] + added, abs=1e-6)


def test_every_plan_for_the_score_lifts_the_grade_or_opens_a_product(refused: Refused) -> None:
    advice = ok(refused.owner.get("/scores/advice"))
    assert advice["score_id"] == refused.score["id"]
    costs = [plan["points"] for plan in advice["plans"]]
    assert costs == sorted(costs)
    for plan in advice["plans"]:
        assert plan["score"] > advice["score"]
        assert plan["grade"] != advice["grade"] or plan["products"]
        assert sum(move["points"] for move in plan["moves"]) == pytest.approx(plan["points"])
        assert plan["months"] == max(move["months"] for move in plan["moves"])


def test_the_owners_portrait_is_of_the_schema_and_says_what_the_score_says(refused: Refused) -> None:
    portrait = ok(refused.owner.get("/enterprise/portrait"))
    SCHEMA.validate(portrait)
    assert portrait["basics"]["uscc"] == ok(refused.owner.get("/enterprise"))["uscc"]
    score = refused.score
    assert {name: portrait["score"][name] for name in ("score", "low", "high", "pd", "grade")} == {
        name: score[name] for name in ("score", "low", "high", "pd", "grade")
    }
    for shown, stored in zip(portrait["radar"]["axes"], score["radar"], strict=True):
        assert (shown["axis"], shown["value"], shown["peer_median"]) == (
            stored["axis"], stored["value"], stored["peer_median"],
        )  # fmt: skip
    assert portrait["radar"]["peers"]["said"]["en"] == score["peers"]["said"]
    assert portrait["terms"] is None


def test_the_banks_portrait_has_the_terms_and_every_section(house: House, refused: Refused) -> None:
    portrait = ok(_portrait(house, refused))
    SCHEMA.validate(portrait)
    assert ok(_portrait(house, refused, "approver")) == portrait
    assert {one["source"] for one in portrait["indicators"]} >= {"tax", "registry", "court", "relations"}
    assert "findings" not in {one["name"] for one in portrait["indicators"]}, "documents have sections of their own"
    sections = portrait["sections"]
    assert (sections["relations"]["state"], sections["contradictions"]["state"]) == ("given", "given")
    terms = portrait["terms"]
    assert (terms["recommended"]["outcome"], terms["decided"]["outcome"]) == ("decline", "decline")
    assert terms["recommended"]["limit_fen"] is None
    assert {one["code"] for one in terms["decided"]["reasons"]} <= {
        one["code"] for one in terms["recommended"]["rules"]
    }


def test_it_is_not_there_for_others(house: House, refused: Refused) -> None:
    other = {"bank-a": "bank-b", "bank-b": "bank-a"}.get(refused.bank, "bank-a")
    officer = house.person(house.accounts("officer", other)[0])
    for path in ("portrait", "portrait.pdf"):
        assert officer.get(f"/applications/{refused.application}/{path}").status_code == 404
    stranger = house.person(house.accounts("owner")[0])
    assert stranger.get(f"/applications/{refused.application}").status_code == 404
    own = stranger.get("/enterprise/portrait")
    assert own.status_code == 404 or own.json()["basics"]["uscc"] != ok(refused.owner.get("/enterprise"))["uscc"]


def test_the_refusal_reaches_the_owner_with_what_would_turn_it(house: House, refused: Refused) -> None:
    told = ok(refused.owner.get(f"/applications/{refused.application}"))["decision"]
    approver = house.person(house.accounts("approver", refused.bank)[0])
    assert told == ok(approver.get(f"/decisions/{told['id']}")), "nothing was withheld, so both read the same"
    assert all(reason["code"] and reason["text"] for reason in told["reasons"])
    advice = told["advice"]
    assert (advice["plan"] is None) == (advice["promise"] is None) == bool(advice["blocked"])
    if advice["promise"]:
        assert advice["promise"]["outcome"] != "decline"


def test_what_a_bank_must_keep_to_itself_does_not_leave_it(house: House, refused: Refused) -> None:
    desk = house.nodes[refused.bank].bank_desk()
    with desk._database.transaction() as connection:
        found = store.application(connection, refused.application)  # type: ignore[arg-type]
        assert isinstance(found, DeclinedApplication)
        document = desk._book.document(connection, found)
    listed = replace(found.decision.refusals[0], withheld=True)
    silent = replace(found, decision=replace(found.decision, refusals=(listed, *found.decision.refusals[1:])))
    told = as_told(document, silent)["decision"]
    assert listed.code in {one["code"] for one in document["decision"]["reasons"]}
    assert listed.code not in {one["code"] for one in told["reasons"]}
    assert CODE in {one["code"] for one in told["reasons"]}
    assert told["advice"] is None, "advice beside a silence would be a hint"
    assert as_told(document, found) == document


def test_without_a_font_with_chinese_the_report_is_refused_in_words(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "FONTS", ())
    printing._fonts.cache_clear()
    answer = refused.owner.get("/enterprise/portrait.pdf")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "printer_without_chinese")


def test_once_a_grant_is_revoked_the_bank_sees_nothing_any_more(house: House, refused: Refused) -> None:
    assert _portrait(house, refused).status_code == 200
    held = ok(refused.owner.get("/grants"))["items"]
    grant = next(one for one in held if one["receiver"] == refused.bank and one["purpose"] == "application")
    path = f"/grants/{grant['id']}/revocation"
    options = ok(refused.owner.post(f"{path}/options"))
    signature = refused.wallet.signature(options["challenge"])
    ok(refused.owner.post(path, json={"at": options["at"], "signature": signature}))
    answer = awaited(lambda: found if (found := _portrait(house, refused)).status_code != 200 else None)
    assert (answer.status_code, answer.json()["error"]["code"]) == (410, "portrait_over")
    assert refused.owner.get("/enterprise/portrait").status_code == 200, "the enterprise's own stays its own"
