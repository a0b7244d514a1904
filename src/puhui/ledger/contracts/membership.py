"""Who the members are, by which keys they sign, and who of them are consensus nodes.

`membership.genesis` is entry 0 and names them all; it is signed by the operator with the key that it lists. State:
`membership/log` = `{origin, suite}`, `membership/organisations` = the list of ids,
`membership/<org>` = `{name_zh, name_en, role, key, consensus, from_index}`.
"""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import PublicKey
from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

NAME, GENESIS = "membership", "genesis"
LOG, ORGANISATIONS = "membership/log", "membership/organisations"
MAX_ORGANISATIONS = 1000
OPERATOR = "operator"
ROLES = frozenset(
    {"operator", "registry", "tax", "social", "power", "telecom", "court", "notary", "police", "bank", "regulator"}
    | {"water", "gas", "customs", "land", "housing", "agriculture"}
)


def member_key(org: str) -> str:
    """The state key of one organisation."""
    return f"membership/{org}"


def _genesis(state: State, entry: Entry) -> Mapping[str, Any]:
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
    if not any(member["consensus"] for member in members.values()):
        raise Refusal("no_consensus_node")
    state.put(LOG, {"origin": origin, "suite": entry.suite.name})
    state.put(ORGANISATIONS, sorted(members))
    for org, member in members.items():
        state.put(member_key(org), member)
    return {"members": len(members)}


def _organisation(item: Any, entry: Entry) -> tuple[str, dict[str, Any]]:
    args = Args(item, "id", "name_zh", "name_en", "role", "key", "consensus")
    role = args.text("role")
    if role not in ROLES:
        raise Refusal("unknown_role")
    try:
        org, key = OrgId(args.text("id")), PublicKey.parse(args.text("key", longest=4096))
    except PuhuiError:
        raise Refusal(BAD_ARGS) from None
    if key.suite.name != entry.suite.name or str(key) != args.text("key", longest=4096):
        raise Refusal("wrong_suite")
    return str(org), {
        "name_zh": args.text("name_zh"),
        "name_en": args.text("name_en"),
        "role": role,
        "key": str(key),
        "consensus": args.flag("consensus"),
        "from_index": 0,
    }


def is_origin(text: str) -> bool:
    """Whether the text can name a log: no spaces, control characters or plus (C2SP tlog-checkpoint)."""
    return text.isprintable() and text != "" and " " not in text and "+" not in text


CONTRACT = Contract(NAME, {GENESIS: _genesis})
