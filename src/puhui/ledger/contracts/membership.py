"""Who the members are, by which keys they sign, and which of them are the consensus nodes that speak for the log.

`membership.genesis` is entry 0 and names them all; it is signed by the operator with the key that it lists. What
changes afterwards, changes by the members' votes (`governance`). State, all under `membership/`:

| key | value |
|---|---|
| `log` | `{origin, suite}` |
| `organisations` | the ids of all, sorted; an id is never reused |
| `members/<org>` | `{name_zh, name_en, role, status, key, keys: [[from_index, key]], consensus, node}` |
| `eras` | how many eras there are; `eras/<k>` is the k-th from 0 |
| `changes` | how many changes there were; `changes/<n>` is the n-th from 1: `{entry, index, kind, era}` |
| `upgrades` | `[[version, from_index]]`: the contracts' versions that were agreed on, ascending |
| `moved` | `{log_key, from_size}`, once the log has moved from one sequencer's hands into its consensus nodes' |
| `proposals/<entry>` | `{change, by, expires, votes: {org: bool}, enacted}` |

`era` of a change is the number of the era that it was made in, whose nodes hand over to what it begins.

`key` is null while the organisation may sign nothing: suspended, or expelled. `node` is the key of its CometBFT node
where it became a consensus node by vote, else empty.

An **era** says who must sign a head from a size on: `{from_size, over, quorum, witnesses: [{org, key}], rotated}`. It
is a function of the log up to that size and of nothing else, so whoever has the log knows who had to sign what.
`rotated` names the organisation whose own change of keys began the era; for all others it is empty.
"""

import re
from collections.abc import Mapping
from typing import Any

from puhui.kernel.encoding import encode
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import PublicKey
from puhui.ledger.contracts import Entry, Refusal, State
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

NAME, GENESIS = "membership", "genesis"
LOG, ORGANISATIONS = "membership/log", "membership/organisations"
ERAS, CHANGES, UPGRADES, MOVED = "membership/eras", "membership/changes", "membership/upgrades", "membership/moved"
MAX_ORGANISATIONS = 1000
MAX_KEY_CHARS = 4096
OPERATOR = "operator"
ACTIVE, SUSPENDED, EXPELLED = "active", "suspended", "expelled"
ROLES = frozenset(
    {"operator", "registry", "tax", "social", "power", "telecom", "court", "notary", "police", "bank", "regulator"}
    | {"water", "gas", "customs", "land", "housing", "agriculture", "data_bureau"}
)
TWO_THIRDS = (2, 3)
_ORIGIN = re.compile(r"[!-*,-~]+")


def member_key(org: str) -> str:
    """The state key of one organisation."""
    return f"membership/members/{org}"


def era_key(number: int) -> str:
    """The state key of the era of that number, from 0."""
    return f"membership/eras/{number}"


def change_key(number: int) -> str:
    """The state key of the change of that number, from 1."""
    return f"membership/changes/{number}"


def proposal_key(entry: str) -> str:
    """The state key of the proposal that this entry made."""
    return f"membership/proposals/{entry}"


def is_active(state: State, org: str) -> bool:
    """Whether the organisation is a member that may act now."""
    member = state.get(member_key(org))
    return member is not None and member["status"] == ACTIVE


def quorum_of(nodes: int, over: tuple[int, int] = TWO_THIRDS) -> int:
    """The smallest number that is more than the share `over` of the nodes, but never all of four or more.

    Where all must sign, one lost key ends the log: nobody can hand over for the node that lost it.
    """
    part, whole = over
    return min(part * nodes // whole + 1, nodes - 1 if nodes > 3 else nodes)


def possession_challenge(origin: str, org: str, key: str) -> bytes:
    """What the holder of a new key signs with it, to show that it has it and wants it to be that organisation's."""
    return encode({"membership": "key", "origin": origin, "org": org, "key": key})


def begin_era(state: State, from_size: int, over: tuple[int, int] = TWO_THIRDS, *, rotated: str = "") -> int:
    """Who the consensus nodes are as the state stands: they must sign heads from that size on. Their quorum.

    Refuses with `too_soon` in the one entry that follows a move, where two eras would begin at one size.
    """
    witnesses = consensus_nodes(state)
    if not witnesses:
        raise Refusal("no_consensus_node")
    quorum = quorum_of(len(witnesses), over)
    number = state.get(ERAS) or 0
    if number and from_size <= latest_era(state)["from_size"]:
        raise Refusal("too_soon")
    state.put(
        era_key(number),
        {
            "from_size": from_size,
            "over": list(over),
            "quorum": quorum,
            "witnesses": [{"org": org, "key": key} for org, key in witnesses.items()],
            "rotated": rotated,
        },
    )
    state.put(ERAS, number + 1)
    return quorum


def latest_era(state: State) -> dict[str, Any]:
    """The era that the newest entries are under."""
    era: dict[str, Any] = state.get(era_key(state.get(ERAS) - 1))
    return era


def consensus_nodes(state: State) -> dict[str, str]:
    """The keys of the consensus nodes as the state stands, by organisation, ordered."""
    members = {org: state.get(member_key(org)) for org in state.get(ORGANISATIONS)}
    return {org: member["key"] for org, member in sorted(members.items()) if member["consensus"]}


def read_key(args: Args, entry: Entry, name: str = "key") -> str:
    """The text of a public key of the log's suite, in its one spelling."""
    text = args.text(name, longest=MAX_KEY_CHARS)
    try:
        key = PublicKey.parse(text)
    except PuhuiError:
        raise Refusal(BAD_ARGS) from None
    if key.suite.name != entry.suite.name or str(key) != text:
        raise Refusal("wrong_suite")
    return text


def found(state: State, entry: Entry) -> Mapping[str, Any]:
    """`membership.genesis`."""
    if entry.index != 0:
        raise Refusal("not_first")
    args = Args(entry.args, "origin", "suite", "organisations")
    origin = args.text("origin")
    if not is_origin(origin):
        raise Refusal("bad_origin")
    if args.text("suite") != entry.suite.name:
        raise Refusal("wrong_suite")
    members: dict[str, dict[str, Any]] = {}
    for item in args.items("organisations", longest=MAX_ORGANISATIONS):
        org, member = _organisation(item, entry)
        if org in members:
            raise Refusal("organisation_twice")
        members[org] = member
    if len({member["key"] for member in members.values()}) != len(members):
        raise Refusal("key_twice")
    if members.get(entry.issuer, {}).get("role") != OPERATOR:
        raise Refusal("not_operator")
    state.put(LOG, {"origin": origin, "suite": entry.suite.name})
    state.put(ORGANISATIONS, sorted(members))
    for org, member in members.items():
        state.put(member_key(org), member)
    state.put(UPGRADES, [])
    state.put(CHANGES, 0)
    begin_era(state, 0)
    return {"members": len(members)}


def _organisation(item: Any, entry: Entry) -> tuple[str, dict[str, Any]]:
    args = Args(item, "id", "name_zh", "name_en", "role", "key", "consensus")
    org, member = new_member(args, entry, from_index=0)
    return org, member | {"consensus": args.flag("consensus")}


def new_member(args: Args, entry: Entry, from_index: int) -> tuple[str, dict[str, Any]]:
    """An organisation as it is admitted: active, a participant, with its first key."""
    role = args.text("role")
    if role not in ROLES:
        raise Refusal("unknown_role")
    try:
        org = OrgId(args.text("id"))
    except PuhuiError:
        raise Refusal(BAD_ARGS) from None
    key = read_key(args, entry)
    return str(org), {
        "name_zh": args.text("name_zh"),
        "name_en": args.text("name_en"),
        "role": role,
        "status": ACTIVE,
        "key": key,
        "keys": [[from_index, key]],
        "consensus": False,
        "node": b"",
    }


def is_origin(text: str) -> bool:
    """Whether the text can name a log: visible ASCII without plus, of what C2SP tlog-checkpoint allows.

    Which other characters are spaces depends on the Unicode version of whoever reads.
    """
    return _ORIGIN.fullmatch(text) is not None
