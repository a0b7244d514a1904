"""Checks of an application between nodes: stated factors at the registry, one device at several banks, a list of fraud.

The owners -7, -8 and -9 are this module's.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from puhui.city.wallet import Wallet
from puhui.kernel import SystemClock, SystemEntropy
from tests.api.answers import awaited, ok, refused
from tests.api.house import House, Person

HOME, AWAY = "bank-b", "bank-a"  # three apply at home, the third of them away, too
TODAY = SystemClock().now().date()
SOUND = {"kind": "business_licence", "digest": "0a" * 32, "issued_on": "2020-03-01", "expires_on": None}
OVER = {"kind": "qualification", "digest": "0b" * 32, "issued_on": "2020-03-01"}
OVER |= {"expires_on": (TODAY - timedelta(days=3)).isoformat()}


class Owner:
    """An owner with a key, whose applications come from one browser."""

    def __init__(self, house: House, account: dict[str, Any]) -> None:
        self.code: str = account["enterprise"]["uscc"]
        self.person: Person = house.signed_in(account)
        suite = house.nodes["platform"].trust.current().suite
        self._wallet = Wallet(house.folder / "wallets", self.code, SystemEntropy(), suite)
        if not ok(self.person.get("/enterprise"))["enrolled"]:
            challenge = ok(self.person.post("/enrolment/options"))["challenge"]
            asked = {"kind": "software", "key": self._wallet.key, "proof": self._wallet.sign(challenge)}
            activation = self._wallet.activation(account["activation"], self.code)
            ok(self.person.post("/enrolment", json=asked | {"activation": activation}))

    def drafted(self, product: Mapping[str, Any]) -> dict[str, Any]:
        asked = {"purpose": "application", "product": product["code"]}
        draft: dict[str, Any] = ok(self.person.post("/consents/drafts", json=asked))
        return draft

    def applied(self, officer: Person, lender: str, papers: list[dict[str, Any]]) -> str:
        """Apply for what the lender assesses by indicators; the application's path, once the bank has it."""
        product = self.product(lender, "indicators")
        draft = self.drafted(product)
        body = {
            "product": product["code"],
            "amount_fen": product["amount_min_fen"],
            "term_months": product["term_min_months"],
            "repayment": product["repayment"][0],
            "purpose": "采购",
            "draft": draft["draft"],
            "signature": self._wallet.signature(draft["challenge"]),
            "papers": papers,
        }
        path = f"/applications/{ok(self.person.post('/applications', json=body))['id']}"
        awaited(lambda: officer.get(path).status_code == 200)
        return path

    def product(self, lender: str, shown: str) -> dict[str, Any]:
        found = ok(self.person.get("/products"))["items"]
        return next(one for one in found if one["lender"] == lender and one["evidence"]["shown"] == shown)


def table(house: House, org: str, name: str) -> pl.DataFrame:
    return pl.read_parquet(house.folder / "nodes" / org / "data" / f"{name}.parquet")


def signs(officer: Person, path: str) -> set[str]:
    ok(officer.post(f"{path}/assessment"))
    return {one["code"] for one in ok(officer.get(f"{path}/screening"))["reasons"]}


@pytest.fixture(scope="module")
def owners(house: House) -> list[Owner]:
    return [Owner(house, house.accounts("owner")[place]) for place in (-7, -8, -9)]


@pytest.fixture(scope="module")
def officers(house: House) -> dict[str, Person]:
    return {bank: house.person(house.accounts("officer", bank)[0]) for bank in (HOME, AWAY)}


@pytest.fixture(scope="module")
def paths(owners: list[Owner], officers: dict[str, Person]) -> list[str]:
    """The first two applications at home, assessed, the second from the device of the first."""
    first, second, _ = owners
    one = first.applied(officers[HOME], HOME, [SOUND])
    (mark,) = (cookie for cookie in first.person.cookies.jar if cookie.name == "puhui_device_platform")
    for other in owners[1:]:
        other.person.cookies.set(mark.name, str(mark.value), domain=mark.domain, path=mark.path)
    two = second.applied(officers[HOME], HOME, [SOUND | {"digest": "0c" * 32}])
    assert not {"APPLICANTS_ONE_DEVICE", "PAPER_USED_TWICE"} & signs(officers[HOME], one)
    assert not {"APPLICANTS_ONE_DEVICE", "PAPER_USED_TWICE"} & signs(officers[HOME], two)
    return [one, two]


def test_the_third_applicant_from_one_device_with_anothers_paper_is_found_at_its_bank(
    owners: list[Owner], officers: dict[str, Person], paths: list[str]
) -> None:
    officer = officers[HOME]
    path = owners[2].applied(officer, HOME, [SOUND, OVER])
    empty = ok(officer.get(f"{path}/checks"))
    assert (empty["registry"], [one["kind"] for one in empty["links"]]) == (None, ["paper"]), "nothing asked yet"
    found = signs(officer, path)
    assert {"APPLICANTS_ONE_DEVICE", "PAPER_USED_TWICE", "DOCUMENT_EXPIRED"} <= found
    checks = ok(officer.get(f"{path}/checks"))
    assert {one["kind"]: one["enterprises"] for one in checks["links"]}["device"] == 3
    assert [one["state"] for one in checks["papers"]] == ["long_term", "expired"]
    registry = checks["registry"]
    assert (registry["result"], registry["level"], registry["status"]) == (1, "ENT_3META", "存续")
    same = {one["name"]: one["same"] for one in registry["flags"]}
    assert same == dict.fromkeys(("flag_license_no", "flag_name", "flag_legal_person"), True) | {
        "flag_legal_person_id": None
    }
    assert "ENTERPRISE_CHECK_DIFFERS" not in found
    used = {use["shown"] for use in ok(owners[2].person.get("/uses"))["items"]}
    assert "checks" in used, "the enterprise sees every check"


def test_an_officer_has_what_was_stated_compared_and_who_keeps_being_wrong_waits(
    house: House, owners: list[Owner], officers: dict[str, Person], paths: list[str]
) -> None:
    officer, path = officers[HOME], f"{paths[0]}/checks/registry"
    row = table(house, "registry", "enterprises").filter(pl.col("uscc") == owners[0].code).row(0, named=True)
    stated = {"representative": row["legal_representative"], "id_number": row["legal_representative_id"]}
    told = ok(officer.post(path, json=stated))
    assert (told["counter"]["result"], told["counter"]["level"]) == (1, "ENT_4META")
    assert stated["id_number"] not in officer.get(f"{paths[0]}/checks").text
    refused(officer.post(path, json=stated | {"id_number": "123"}), 400, "factor_malformed")
    for _ in range(5):
        told = ok(officer.post(path, json=stated | {"representative": "别人"}))
    assert {one["name"] for one in told["counter"]["flags"] if one["same"] is False} == {"flag_legal_person"}
    refused(officer.post(path, json=stated | {"representative": "又一人"}), 429, "verification_throttled")
    assert "ENTERPRISE_CHECK_DIFFERS" in signs(officer, paths[0])


def test_who_may_not_see_an_application_sees_nothing_of_its_checks(
    house: House, owners: list[Owner], officers: dict[str, Person], paths: list[str]
) -> None:
    stranger, above = officers[AWAY], house.person(house.accounts("approver", HOME)[0])
    calls: list[tuple[str, str, Any]] = [
        ("GET", "checks", None),
        ("POST", "checks/registry", {"representative": "张三"}),
        ("POST", "checks/watchlist", {}),
        ("GET", "checks/watchlist", None),
    ]
    for method, part, body in calls:
        url = f"{paths[0]}/{part}"
        assert house.anonymous(HOME).request(method, url, json=body).status_code == 401, part
        assert stranger.request(method, url, json=body).status_code == 404, part
        assert owners[0].person.request(method, url, json=body).status_code == 403, part
        assert above.request(method, url, json=body).status_code == (200 if method == "GET" else 403), part
    refused(officers[HOME].post(f"{paths[0]}/checks/watchlist", json={"id_number": "123"}), 400, "not_an_id_number")
    refused(officers[HOME].post(f"{paths[0]}/checks/watchlist", json={}), 409, "no_list_to_ask")


def test_a_product_by_score_is_granted_its_checks_and_sums_over_banks_beside_the_score(owners: list[Owner]) -> None:
    products = ok(owners[0].person.get("/products"))["items"]
    product = next(one for one in products if one["evidence"]["shown"] == "score")
    items = owners[0].drafted(product)["items"]
    slugs = [one["dataset"].partition("/")[2] for one in items]
    assert {"identity-checks", "session-device"} <= set(slugs)
    assert slugs.count("lending-record") == 2
    checks = next(one for one in items if one["dataset"] == "registry/identity-checks")
    assert "no score is made of it" in checks["notice"]
    assert not {"legal_representative", "address"} & {field["name"] for field in checks["fields"]}
    own = ok(owners[0].person.post("/consents/drafts", json={"purpose": "score"}))["items"]
    assert not [one for one in own if one["dataset"].endswith(("identity-checks", "session-device"))]


@pytest.mark.spu
def test_other_banks_together_say_how_many_others_applied_from_this_device(
    house: House, owners: list[Owner], officers: dict[str, Person], paths: list[str]
) -> None:
    officer = officers[AWAY]
    path = owners[2].applied(officer, AWAY, [SOUND])
    assert not {"APPLICANTS_ONE_DEVICE", "ONE_DEVICE_ELSEWHERE"} & signs(officer, path)
    ok(officer.post(f"{path}/elsewhere"))
    told = awaited(lambda: (now := ok(officer.get(f"{path}/elsewhere")))["state"] != "running" and now)
    assert told["state"] == "done", told["problem"]
    assert told["figures"]["device_others_90d"] == 2
    assert told["figures"]["paper_others_90d"] >= 1
    learnt = {line["text"] for one in told["computation"]["disclosed"] for line in [one]}
    assert any("keyed digests of the device" in text for text in learnt)
    assert {"ONE_DEVICE_ELSEWHERE", "PAPER_USED_ELSEWHERE"} <= signs(officer, path)


@pytest.mark.spu
def test_a_list_of_fraud_is_asked_without_telling_who_and_a_hit_waits_for_a_person(
    house: House, owners: list[Owner], officers: dict[str, Person], paths: list[str]
) -> None:
    steward, officer = house.person(house.accounts("steward", "data-bureau")[0]), officers[HOME]
    asked = {"dataset": "data-bureau/fraud-list", "receiver": HOME, "op": "lookup", "purpose": "fraud_prevention"}
    ok(steward.post("/mandates", json=asked | {"fields": [], "uses": 4, "days": 30}))
    held = table(house, "data-bureau", "fraud_list").filter(pl.col("lifted_on").is_null())
    wanted = held.drop_nulls("id_number").row(0, named=True)
    path = paths[1]

    def looked_up(body: dict[str, Any]) -> dict[str, Any]:
        ok(officer.post(f"{path}/checks/watchlist", json=body))
        told: dict[str, Any] = awaited(
            lambda: (now := ok(officer.get(f"{path}/checks/watchlist")))["state"] != "running" and now
        )
        assert told["state"] == "done", told["problem"]
        return told

    assert looked_up({})["finding"]["hit"] is False
    assert "FRAUD_LIST_HIT" not in signs(officer, path)
    told = looked_up({"id_number": wanted["id_number"]})
    assert (told["finding"]["on"], told["finding"]["level"]) == (["representative"], wanted["level"])
    holder = next(one for one in told["computation"]["disclosed"] if one["org"] == "data-bureau")
    assert "not which" in holder["text"]
    assert "FRAUD_LIST_HIT" in signs(officer, path)
    seen = ok(officer.get(f"{path}/screening"))
    assert (seen["outcome"], seen["standing"]) == ("refuse", "to_review")
    hit = next(one for one in seen["reasons"] if one["code"] == "FRAUD_LIST_HIT")
    assert [line["source"] for line in hit["evidence"] if line["kind"] == "listed"] == ["police"]
    assert hit["evidence"][1]["as_of"] == told["finding"]["as_of"]
