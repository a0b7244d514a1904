"""The other side of a sandbox's bank: its enterprises act when told to, by their own keys and the platform's own API.

It writes nothing past the rules: an enterprise signs in with its account, signs with the key in its wallet, and what it
may not do the platform refuses. Time is moved for all nodes at once, in the sandbox's shared clock.
"""

import fcntl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import httpx

from puhui.assembly import Node
from puhui.assembly.sandbox import SandboxClock
from puhui.assembly.settings import Peer
from puhui.city import borrower
from puhui.city.accounts import load_accounts
from puhui.city.awaiting import awaited
from puhui.city.desk import Person
from puhui.city.sandbox_cases import Case, Player, cases
from puhui.city.story import Transport
from puhui.city.wallet import Wallet
from puhui.desks.sandbox import NoSuchCase, NotKnownThereYet
from puhui.desks.views import (
    ApplicationView,
    LoanView,
    ReliefView,
    SandboxApplication,
    SandboxApplicationRequest,
    SandboxCase,
    SandboxRevocation,
    SandboxTime,
    SandboxView,
)
from puhui.kernel import Language, SystemClock, SystemEntropy, suite
from puhui.lending.listing import Sought

_DAY = timedelta(days=1)
_SETTLED_SECONDS_MAX = 60.0  # for one day's work of all nodes
_PAUSE_SECONDS = 0.05
_LOCK_FILE = "street.lock"
_WITHDRAWN = "已从他处融资"
_GROUNDS = "订单合同已签，原件可供核对"
_REASON = "资金周转暂时困难"
_STAGE = "sandbox"


class Street:
    """What `desks.sandbox.OtherSide` promises, for one bank's node. `transport` is the way to a node, for tests."""

    def __init__(self, node: Node, transport: Transport | None = None) -> None:
        settings = node.settings
        self._node = node
        self._bank = settings.org
        self._folder = settings.sandbox
        self._platform = _peer(node, settings.operator)
        self._transport = transport
        self._clock = SandboxClock(settings.sandbox, SystemClock())
        self._suite = suite(settings.suite)
        found = load_accounts(settings.sandbox)
        self._owners = {one["enterprise"]["uscc"]: one for one in found if one["role"] == "owner"}
        self._moving = threading.Lock()

    def read(self, language: Language) -> SandboxView:
        """The time and the cases."""
        applied = self._applied()
        shown = [
            SandboxCase(
                code=one.code,
                name=one.name.in_(language),
                expects=one.expects.in_(language),
                fresh=sum(not applied[player.uscc] for player in one.players.get(self._bank, ())),
            )
            for one in cases()
        ]
        return SandboxView(environment="sandbox", now=self._clock.now(), cases=shown)

    def apply(self, asked: SandboxApplicationRequest, language: Language) -> SandboxApplication:
        """Have an enterprise of the case apply: one that has not been here yet, or was here the fewest times."""
        case = self._case(asked.case)
        with self._alone():
            player = self._next_player(case)
            with self._owner(player.uscc, language) as owner:
                wallet = self._wallet(player.uscc)
                if not owner.get("/enterprise")["enrolled"]:
                    borrower.enrol(owner, wallet)
                product = next(one for one in owner.get("/products")["items"] if one["code"] == player.product)
                amount_fen = asked.amount_fen or borrower.AMOUNT_FEN
                made, grants = borrower.apply(owner, wallet, product, amount_fen)
                until = min(_time(one["expires"]) for one in owner.get("/grants")["items"] if one["id"] in grants)
            self._until(self._bank, made["id"], lambda: self._application(made["id"], language) is not None)
        return SandboxApplication(
            application=made["id"],
            case=case.code,
            expects=case.expects.in_(language),
            enterprise=made["enterprise"],
            product=player.product,
            amount_fen=made["amount_fen"],
            grants_until=until,
        )

    def sign(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant sign; refused by the platform unless the bank has approved."""
        desk, path = self._node.bank_desk(), f"/applications/{application}"
        uscc = desk.owner_of_application(application)
        with self._owner(uscc, language) as owner:
            if desk.application(application, language).state == "approved":
                self._heard(owner, path, "approved")
            borrower.sign_contract(owner, self._wallet(uscc), application)
        self._until(self._bank, application, lambda: desk.application(application, language).state == "contracted")
        return desk.application(application, language)

    def withdraw(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant take its application back; refused by the platform once the contract is signed."""
        desk = self._node.bank_desk()
        with self._owner(desk.owner_of_application(application), language) as owner:
            owner.post(f"/applications/{application}/withdrawal", {"reason": _WITHDRAWN})
        return desk.application(application, language)

    def supplement(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant grant anew; refused by the platform where the bank owes no answer."""
        desk, path = self._node.bank_desk(), f"/applications/{application}"
        uscc = desk.owner_of_application(application)
        with self._owner(uscc, language) as owner:
            self._heard(owner, path, desk.application(application, language).state)
            borrower.supplement(owner, self._wallet(uscc), application)
        return desk.application(application, language)

    def appeal(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant appeal against a decline."""
        desk = self._node.bank_desk()
        with self._owner(desk.owner_of_application(application), language) as owner:
            owner.post(f"/applications/{application}/appeal", {"grounds": _GROUNDS})
        return desk.application(application, language)

    def take_back(self, application: str, language: Language) -> SandboxRevocation:
        """Have the applicant revoke what it granted this bank for its applications and is still good."""
        uscc = self._node.bank_desk().owner_of_application(application)
        wallet, taken = self._wallet(uscc), []
        with self._owner(uscc, language) as owner:
            for grant in owner.get("/grants")["items"]:
                mine = grant["receiver"] == self._bank and grant["purpose"] == "application"
                if mine and grant["state"] == "active":
                    path = f"/grants/{grant['id']}/revocation"
                    options = owner.post(f"{path}/options")
                    signature = wallet.signature(options["challenge"])
                    owner.post(path, {"at": options["at"], "signature": signature})
                    taken.append(grant["id"])
        return SandboxRevocation(application=application, grants=taken)

    def pay(self, loan: str, amount_fen: int | None, language: Language) -> LoanView:
        """Have the borrower pay so much; without an amount what is due today, or the next instalment."""
        desk = self._node.bank_desk()
        with self._owner(desk.owner_of_loan(loan), language) as owner:
            self._heard(owner, f"/loans/{loan}", "disbursed")
            paid = amount_fen or self._due(owner, loan)
            owner.post(f"/loans/{loan}/repayments", {"amount_fen": paid})
        return desk.loan(loan, language)

    def ask_relief(self, loan: str, kind: str, language: Language) -> ReliefView:
        """Have the borrower ask for relief under the first programme of that kind."""
        desk = self._node.bank_desk()
        with self._owner(desk.owner_of_loan(loan), language) as owner:
            self._heard(owner, f"/loans/{loan}", "disbursed")
            options = owner.get(f"/loans/{loan}/reliefs/options")["items"]
            option = next(
                (one for one in options if one["kind"] == kind), {"programme": "bank-own", "latest_day": None}
            )
            asked: dict[str, Any] = {"kind": kind, "programme": option["programme"], "reason": _REASON}
            if kind == "deferral":
                asked |= {"parts": "both", "until": option["latest_day"]}
            made = owner.post(f"/loans/{loan}/reliefs", asked)
        return desk.servicing.relief(made["id"], language)

    def withdraw_relief(self, relief: str, language: Language) -> ReliefView:
        """Have the borrower take its request back."""
        desk = self._node.bank_desk()
        with self._owner(desk.servicing.owner_of_relief(relief), language) as owner:
            owner.post(f"/reliefs/{relief}/withdrawal")
        return desk.servicing.relief(relief, language)

    def move(self, days: int) -> SandboxTime:
        """Move time on, a day at a time; stops early where a node does not get a day's work done."""
        moved, late = 0, self._late()
        with self._moving:
            while moved < days and not late:
                self._clock.advance(_DAY)
                moved += 1
                late = self._late()
        return SandboxTime(now=self._clock.now(), moved_days=moved, waits_for=late)

    def _case(self, code: str) -> Case:
        known = [one for one in cases() if one.players.get(self._bank)]
        found = next((one for one in known if one.code == code), None)
        if found is None:
            raise NoSuchCase(case=code, known=", ".join(one.code for one in known), party=self._bank, stage=_STAGE)
        return found

    def _next_player(self, case: Case) -> Player:
        applied = self._applied()
        return min(case.players[self._bank], key=lambda player: applied[player.uscc])

    def _applied(self) -> Counter[str]:
        """How often each enterprise has applied to this bank."""
        desk, found, after = self._node.bank_desk(), Counter[str](), ""
        while True:
            page = desk.applications(Sought(after=after), Language.EN)
            found.update(one.enterprise.uscc for one in page.items)
            if page.next is None:
                return found
            after = page.next

    def _due(self, owner: Person, loan: str) -> int:
        due: int = owner.get(f"/loans/{loan}/quote")["bill_fen"]
        if due:
            return due
        open_ = (one for one in owner.get(f"/loans/{loan}")["schedule"] if one["paid_fen"] < one["total_fen"])
        return next((one["total_fen"] - one["paid_fen"] for one in open_), 1)  # a settled loan is refused by its bank

    def _application(self, id_: str, language: Language) -> ApplicationView | None:
        there = self._node.bank_desk().applications(Sought(words=id_), language).items
        return there[0] if there else None

    def _heard(self, owner: Person, path: str, state: str) -> None:
        """Wait until the platform knows what this bank did."""

        def look() -> bool:
            found = owner.find(path)
            return found is not None and any(step["state"] == state for step in found["history"])

        self._until(self._node.settings.operator, path, look)

    def _until(self, org: str, what: str, look: Callable[[], bool]) -> None:
        self._node.relay.wake()
        awaited(lambda: look() or None, NotKnownThereYet(org=org, what=what, party=org, stage=_STAGE))

    def _late(self) -> list[str]:
        """The nodes that have not done what is due, once that has taken too long; none as soon as all have."""
        orgs = [self._bank, *(peer.org for peer in self._node.settings.peers)]
        deadline, pause = time.monotonic() + _SETTLED_SECONDS_MAX, threading.Event()  # never set
        while orgs := [org for org in orgs if not self._is_settled(org)]:
            if time.monotonic() > deadline:
                break
            pause.wait(_PAUSE_SECONDS)
        return orgs

    def _is_settled(self, org: str) -> bool:
        if org == self._bank:
            return self._node.describe().settled is True
        transport = self._transport(org) if self._transport else None
        with httpx.Client(base_url=_peer(self._node, org).url, timeout=10, trust_env=False, transport=transport) as at:
            try:
                return at.get("/api/v1/node").json()["settled"] is True
            except (httpx.HTTPError, ValueError, KeyError):
                return False

    def _owner(self, uscc: str, language: Language) -> Person:
        transport = self._transport(self._platform.org) if self._transport else None
        return Person(self._platform.url, self._owners[uscc], language.value, transport)

    def _wallet(self, uscc: str) -> Wallet:
        return Wallet(self._folder / "wallets", uscc, SystemEntropy(), self._suite)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold out the other banks' streets and threads: who comes next is looked up, and then comes."""
        with (self._folder / _LOCK_FILE).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def with_street(node: Node, transport: Transport | None = None) -> Node:
    """The node, with its other side where it is a bank's of a sandbox."""
    if node.settings.mode == "sandbox" and node.bank is not None:
        node.sandbox = Street(node, transport)
    return node


def _peer(node: Node, org: str) -> Peer:
    found = node.settings.peer(org)
    assert found is not None, org
    return found


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
