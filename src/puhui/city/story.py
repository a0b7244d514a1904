"""One loan, played over HTTP: the enterprise with its own key, the bank's officer and approver at theirs.

Nothing is arranged. The enterprises with an account are tried in turn until one has the data, the score and a product
that a bank then approves; every step is what the nodes really did, with the receipt that proves it.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

from puhui.assembly.settings import Settings
from puhui.city import borrower
from puhui.city.accounts import load_accounts
from puhui.city.awaiting import awaited
from puhui.city.desk import Person
from puhui.city.errors import NoCityThere, StoryStuck
from puhui.city.running import local_url
from puhui.city.wallet import Wallet
from puhui.kernel import SystemEntropy, Text
from puhui.ledger.trust import Trust

_SEEN = "已电话回访并核对原件，情况属实"
_GOOD = ("AAA", "AA", "A", "BBB", "BB")

Tell = Callable[[dict[str, Any]], None]
Transport = Callable[[str], httpx.BaseTransport]


def play(
    city: Path, nodes: Sequence[Settings], language: str, tell: Tell | None, transport: Transport | None = None
) -> dict[str, Any]:
    """Play one loan; answers the steps with their receipts. Raises `StoryStuck` when no enterprise gets one.

    `transport` gives the way to a node's address; without it, calls go over the network.
    """
    accounts = load_accounts(city)
    urls = {node.org: local_url(node) for node in nodes}
    owners = [account for account in accounts if account["role"] == "owner"]
    if not owners:
        raise NoCityThere(
            folder=city, reason=Text(zh="没有企业主账户", en="no owner has an account"), stage="city.story"
        )
    declined: list[str] = []
    for owner in _least_served(city, owners):
        chapter = Chapter(
            city, urls=urls, accounts=accounts, owner=owner, language=language, tell=tell, transport=transport
        )
        outcome = chapter.play()
        if outcome is None:
            return chapter.told() | {"declined": declined}
        declined.append(f"{owner['enterprise']['name']}: {outcome}")
        if tell:
            tell({"number": "", "room": "lending", "text": f"no loan for {declined[-1]}; the next enterprise tries"})
    raise StoryStuck(
        step="decision", reason="; ".join(declined), advice="puhui city new DIR --seed N", stage="city.story"
    )


def _least_served(city: Path, owners: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those first who have no wallet yet, so that a second run plays another enterprise."""
    return sorted(owners, key=lambda account: (city / "wallets" / f"{account['enterprise']['uscc']}.key").exists())


class Chapter:
    """One enterprise's attempt, from its key to its first repayment. Steps are numbered from `first` on."""

    def __init__(
        self,
        city: Path,
        *,
        urls: dict[str, str],
        accounts: list[dict[str, Any]],
        owner: dict[str, Any],
        language: str,
        tell: Tell | None,
        transport: Transport | None,
        first: int = 1,
    ) -> None:
        self._city = city
        self._urls = urls
        self._accounts = accounts
        self._account = owner
        self._language = language
        self._tell = tell
        self._transport = transport
        self._first = first
        self._steps: list[dict[str, Any]] = []
        self._matches: list[dict[str, Any]] = []
        self._seen_uses: set[str] = set()
        trust = Trust.parse((city / "trust.json").read_bytes())
        self._wallet = Wallet(city / "wallets", owner["enterprise"]["uscc"], SystemEntropy(), trust.suite)

    def told(self) -> dict[str, Any]:
        """The steps so far, as the command prints them."""
        return {
            "enterprise": self._account["enterprise"],
            "steps": self._steps,
            "matches": [
                {"product": one["product"]["code"], "degree": one["degree"], "verdict": one["verdict"]}
                for one in self._matches
            ],
        }

    def play(self) -> str | None:
        """None when the loan was paid out and its first instalment paid; otherwise why this enterprise gets none."""
        with ExitStack() as stack:
            owner = stack.enter_context(self._person(self._account))
            if not owner.get("/enterprise")["enrolled"]:
                self._enrol(owner)
            self._open_grants(owner, {"purpose": "score"}, "score")
            score = self._score(owner)
            if score["grade"] not in _GOOD:
                return f"grade {score['grade']}"
            match = self._match(owner)
            if match is None:
                return "no product fits"
            return self._borrow(owner, match["product"], stack)

    def _borrow(self, owner: Person, product: dict[str, Any], stack: ExitStack) -> str | None:
        bank = product["lender"]
        officer = stack.enter_context(self._person(self._staff(bank, "officer")))
        approver = stack.enter_context(self._person(self._staff(bank, "approver")))
        application = self._apply(owner, product)
        path = f"/applications/{application['id']}"

        recommendation = self._assess(officer, path)
        self._uses(owner, bank)
        self._verify(officer, path)
        if recommendation["outcome"] == "decline" or recommendation["limit"] is None or recommendation["price"] is None:
            decision = approver.post(f"{path}/decision", {"outcome": "decline", "comment": "规则不通过"})
            self._step("decline", "lending", f"{bank} declines", approver, decision["entry"])
            return "declined by the bank's rules"

        amount_fen = min(application["amount_fen"], recommendation["limit"]["amount_fen"])
        decision = approver.post(
            f"{path}/decision",
            {
                "outcome": "approve",
                "amount_fen": amount_fen,
                "annual_rate": recommendation["price"]["annual_rate"],
                "term_months": application["term_months"],
                "repayment": application["repayment"],
                "comment": "",
            },
        )
        replay = approver.post(f"/decisions/{decision['id']}/replay")
        self._step(
            "decision",
            "decisions",
            f"{bank} approves {_yuan(decision['amount_fen'])} at {decision['annual_rate']} a year; "
            f"replayed: {'identical' if replay['identical'] else 'DIFFERENT'}",
            approver,
            decision["entry"] or self._entry_of(approver, path, "approved"),
        )
        self._sign_contract(owner, path)
        self._pay_out(owner, approver, path)
        return None

    def _verify(self, officer: Person, path: str) -> None:
        """What the screening asks for, recorded sign by sign as an officer would."""
        screening = officer.get(f"{path}/screening")
        for reason in screening["reasons"]:
            if reason["code"] in screening["open"]:
                officer.post(f"{path}/screening/steps", {"code": reason["code"], "seen": _SEEN})
        signs = ", ".join(reason["code"] for reason in screening["reasons"]) or "no sign"
        text = f"screened for fraud: {screening['outcome']} ({signs})"
        self._step("screening", "screening", text, officer, screening["entry"])

    def _assess(self, officer: Person, path: str) -> dict[str, Any]:
        """What the bank's rules recommend."""
        recommendation: dict[str, Any] = officer.post(f"{path}/assessment")
        return recommendation

    def _enrol(self, owner: Person) -> None:
        enrolled = borrower.enrol(owner, self._wallet)
        self._step("enrolment", "parties", "the registry attests the enterprise's key", owner, enrolled["entry"])

    def _open_grants(self, owner: Person, request: dict[str, Any], why: str) -> None:
        draft = owner.post("/consents/drafts", request)
        for grant in owner.post("/consents", borrower.signed(self._wallet, draft))["grants"]:
            self._grant_step(owner, grant, why)

    def _grant_step(self, owner: Person, grant: dict[str, Any], why: str) -> None:
        text = f"the enterprise allows {grant['receiver']} {grant['uses']} uses of {grant['dataset']}"
        self._step(f"grant-{why}-{grant['custodian']}", "consent", text, owner, grant["entry"])

    def _score(self, owner: Person) -> dict[str, Any]:
        score: dict[str, Any] = owner.post("/scores")
        self._uses(owner, "scoring")
        got = f"{score['score']} {score['grade']}" if score["score"] is not None else "no score"
        text = f"{got}, coverage {score['coverage']:.0%}, {score['model']['name']} {score['model']['version']}"
        self._step("score", "credit", text, owner, score["entry"])
        return score

    def _uses(self, owner: Person, why: str) -> None:
        history = owner.get("/uses")
        if not history["complete"]:
            raise StoryStuck(step="uses", reason=str(history["gaps"]), advice="puhui ledger check", stage="city.story")
        for use in reversed(history["items"]):
            if use["entry"] not in self._seen_uses:
                self._seen_uses.add(use["entry"])
                text = f"{use['custodian_name']} → {use['receiver_name']}: use {use['n']}, {use['outcome']}"
                name = f"use-{why}-{use['grant'][-6:].lower()}"
                self._step(name, "exchange", text, owner, use["entry"])

    def _match(self, owner: Person) -> dict[str, Any] | None:
        need = {"amount_fen": borrower.AMOUNT_FEN, "term_months": borrower.TERM_MONTHS, "purpose": borrower.PURPOSE}
        self._matches = owner.get("/matches", **need)["items"]
        shown = [one for one in self._matches if one["product"]["evidence"]["shown"] == "indicators"]
        return next((one for one in shown if one["verdict"] == "pass"), None)

    def _apply(self, owner: Person, product: dict[str, Any]) -> dict[str, Any]:
        application, drafted = borrower.apply(owner, self._wallet, product)
        for grant in owner.get("/grants")["items"]:
            if grant["id"] in drafted:
                self._grant_step(owner, grant, product["lender"])
        entry = self._entry_of(owner, f"/applications/{application['id']}", "submitted")
        text = (
            f"{_yuan(application['amount_fen'])} over {application['term_months']} months from {product['lender_name']}"
        )
        self._step("application", "lending", text, owner, entry)
        return application

    def _sign_contract(self, owner: Person, path: str) -> None:
        self._entry_of(owner, path, "approved")  # the bank's news has come
        borrower.sign_contract(owner, self._wallet, path.removeprefix("/applications/"))
        self._step("contract", "lending", "the enterprise signs", owner, self._entry_of(owner, path, "contracted"))

    def _pay_out(self, owner: Person, approver: Person, path: str) -> None:
        loan = approver.post(f"{path}/disbursement")
        entry = self._entry_of(approver, f"/loans/{loan['id']}", "disbursed")
        self._step("disbursement", "lending", f"{_yuan(loan['principal_fen'])} paid out", approver, entry)
        first = loan["schedule"][0]
        self._entry_of(owner, f"/loans/{loan['id']}", "disbursed")  # the bank's news has come
        loan = owner.post(f"/loans/{loan['id']}/repayments", {"amount_fen": first["total_fen"]})
        entry = self._entry_of(owner, f"/loans/{loan['id']}", "repaid")
        self._step("repayment", "lending", f"{_yuan(first['total_fen'])} paid of instalment 1", owner, entry)

    def _entry_of(self, person: Person, path: str, state: str) -> str:
        """The ledger entry of the step `state` of a thing, once this person's node has heard of it."""

        def look() -> str | None:
            history = (person.find(path) or {"history": []})["history"]
            return next((step["entry"] for step in reversed(history) if step["state"] == state), None)

        stuck = StoryStuck(
            step=state,
            reason=Text(zh=f"{path} 未显示存证条目", en=f"{path} shows no entry"),
            advice=Text(zh="请查看日志", en="read the logs"),
            stage="city.story",
        )
        return awaited(look, stuck)

    def _step(self, name: str, room: str, text: str, person: Person, entry: str) -> None:
        stuck = StoryStuck(
            step=name,
            reason=Text(zh="没有回执", en="no receipt"),
            advice=Text(zh="请确认五个节点都在运行", en="are five nodes up?"),
            stage="city.story",
        )
        receipt = awaited(lambda: person.receipt(entry), stuck)
        number = self._first + len(self._steps)
        folder = self._city / "receipts"
        folder.mkdir(exist_ok=True)
        path = folder / f"{self._account['enterprise']['uscc'][-6:]}-{number:02d}-{name}.receipt"
        path.write_bytes(receipt)
        step = {"number": number, "name": name, "room": room, "text": text, "entry": entry, "receipt": str(path)}
        self._steps.append(step)
        if self._tell:
            self._tell(step)

    def _person(self, account: dict[str, Any]) -> Person:
        transport = self._transport(account["org"]) if self._transport else None
        return Person(self._urls[account["org"]], account, self._language, transport)

    def _staff(self, org: str, role: str) -> dict[str, Any]:
        found = next((one for one in self._accounts if one["org"] == org and one["role"] == role), None)
        if found is None:
            raise StoryStuck(
                step=Text(zh="登录", en="sign in"),
                reason=Text(zh=f"{org} 没有 {role}", en=f"no {role} at {org}"),
                advice="puhui city new",
                stage="city.story",
            )
        return found


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f} yuan"
