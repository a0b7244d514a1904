"""Members decide together: who joins and leaves, who is a consensus node, which keys, quorum and contracts hold.

A change is proposed, voted on by the consensus organisations, and enacted once more than two thirds of them approve.
The entry that enacts it says all of what changes, so that a stranger who believes the consensus nodes of before can
follow to those of after (`ledger.trust`). Changes are numbered 1, 2, 3 …: a missing one is visible.

| action | who may issue | args | result |
|---|---|---|---|
| `propose` | a consensus organisation, or a regulator | `{change, expires}` | `{}`; the entry's id names the proposal |
| `vote` | a consensus organisation; its last vote counts | `{proposal, approve}` | `{approvals, needed, carried}` |
| `enact` | a consensus organisation | `{proposal, number, change, quorum}` | `{number}` |
| `rotate` | any member, for its own key | `{number, key, proof}` | `{number}` |

`quorum` is what the consensus nodes' quorum is after it. `proof` is the new key's signature over
`membership.possession_challenge`. A `change` is a map with its `kind`:

| kind | with | what it does |
|---|---|---|
| `admit` | `id, name_zh, name_en, role, key, proof` | a new organisation, as a participant |
| `suspend`, `reinstate`, `expel` | `org` | may sign nothing, may again, never will; a participant from then on |
| `promote` | `org, node` | a participant becomes a consensus node; `node`: its CometBFT node's Ed25519 key, or empty |
| `demote` | `org` | a consensus node becomes a participant |
| `replace_key` | `org, key, proof` | the key of an organisation that lost its own |
| `quorum` | `over: [part, whole]` | cosigners must be more than that share, two thirds at least |
| `upgrade` | `version, from_index` | contracts of the next version from that place on |
| `move` | `log_key` | from one sequencer's hands into the consensus nodes': heads have no log key any more |
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from puhui.kernel.suites import PublicKey
from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.membership import (
    ACTIVE,
    CHANGES,
    ERAS,
    EXPELLED,
    GENESIS,
    LOG,
    MAX_ORGANISATIONS,
    MOVED,
    NAME,
    ORGANISATIONS,
    SUSPENDED,
    TWO_THIRDS,
    UPGRADES,
    begin_era,
    change_key,
    consensus_nodes,
    found,
    latest_era,
    member_key,
    new_member,
    possession_challenge,
    proposal_key,
    quorum_of,
    read_key,
)
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

PROPOSE, VOTE, ENACT, ROTATE = "propose", "vote", "enact", "rotate"
REGULATOR = "regulator"
MAX_OPEN_MS = 90 * 86_400_000
NODE_KEY_BYTES = 32


def _propose(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "change", "expires")
    expires = args.number("expires")
    if entry.role != REGULATOR:
        _check_consensus(state, entry)
    if not entry.time_ms < expires <= entry.time_ms + MAX_OPEN_MS:
        raise Refusal("bad_expiry")
    change = args.mapping("change")
    _apply(_Trial(state), replace(entry, index=entry.index + 1), change)  # what could not be enacted earns no vote
    state.put(
        proposal_key(entry.id),
        {"change": change, "by": str(entry.issuer), "expires": expires, "votes": {}, "enacted": False},
    )
    return {}


def _vote(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "proposal", "approve")
    key, proposal = _open_proposal(state, entry, args)
    _check_consensus(state, entry)
    proposal["votes"][str(entry.issuer)] = args.flag("approve")
    state.put(key, proposal)
    approvals, needed = _count(state, proposal)
    return {"approvals": approvals, "needed": needed, "carried": approvals >= needed}


def _enact(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "proposal", "number", "change", "quorum")
    key, proposal = _open_proposal(state, entry, args)
    _check_consensus(state, entry)
    if args.mapping("change") != proposal["change"]:
        raise Refusal("another_change")
    approvals, needed = _count(state, proposal)
    if approvals < needed:
        raise Refusal("not_carried")
    era = state.get(ERAS) - 1
    quorum = _apply(state, entry, proposal["change"])
    if args.number("quorum") != quorum:
        raise Refusal("wrong_quorum")
    state.put(key, proposal | {"enacted": True})
    return _numbered(state, entry, args, proposal["change"]["kind"], era)


def _rotate(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "number", "key", "proof")
    org = str(entry.issuer)
    member = state.get(member_key(org))
    era = state.get(ERAS) - 1
    _give_key(state, entry, org, member, args)
    if member["consensus"]:
        begin_era(state, entry.index + 1, _over(state), rotated=org)
    return _numbered(state, entry, args, ROTATE, era)


def _numbered(state: State, entry: Entry, args: Args, kind: str, era: int) -> Mapping[str, Any]:
    number = state.get(CHANGES) + 1
    if args.number("number") != number:
        raise Refusal("out_of_sequence")
    state.put(CHANGES, number)
    state.put(change_key(number), {"entry": str(entry.id), "index": entry.index, "kind": kind, "era": era})
    return {"number": number}


def _check_consensus(state: State, entry: Entry) -> None:
    if not state.get(member_key(entry.issuer))["consensus"]:
        raise Refusal("not_consensus")


def _open_proposal(state: State, entry: Entry, args: Args) -> tuple[str, dict[str, Any]]:
    key = proposal_key(args.digest("proposal"))
    proposal = state.get(key)
    if proposal is None:
        raise Refusal("no_such_proposal")
    if proposal["enacted"]:
        raise Refusal("already_enacted")
    if proposal["expires"] <= entry.time_ms:
        raise Refusal("proposal_expired")
    return key, proposal


def _count(state: State, proposal: Mapping[str, Any]) -> tuple[int, int]:
    """How many of today's consensus organisations approve, and how many must."""
    nodes = consensus_nodes(state)
    return sum(1 for org in nodes if proposal["votes"].get(org)), quorum_of(len(nodes))


def _over(state: State) -> tuple[int, int]:
    part, whole = latest_era(state)["over"]
    return part, whole


# The changes. Each answers whether the set of consensus nodes, or a key of theirs, is another one after it.


def _apply(state: State, entry: Entry, change: Mapping[str, Any]) -> int:
    """Do what the change says, and begin a new era if who signs heads is affected; the quorum after it."""
    kind = change.get("kind")
    over, from_size = _over(state), entry.index + 1
    if kind == "quorum":
        over = _read_over(Args(change, "kind", "over"))
        return begin_era(state, from_size, over)
    if kind == "move":
        _move(state, entry, change)
        # The sequencer's last head covers this entry, so its own end is the last thing that it signs.
        return begin_era(state, from_size + 1, over)
    act = _CHANGES.get(kind) if type(kind) is str else None
    if act is None:
        raise Refusal("unknown_change")
    if act(state, entry, change):
        return begin_era(state, from_size, over)
    return int(latest_era(state)["quorum"])


def _admit(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    args = Args(change, "kind", "id", "name_zh", "name_en", "role", "key", "proof")
    org, member = new_member(args, entry, entry.index + 1)
    organisations = state.get(ORGANISATIONS)
    if org in organisations:
        raise Refusal("organisation_twice")
    if len(organisations) >= MAX_ORGANISATIONS:
        raise Refusal("too_many_organisations")
    _check_key(state, entry, org, args)
    state.put(ORGANISATIONS, sorted([*organisations, org]))
    state.put(member_key(org), member)
    return False


def _suspend(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    return _silence(state, entry, change, SUSPENDED, {ACTIVE})


def _expel(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    return _silence(state, entry, change, EXPELLED, {ACTIVE, SUSPENDED})


def _silence(state: State, entry: Entry, change: Mapping[str, Any], status: str, of: set[str]) -> bool:
    org, member = _subject(state, Args(change, "kind", "org"), of)
    keys = member["keys"] if member["key"] is None else [*member["keys"], [entry.index + 1, None]]
    state.put(member_key(org), member | {"status": status, "key": None, "keys": keys, "consensus": False, "node": b""})
    return bool(member["consensus"])


def _reinstate(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    org, member = _subject(state, Args(change, "kind", "org"), {SUSPENDED})
    key = member["keys"][-2][1]  # the one before it was silenced
    keys = [*member["keys"], [entry.index + 1, key]]
    state.put(member_key(org), member | {"status": ACTIVE, "key": key, "keys": keys})
    return False


def _promote(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    args = Args(change, "kind", "org", "node")
    org, member = _subject(state, args, {ACTIVE})
    node = args.blob("node", longest=NODE_KEY_BYTES)
    if member["consensus"]:
        raise Refusal("already_consensus")
    if len(node) not in {0, NODE_KEY_BYTES}:
        raise Refusal(BAD_ARGS)
    if node and any(state.get(member_key(one))["node"] == node for one in state.get(ORGANISATIONS)):
        raise Refusal("key_twice")
    state.put(member_key(org), member | {"consensus": True, "node": node})
    return True


def _demote(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    org, member = _subject(state, Args(change, "kind", "org"), {ACTIVE})
    if not member["consensus"]:
        raise Refusal("not_consensus")
    state.put(member_key(org), member | {"consensus": False, "node": b""})
    return True


def _replace_key(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    args = Args(change, "kind", "org", "key", "proof")
    org, member = _subject(state, args, {ACTIVE})
    _give_key(state, entry, org, member, args)
    return bool(member["consensus"])


def _upgrade(state: State, entry: Entry, change: Mapping[str, Any]) -> bool:
    args = Args(change, "kind", "version", "from_index")
    upgrades = state.get(UPGRADES)
    last_version, last_index = upgrades[-1] if upgrades else (1, 0)
    version, from_index = args.number("version"), args.number("from_index")
    if version != last_version + 1 or from_index <= max(entry.index, last_index):
        raise Refusal("bad_upgrade")
    state.put(UPGRADES, [*upgrades, [version, from_index]])
    return False


def _move(state: State, entry: Entry, change: Mapping[str, Any]) -> None:
    key = read_key(Args(change, "kind", "log_key"), entry, "log_key")
    if state.get(MOVED) is not None:
        raise Refusal("already_moved")
    state.put(MOVED, {"log_key": key, "from_size": entry.index + 2})


def _subject(state: State, args: Args, of: set[str]) -> tuple[str, dict[str, Any]]:
    """The organisation that the change is about, which must be in one of these states."""
    org = args.text("org")
    member = state.get(member_key(org))
    if member is None:
        raise Refusal("no_such_member")
    if member["status"] not in of:
        raise Refusal(f"is_{member['status']}")
    return org, member


def _give_key(state: State, entry: Entry, org: str, member: Mapping[str, Any], args: Args) -> None:
    key = read_key(args, entry)
    _check_key(state, entry, org, args)
    state.put(member_key(org), {**member, "key": key, "keys": [*member["keys"], [entry.index + 1, key]]})


def _check_key(state: State, entry: Entry, org: str, args: Args) -> None:
    """The key is nobody's, was nobody's, and whoever proposes it has it."""
    key = read_key(args, entry)
    for one in state.get(ORGANISATIONS):
        if any(held == key for _, held in state.get(member_key(one))["keys"]):
            raise Refusal("key_twice")
    challenge = possession_challenge(state.get(LOG)["origin"], org, key)
    if not PublicKey.parse(key).verifies(args.blob("proof"), challenge):
        raise Refusal("bad_proof")


def _read_over(args: Args) -> tuple[int, int]:
    over = args.items("over", longest=2)
    if len(over) != 2 or not all(type(part) is int for part in over):
        raise Refusal(BAD_ARGS)
    part, whole = over
    if not (0 < part < whole <= 1000 and part * TWO_THIRDS[1] >= whole * TWO_THIRDS[0]):
        raise Refusal("below_two_thirds")
    return part, whole


class _Trial:
    """A state whose writes go nowhere: to see whether a change could be made."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._writes: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        return self._writes[key] if key in self._writes else self._state.get(key)

    def put(self, key: str, value: Any) -> None:
        self._writes[key] = value


_CHANGES: Mapping[str, Callable[[State, Entry, Mapping[str, Any]], bool]] = {
    "admit": _admit,
    "suspend": _suspend,
    "reinstate": _reinstate,
    "expel": _expel,
    "promote": _promote,
    "demote": _demote,
    "replace_key": _replace_key,
    "upgrade": _upgrade,
}

CONTRACT = Contract(NAME, {GENESIS: found, PROPOSE: _propose, VOTE: _vote, ENACT: _enact, ROTATE: _rotate})
