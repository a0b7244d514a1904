"""An organisation's seat among the members: propose, vote, enact, change its own key (`contracts/governance.py`).

Whoever sits there acts with the organisation's key, through its own node or any consensus node. Every step is an entry
of the ledger, so it is decided once and for all members, and what fails leaves nothing half done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from puhui.assembly.errors import ChangeRefused, NoSuchProposal
from puhui.assembly.peers import Peers
from puhui.assembly.refusals import advice_on
from puhui.assembly.remote_ledger import RemoteLedger, RemoteNode
from puhui.assembly.settings import Peer, Settings, read_next_signer, read_signer, use_next_key, write_next_key
from puhui.assembly.signatures import CallSigner
from puhui.kernel import Clock, Entropy, PuhuiError, Signer, decode
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import SEED_SIZE
from puhui.ledger import Finality, Verdict, build_statement
from puhui.ledger.contracts import governance, membership
from puhui.ledger.trust import Trust

DAY_MS = 86_400_000
_MEMBER = membership.member_key("")
_PROPOSAL = membership.proposal_key("")


def membership_of(states: Mapping[str, bytes]) -> dict[str, Any]:
    """What a node tells of the membership: `{changes, era, members: {org: …}, proposals: {entry: …}}`.

    `states` are all values under `membership/`. Of the proposals, those that were not enacted; some may have expired.
    """
    if membership.ERAS not in states:
        return {"changes": 0, "era": None, "members": {}, "proposals": {}}
    proposals = _under(states, _PROPOSAL)
    return {
        "changes": decode(states[membership.CHANGES]),
        "era": decode(states[membership.era_key(decode(states[membership.ERAS]) - 1)]),
        "members": _under(states, _MEMBER),
        "proposals": {entry: one for entry, one in proposals.items() if not one["enacted"]},
    }


def _under(states: Mapping[str, bytes], prefix: str) -> dict[str, Any]:
    return {key.removeprefix(prefix): decode(value) for key, value in states.items() if key.startswith(prefix)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open proposal. `votes` are those of today's consensus organisations; `needed` of them must approve."""

    entry: str
    change: Mapping[str, Any]
    by: str
    expires_ms: int
    votes: Mapping[str, bool]
    needed: int

    @property
    def name(self) -> str:
        """What it would do, as a person says it: `admit:bank-c`, `quorum`."""
        org = self.change.get("id") or self.change.get("org")
        return f"{self.change['kind']}:{org}" if org else str(self.change["kind"])

    @property
    def approvals(self) -> int:
        """How many of today's consensus organisations approve."""
        return sum(self.votes.values())

    @property
    def carried(self) -> bool:
        """Whether it may be enacted."""
        return self.approvals >= self.needed


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation as it stands now."""

    org: str
    name_zh: str
    name_en: str
    role: str
    status: str
    consensus: bool
    key: str | None


class Seat:
    """One organisation's. A context manager: leaving it lets go of the connections."""

    def __init__(self, settings: Settings, clock: Clock, entropy: Entropy, signer: Signer | None = None) -> None:
        """`signer` stands for the key of the folder."""
        self._settings = settings
        self._clock = clock
        self._entropy = entropy
        self._signer = signer or read_signer(settings.folder)
        own = Peer(
            org=settings.org,
            name_zh=settings.name_zh,
            name_en=settings.name_en,
            role=settings.role,
            url=settings.address,
            contact=settings.contact,
        )
        self._peers = Peers([own, *settings.peers], CallSigner(self._signer, clock, entropy))
        self.ledger = RemoteLedger(settings.org, self._nodes)

    def __enter__(self) -> "Seat":
        return self

    def __exit__(self, *_: object) -> None:
        self._peers.close()

    def members(self) -> list[Member]:
        """All organisations, as the ledger has them, by id."""
        told = self._membership()["members"]
        names = ("name_zh", "name_en", "role", "status", "consensus", "key")
        return [Member(org, **{name: told[org][name] for name in names}) for org in sorted(told)]

    def proposals(self) -> list[Proposal]:
        """The proposals that can still be voted on, those that expire first first."""
        told, now_ms = self._membership(), self._now_ms()
        nodes = {org for org, one in told["members"].items() if one["consensus"]}
        needed = membership.quorum_of(len(nodes))
        found = [
            Proposal(
                entry,
                one["change"],
                one["by"],
                one["expires"],
                {org: vote for org, vote in one["votes"].items() if org in nodes},
                needed,
            )
            for entry, one in told["proposals"].items()
            if one["expires"] > now_ms
        ]
        return sorted(found, key=lambda one: (one.expires_ms, one.entry))

    def propose(self, change: Mapping[str, Any], days: int) -> str:
        """Propose a change, open for so many days; the proposal's id. Raises `ChangeRefused`."""
        args = {"change": dict(change), "expires": self._now_ms() + days * DAY_MS}
        return self._submit(governance.PROPOSE, args).entry

    def move(self) -> dict[str, Any]:
        """The change that takes the log from its sequencer's hands; raises `ChangeRefused` when nobody has it there."""
        log_key = self._trust().log_key
        if log_key is None:
            raise ChangeRefused(**advice_on("already_moved"), party=self._settings.org, stage="assembly.governing")
        return {"kind": "move", "log_key": str(log_key)}

    def vote(self, proposal: str, *, approve: bool) -> Proposal:
        """Vote on a proposal, named by its id or the beginning of it; how it stands then."""
        entry = self.find(proposal).entry
        self._submit(governance.VOTE, {"proposal": entry, "approve": approve})
        return self.find(entry)

    def enact(self, proposal: str) -> int:
        """Enact a proposal that carried; the change's number. Raises `ChangeRefused`, with nothing changed."""
        found = self.find(proposal)
        told = self._membership()
        args = {
            "proposal": found.entry,
            "number": told["changes"] + 1,
            "change": dict(found.change),
            "quorum": quorum_after(told, found.change),
        }
        return int(self._submit(governance.ENACT, args).result["number"])

    def find(self, proposal: str) -> Proposal:
        """The one open proposal whose id begins so, or that is named so; raises `NoSuchProposal`."""
        found = [one for one in self.proposals() if one.entry.startswith(proposal) or one.name == proposal]
        if len(found) != 1 or not proposal:
            raise NoSuchProposal(proposal=proposal, stage="assembly.governing")
        return found[0]

    def hand_over_to(self, key: Signer) -> int:
        """Have the ledger take this key for the organisation's from now on; the change's number."""
        org, text = self._settings.org, str(key.public_key)
        proof = key.sign(membership.possession_challenge(self._settings.origin, org, text))
        args = {"number": self._membership()["changes"] + 1, "key": text, "proof": proof}
        return int(self._submit(governance.ROTATE, args).result["number"])

    def holds(self) -> bool:
        """Whether this seat's key is the organisation's, as a consensus node sees it."""
        try:
            member = self._membership()["members"].get(self._settings.org)
        except PuhuiError as error:
            if error.code == "call_unsigned":
                return False
            raise
        return member is not None and member["key"] == str(self._signer.public_key)

    def _membership(self) -> Mapping[str, Any]:
        return self.ledger.any(RemoteNode.membership)

    def _submit(self, action: str, args: Mapping[str, Any]) -> Verdict:
        statement = build_statement(
            self._signer,
            OrgId(self._settings.org),
            membership.NAME,
            action,
            args,
            clock=self._clock,
            entropy=self._entropy,
        )
        verdict = self.ledger.submit(statement)
        if verdict.finality is not Finality.COMMITTED:
            raise ChangeRefused(**advice_on(verdict.reason), party=self._settings.org, stage="assembly.governing")
        return verdict

    def _nodes(self) -> Sequence[RemoteNode]:
        """The own node where it keeps the ledger, then the consensus nodes of the trust file, then whoever is known."""
        settings = self._settings
        trust = self._trust()
        own = [settings.org] if settings.comet is not None or settings.org == settings.operator else []
        nodes = [str(one.org) for one in trust.witnesses]
        rest = [peer.org for peer in settings.peers]
        order = dict.fromkeys(org for org in [*own, *nodes, *rest] if org in self._peers and (org in own + rest))
        return [RemoteNode(self._peers, org, trust.suite) for org in order]

    def _trust(self) -> Trust:
        return Trust.parse(self._settings.trust_file.read_bytes())

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def quorum_after(told: Mapping[str, Any], change: Mapping[str, Any]) -> int:
    """The consensus nodes' quorum when a change of this membership was made."""
    kind, era = change["kind"], told["era"]
    if kind == "quorum":
        part, whole = change["over"]
        return membership.quorum_of(len(era["witnesses"]), (part, whole))
    nodes = {org for org, one in told["members"].items() if one["consensus"]}
    if kind == "promote":
        nodes |= {change["org"]}
    elif kind in {"suspend", "expel", "demote"} and change["org"] in nodes:
        nodes -= {change["org"]}
    elif kind != "move":
        return int(era["quorum"])
    part, whole = era["over"]
    return membership.quorum_of(len(nodes), (part, whole))


def rotate_key(
    settings: Settings, clock: Clock, entropy: Entropy, seat_of: Callable[[Signer], Seat] | None = None
) -> str:
    """Give the organisation a new key: on disk first, then on the ledger, then in the old one's place. The new key.

    Dying anywhere in between, and running it again, comes to the same end: a key that waits is used, and the ledger is
    asked whether it holds already.
    """
    make = seat_of or (lambda signer: Seat(settings, clock, entropy, signer))
    waiting = read_next_signer(settings.folder)
    if waiting is None:
        write_next_key(settings.folder, settings.suite, entropy.take(SEED_SIZE))
        waiting = read_next_signer(settings.folder)
        assert waiting is not None
    with make(waiting) as seat:
        held = seat.holds()
    if not held:
        with make(read_signer(settings.folder)) as seat:
            seat.hand_over_to(waiting)
    use_next_key(settings.folder)
    return str(waiting.public_key)
