"""The doors between nodes: who may come through which, and what happens when somebody lies or is down."""

from typing import Any

import httpx
import pytest

from puhui.assembly.horizon import HEADER
from puhui.assembly.network import Network
from puhui.assembly.peers import Peers, RefusedByPeer
from puhui.assembly.settings import read_signer
from puhui.assembly.signatures import CallSigner, SignedMessage
from puhui.city.wallet import Wallet
from puhui.kernel import PuhuiError, SeededEntropy, SoftwareSigner, SystemClock, SystemEntropy, decode, encode, suite
from puhui.ledger.checkpoint import parse_checkpoint
from puhui.ledger.handover import History
from puhui.ledger.trust import Trust
from tests.api.house import House, Person

SUITE = suite("ed25519-sha256")

DOORS = [
    ("POST", "/peer/v1/entries"),
    ("GET", f"/peer/v1/entries/{'00' * 32}/verdict"),
    ("GET", f"/peer/v1/entries/{'00' * 32}/receipt"),
    ("GET", "/peer/v1/entries?start=0&limit=1"),
    ("GET", "/peer/v1/state/catalogue/all"),
    ("POST", "/peer/v1/states"),
    ("GET", "/peer/v1/size"),
    ("GET", "/peer/v1/head"),
    ("GET", "/peer/v1/handovers?after=0"),
    ("GET", "/peer/v1/membership"),
    ("GET", "/peer/v1/network"),
    ("POST", "/peer/v1/witness"),
    ("POST", "/peer/v1/indicators"),
    ("POST", "/peer/v1/attestations"),
    ("POST", "/peer/v1/applications"),
    ("POST", "/peer/v1/applications/app_1/withdrawal"),
    ("POST", "/peer/v1/applications/app_1/supplements"),
    ("POST", "/peer/v1/applications/app_1/appeal"),
    ("POST", "/peer/v1/applications/app_1/contract/options"),
    ("POST", "/peer/v1/applications/app_1/contract"),
    ("POST", "/peer/v1/applications/app_1/news"),
    ("POST", "/peer/v1/loans/lon_1/repayments"),
    ("POST", "/peer/v1/models/monitoring"),
    ("POST", "/peer/v1/needs/ned_1/sheet"),
    ("POST", "/peer/v1/needs/ned_1/steps"),
    ("POST", "/peer/v1/needs/ned_1/escalation"),
    ("POST", "/peer/v1/statistics"),
    ("POST", "/peer/v1/products"),
    ("POST", "/peer/v1/white-lists/standing"),
    ("POST", "/peer/v1/white-lists/objections"),
    ("POST", "/peer/v1/white-lists/answers"),
    ("POST", "/peer/v1/computations/describe"),
    ("POST", "/peer/v1/computations/invite"),
    ("POST", "/peer/v1/computations/begin"),
    ("POST", "/peer/v1/computations/ended"),
]


def _signer(house: House, org: str) -> CallSigner:
    folder = next(one.folder for one in house.settings if one.org == org)
    return CallSigner(read_signer(folder), SystemClock(), SystemEntropy())


def _peers(house: House, org: str) -> Peers:
    """Calls as one organisation's node makes them."""
    settings = next(one for one in house.settings if one.org == org)
    return Peers(settings.peers, _signer(house, org), house.transport)


def _send(
    house: House, org: str, method: str, path: str, signer: CallSigner | None, body: bytes = b""
) -> httpx.Response:
    headers: dict[str, str] = {}
    url = f"http://node.test{path}"
    if signer:
        signer.sign(SignedMessage(method, url, headers), body, org)
    with httpx.Client(transport=house.transport(org)) as client:
        return client.request(method, url, content=body, headers=headers)


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("org", ["platform", "tax", "registry", "bank-a"])
def test_an_unsigned_call_is_refused_at_every_door(house: House, org: str, method: str, path: str) -> None:
    answer = _send(house, org, method, path, None)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "call_unsigned")


@pytest.mark.parametrize(("method", "path"), DOORS)
def test_a_strangers_signature_is_refused_at_every_door(house: House, method: str, path: str) -> None:
    stranger = SoftwareSigner.from_seed(SUITE, bytes(32))
    signer = CallSigner(stranger, SystemClock(), SeededEntropy(1))
    answer = _send(house, "platform", method, path, signer)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "call_unsigned")


def test_the_same_call_twice_is_refused(house: House) -> None:
    headers: dict[str, str] = {}
    url = "http://node.test/peer/v1/size"
    _signer(house, "tax").sign(SignedMessage("GET", url, headers), b"", "platform")
    with httpx.Client(transport=house.transport("platform")) as client:
        first, second = (client.get(url, headers=headers) for _ in range(2))
    assert decode(first.content) > 0
    assert (second.status_code, second.json()["error"]["code"]) == (401, "call_replayed")


def test_a_call_whose_body_was_changed_is_refused(house: House) -> None:
    headers: dict[str, str] = {}
    url = "http://node.test/peer/v1/indicators"
    _signer(house, "bank-a").sign(SignedMessage("POST", url, headers), encode({"v": 1}), "tax")
    with httpx.Client(transport=house.transport("tax")) as client:
        answer = client.post(url, content=encode({"v": 2}), headers=headers)
    assert answer.status_code == 401


def test_a_call_that_is_too_long_is_refused_before_it_is_read(house: House) -> None:
    answer = _send(house, "platform", "POST", "/peer/v1/entries", _signer(house, "tax"), b"x" * (4 * 2**20 + 1))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "call_too_long")


@pytest.mark.parametrize("body", [b"", b"\xff", encode({}), encode({"v": 1}), encode([1]), encode({"uscc": 1})])
@pytest.mark.parametrize(
    ("org", "path"),
    [("tax", "/indicators"), ("registry", "/attestations"), ("bank-a", "/applications"), ("platform", "/states")],
)
def test_a_malformed_body_from_a_member_is_the_members_fault(house: House, org: str, path: str, body: bytes) -> None:
    answer = _send(house, org, "POST", f"/peer/v1{path}", _signer(house, "platform"), body)
    assert answer.status_code in (400, 422), answer.text


@pytest.mark.parametrize("reason", ["", "长" * 301])
def test_a_withdrawal_without_a_reason_or_with_a_book_is_refused(house: House, reason: str) -> None:
    path = "/peer/v1/applications/app_00000000000000000000000000/withdrawal"
    answer = _send(house, "bank-a", "POST", path, _signer(house, "platform"), encode({"reason": reason}))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "call_malformed")


_NOTHING = {"request": "req_00000000000000000000000000", "note": "", "papers": [], "grants": []}


@pytest.mark.parametrize(
    ("door", "body"),
    [
        ("appeal", {"grounds": ""}),
        ("appeal", {"grounds": "长" * 1001}),
        ("supplements", _NOTHING | {"note": "长" * 301}),
        ("supplements", _NOTHING | {"papers": [{"kind": "diploma", "digest": "ab" * 32}]}),
        ("supplements", {"papers": []}),
    ],
)
def test_what_the_portal_adds_is_held_against_the_banks_own_bounds(house: House, door: str, body: dict) -> None:
    path = f"/peer/v1/applications/app_00000000000000000000000000/{door}"
    answer = _send(house, "bank-a", "POST", path, _signer(house, "platform"), encode(body))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "call_malformed")


def test_only_the_logs_keeper_is_cosigned(house: House) -> None:
    with pytest.raises(PuhuiError) as refused:
        _peers(house, "bank-b").post("tax", "/witness", b"old 0\n\n")
    assert refused.value.code == "not_served_here"


def test_a_nodes_refusal_reaches_each_reader_in_their_language(house: House) -> None:
    with pytest.raises(RefusedByPeer) as refused:
        _peers(house, "bank-b").post("tax", "/witness", b"old 0\n\n")
    for text in (refused.value.cause_text, refused.value.remedy_text):
        assert "\u4e00" <= text.zh[0] <= "\u9fff"
        assert text.en.isascii()
        assert text.en


def test_a_member_that_is_no_portal_cannot_bring_applications_or_repayments(house: House) -> None:
    for path in ("/applications", "/loans/lon_00000000000000000000000000/repayments"):
        with pytest.raises(PuhuiError) as refused:
            _peers(house, "bank-b").ask("bank-a", path, {})
        assert refused.value.code == "thing_not_found"


def test_a_member_reads_the_proved_head_the_members_and_the_way_in(house: House) -> None:
    tax = _peers(house, "tax")
    head = parse_checkpoint(tax.get("platform", "/head"))
    trust = Trust.parse(house.anonymous("platform").get("/trust").content)
    assert head.checkpoint.origin == trust.origin
    assert len(head.lines) >= 1 + 2 * trust.quorum
    assert decode(tax.get("platform", "/handovers", "after=0")) == []
    told = decode(tax.get("platform", "/membership"))
    assert (told["changes"], set(told["members"]), told["proposals"]) == (0, {one.org for one in house.settings}, {})
    network = Network.parse(tax.get("platform", "/network"))
    assert (network.origin, network.genesis) == (trust.origin, b"")
    assert {one.org for one in network.nodes} == set(told["members"])


@pytest.mark.parametrize("path", ["/head", "/membership", "/entries?start=0&limit=1", "/handovers?after=0"])
def test_who_does_not_keep_the_ledger_does_not_serve_it(house: House, path: str) -> None:
    with pytest.raises(PuhuiError) as refused:
        _peers(house, "tax").get("bank-a", path)
    assert refused.value.code == "not_served_here"


def test_anybody_reads_whom_to_trust_and_how_it_came_about(house: House) -> None:
    for org in ("platform", "tax"):
        anybody = house.anonymous(org)
        trust = Trust.parse(anybody.get("/trust").content)
        history = History.parse(anybody.get("/trust/history").content)
        assert (trust.changes, history.origin, history.handovers) == (0, trust.origin, ())


def test_what_a_member_says_of_the_ledgers_size_is_answered_with_our_own(house: House) -> None:
    headers = {HEADER: "999999999999"}
    url = "http://node.test/peer/v1/size"
    _signer(house, "tax").sign(SignedMessage("GET", url, headers), b"", "platform")
    with httpx.Client(transport=house.transport("platform")) as client:
        answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    assert answer.headers[HEADER].isdecimal()


def test_a_bank_cannot_tell_news_of_another_banks_application(house: House, story: dict[str, Any]) -> None:
    owner = house.person(_account(house, story["enterprise"]["uscc"]))
    mine = owner.get("/applications").json()["items"][0]
    liar = {"bank-a": "bank-b", "bank-b": "bank-a"}[mine["product"]["lender"]]
    with pytest.raises(PuhuiError):
        _peers(house, liar).post("platform", f"/applications/{mine['id']}/news", b"{}")
    assert owner.get(f"/applications/{mine['id']}").json() == mine


def test_nobody_reads_data_without_a_grant(house: House, story: dict[str, Any]) -> None:
    """The bank knows the enterprise and asks the tax bureau all the same: under no grant, and under somebody else's."""
    owner = house.person(_account(house, story["enterprise"]["uscc"]))
    scoring = next(
        g for g in owner.get("/grants").json()["items"] if g["purpose"] == "score" and g["custodian"] == "tax"
    )
    asked = {
        "v": 1,
        "grant": "grt_00000000000000000000000000",
        "request": "req_00000000000000000000000000",
        "uscc": story["enterprise"]["uscc"],
        "salt": bytes(16),
        "purpose": "score",
        "program": "indicators/1",
        "fields": ["rev12_fen"],
    }
    for grant, code in ((asked["grant"], "grant_not_open"), (scoring["id"], "wrong_subject")):
        with pytest.raises(PuhuiError) as refused:
            _peers(house, "bank-a").ask("tax", "/indicators", asked | {"grant": grant})
        assert refused.value.code == code


class _Newcomer:
    """An enterprise with an account and, so far, nothing else."""

    def __init__(self, house: House) -> None:
        taken = {path.stem for path in (house.folder / "wallets").glob("*.key")}
        self.account = [one for one in house.accounts("owner") if one["enterprise"]["uscc"] not in taken][-1]
        self.wallet = Wallet(house.folder / "wallets", self.account["enterprise"]["uscc"], SystemEntropy(), SUITE)
        self.http: Person = house.person(self.account)

    def enrol(self, wallet: Wallet | None = None, code: str = "") -> httpx.Response:
        options = self.http.post("/enrolment/options").json()
        key, proof = self.wallet.key, (wallet or self.wallet).sign(options["challenge"])
        activation = self.wallet.activation(code or self.account["activation"], self.account["enterprise"]["uscc"])
        enrolment = {"kind": "software", "key": key, "proof": proof, "activation": activation}
        return self.http.post("/enrolment", json=enrolment)

    def allow(self, **request: Any) -> httpx.Response:
        draft = self.http.post("/consents/drafts", json=request).json()
        signature = self.wallet.signature(draft["challenge"])
        return self.http.post("/consents", json={"draft": draft["draft"], "signature": signature})


@pytest.fixture(scope="module")
def newcomer(house: House, story: dict[str, Any]) -> _Newcomer:
    return _Newcomer(house)


def test_an_enterprise_walks_in_and_changes_its_mind(house: House, newcomer: _Newcomer) -> None:
    stranger = Wallet(
        house.folder / "wallets-of-others", newcomer.account["enterprise"]["uscc"], SystemEntropy(), SUITE
    )

    # Without a key nothing can be drafted, and a key that another holds is not enrolled.
    assert newcomer.http.post("/consents/drafts", json={"purpose": "score"}).json()["error"]["code"] == "not_enrolled"
    assert newcomer.enrol(stranger).json()["error"]["code"] == "key_not_proven"
    assert newcomer.enrol(code="A" * 16).json()["error"]["code"] == "not_activated"
    assert newcomer.enrol().status_code == 200

    # A signature by another key opens nothing, and the draft is spent.
    draft = newcomer.http.post("/consents/drafts", json={"purpose": "score"}).json()
    forged = {"draft": draft["draft"], "signature": stranger.signature(draft["challenge"])}
    assert newcomer.http.post("/consents", json=forged).json()["error"]["code"] == "grant_refused_by_ledger"
    again = {"draft": draft["draft"], "signature": newcomer.wallet.signature(draft["challenge"])}
    assert newcomer.http.post("/consents", json=again).json()["error"]["code"] == "draft_gone"
    assert newcomer.http.get("/grants").json() == {"items": []}
    assert newcomer.http.post("/scores").json()["error"]["code"] == "nothing_granted"

    # Only what was chosen is granted; the rest is hollow and costs coverage, not points.
    chosen = ["tax/vat-invoices", "tax/tax-filings"]
    opened = newcomer.allow(purpose="score", datasets=chosen).json()["grants"]
    assert sorted(grant["dataset"] for grant in opened) == sorted(chosen)
    score = newcomer.http.post("/scores").json()
    assert {source["source"] for source in score["sources"]} == {"tax", "tax_filings"}
    assert score["coverage"] == pytest.approx(0.48, abs=0.06)
    assert {use["custodian_name"] for use in newcomer.http.get("/uses").json()["items"]} == {"Mingcheng Tax Bureau"}

    # Revoked: the next score does without, and says why.
    vat = next(grant for grant in opened if grant["dataset"] == "tax/vat-invoices")
    options = newcomer.http.post(f"/grants/{vat['id']}/revocation/options").json()
    revocation = {"at": options["at"], "signature": newcomer.wallet.signature(options["challenge"])}
    assert newcomer.http.post(f"/grants/{vat['id']}/revocation", json=revocation).json()["state"] == "revoked"
    after = newcomer.http.post("/scores").json()
    assert {one["source"]: one["cause"] for one in after["sources"]} == {
        "tax": "not_granted",
        "tax_filings": "granted",
    }
    assert after["score"] is None
    assert after["coverage"] < 0.4


def test_a_custodian_that_is_down_costs_coverage_and_no_use(house: House, newcomer: _Newcomer) -> None:
    newcomer.allow(purpose="score", datasets=["court/court-cases", "power/power-consumption"])
    house.stop("court")
    try:
        score = newcomer.http.post("/scores").json()
    finally:
        house.start("court")
    causes = {one["source"]: one["cause"] for one in score["sources"]}
    assert causes["court"] == "source_down"
    assert causes["power"] in ("granted", "no_record")
    used = {grant["dataset"]: grant["used"] for grant in newcomer.http.get("/grants").json()["items"]}
    assert (used["court/court-cases"], used["power/power-consumption"]) == (0, 1)


def test_a_bank_decides_only_what_it_assessed_and_pays_only_what_was_signed(house: House, newcomer: _Newcomer) -> None:
    product = newcomer.http.get("/products").json()["items"][0]
    bank = product["lender"]
    draft = newcomer.http.post("/consents/drafts", json={"purpose": "application", "product": product["code"]}).json()
    assert draft["receiver"]["org"] == bank
    application = newcomer.http.post(
        "/applications",
        json={
            "product": product["code"],
            "amount_fen": product["amount_min_fen"],
            "term_months": product["term_min_months"],
            "repayment": product["repayment"][0],
            "purpose": "stock",
            "draft": draft["draft"],
            "signature": newcomer.wallet.signature(draft["challenge"]),
        },
    ).json()
    house.nodes["platform"].flush()
    officer, approver = (house.person(house.accounts(role, bank)[0]) for role in ("officer", "approver"))
    path = f"/applications/{application['id']}"
    assert officer.get(path).json()["state"] == "submitted"
    approve = {"outcome": "approve", "comment": "a good friend"}
    assert approver.post(f"{path}/decision", json=approve).json()["error"]["code"] == "wrong_application_state"
    assert approver.post(f"{path}/disbursement").json()["error"]["code"] == "wrong_application_state"
    assert officer.post(f"{path}/assessment").status_code == 200
    beyond = {**approve, "amount_fen": product["amount_max_fen"] * 2, "annual_rate": product["rate_min"]}
    assert approver.post(f"{path}/decision", json=beyond).status_code == 400
    declined = approver.post(f"{path}/decision", json={"outcome": "decline", "comment": "not this time"})
    assert declined.status_code == 201, declined.text
    assert approver.post(f"{path}/decision", json=approve).json()["error"]["code"] == "application_already_decided"
    house.nodes[bank].flush()
    told = newcomer.http.get(path).json()
    assert (told["state"], told["decision"]["outcome"]) == ("declined", "decline")
    assert told["decision"]["reasons"]


def _account(house: House, uscc: str) -> dict[str, Any]:
    return next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc)
