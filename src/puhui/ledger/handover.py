"""Following the members from one era to the next: how a trust file is brought up to date, believing nobody. Pure.

Each change of the membership is an entry that says all of what changes, and it has a receipt of its own, the
**handover**: a head that covers the entry, cosigned by a quorum of the consensus nodes of *before*. Whoever trusts
those nodes follows to those of after, one numbered change at a time, and cannot be led past one that it was not shown.

Only the end can be withheld: a history that stops early makes an older trust file, never a wrong one. And it is as good
as the nodes that it starts from: if more than two thirds of an era's keys are stolen later, take a newer file from a
source you trust instead of following from that era.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from puhui.kernel import Text
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import PublicKey
from puhui.ledger.contracts import governance, membership
from puhui.ledger.errors import HandoverRefused, MalformedTrust, ReceiptRefused
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.statement import parse_statement
from puhui.ledger.trust import Era, Trust, TrustedMember, TrustedWitness, witness_name
from puhui.ledger.verify import VerifiedReceipt, verify_under

VERSION = 1
SUFFIX = ".history.json"
_LEAVING = {"suspend", "expel", "demote"}
_SILENCED = {"suspend", "expel"}


@dataclass(frozen=True, slots=True)
class History:
    """The handovers of a log's changes, from number 1 on. As a file: `{"v": 1, "origin", "handovers": [text]}`."""

    origin: str
    handovers: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """The file."""
        texts = [receipt.decode() for receipt in self.handovers]
        return json.dumps({"v": VERSION, "origin": self.origin, "handovers": texts}, ensure_ascii=False).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the file; raises `MalformedTrust`."""
        try:
            value = json.loads(data)
            known = set(value) == {"v", "origin", "handovers"} and value["v"] == VERSION
            history = cls(str(value["origin"]), tuple(text.encode() for text in value["handovers"]))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as reason:
            raise MalformedTrust(reason=str(reason), stage="ledger.handover") from None
        if not known:
            raise MalformedTrust(reason=Text(zh="不是变更历史", en="not a history of changes"), stage="ledger.handover")
        return history


def follow(trust: Trust, handovers: Sequence[bytes], *, first: int = 1) -> Trust:
    """The trust after these changes, numbered from `first`; those that it knows are passed over.

    Raises `HandoverRefused` at the first that does not follow from what is trusted by then.
    """
    if first > trust.changes + 1:
        raise _refused(trust.changes + 1, "it was passed over")
    for receipt in handovers[trust.changes + 1 - first :]:
        trust = _step(trust, receipt)
    return trust


def _step(trust: Trust, receipt: bytes) -> Trust:
    number = trust.changes + 1
    try:
        shown = _verified(trust, receipt)
        after = _after(trust, shown, number)
        return Trust.parse(after.to_bytes())  # held to the rules of any trust file
    except ReceiptRefused as reason:
        raise _refused(number, f"{reason.data['step']}: {reason.data['reason']}") from None
    except HandoverRefused:
        raise
    except (PuhuiError, LookupError, TypeError, ValueError) as reason:
        raise _refused(number, str(reason)) from None


def _verified(trust: Trust, receipt: bytes) -> VerifiedReceipt:
    """The receipt, under the era of before.

    The holder of a key may change it alone, and signs heads with the new one at once: its word of the old key for the
    new one is this very entry. So either key speaks for it here.
    """
    before = trust.latest
    try:
        return verify_under(receipt, trust, lambda _: before)
    except ReceiptRefused as refused:
        rotated = _with_new_key(trust, before, receipt)
        if rotated is None:
            raise refused from None
        return verify_under(receipt, trust, lambda _: rotated)


def _with_new_key(trust: Trust, era: Era, receipt: bytes) -> Era | None:
    try:
        statement = parse_statement(parse_receipt(receipt).statement, trust.suite)
        if (statement.contract, statement.action) != (membership.NAME, governance.ROTATE):
            return None
        return _swap(era, str(statement.issuer), PublicKey.parse(statement.args["key"]))
    except (PuhuiError, LookupError, TypeError):
        return None


def _after(trust: Trust, shown: VerifiedReceipt, number: int) -> Trust:
    if shown.contract != membership.NAME or shown.action not in {governance.ENACT, governance.ROTATE}:
        raise _refused(number, f"{shown.contract}.{shown.action} changes no membership")
    if shown.args["number"] != number:
        raise _refused(number, f"this is change {shown.args['number']}")
    if shown.action == governance.ROTATE:
        change = {"kind": governance.ROTATE, "org": str(shown.issuer.org), "key": shown.args["key"]}
        quorum = trust.quorum
    else:
        change, quorum = shown.args["change"], shown.args["quorum"]
    return replace(
        trust,
        changes=number,
        eras=_eras_after(trust, change, quorum, shown.index),
        members=_members_after(trust, change, shown.index),
    )


def _eras_after(trust: Trust, change: Any, quorum: int, index: int) -> tuple[Era, ...]:
    kind, era = change["kind"], trust.latest
    start = index + 1
    if kind == "quorum":
        new = replace(era, quorum=quorum)
    elif kind == "move":
        start += 1
        new = replace(era, log_key=None)
    elif kind == "promote":
        org = OrgId(change["org"])
        key = trust.members[org].key
        if key is None:
            raise ValueError(f"{org} has no key")
        joined = TrustedWitness(org, witness_name(trust.origin, org), key)
        new = replace(era, witnesses=tuple(sorted((*era.witnesses, joined), key=lambda one: one.org)), quorum=quorum)
    elif not any(one.org == change.get("org") for one in era.witnesses):
        return trust.eras  # who signs heads is not affected
    elif kind in _LEAVING:
        new = replace(era, witnesses=tuple(one for one in era.witnesses if one.org != change["org"]), quorum=quorum)
    elif kind in {"replace_key", governance.ROTATE}:
        new = _swap(era, change["org"], PublicKey.parse(change["key"]))
    else:
        return trust.eras
    return (*trust.eras, replace(new, from_size=start))


def _members_after(trust: Trust, change: Any, index: int) -> dict[str, TrustedMember]:
    kind, members = change["kind"], dict(trust.members)
    if kind == "admit":
        key = PublicKey.parse(change["key"])
        member = TrustedMember(
            OrgId(change["id"]), change["name_zh"], change["name_en"], change["role"], ((index + 1, key),)
        )
        if member.org in members:
            raise ValueError(f"{member.org} is a member already")
        members[member.org] = member
        return dict(sorted(members.items()))
    if kind in _SILENCED:
        key_now: PublicKey | None = None
    elif kind == "reinstate":
        key_now = [key for _, key in members[change["org"]].keys if key is not None][-1]
    elif kind in {"replace_key", governance.ROTATE}:
        key_now = PublicKey.parse(change["key"])
    else:
        return members
    member = members[change["org"]]
    if member.key != key_now:
        members[change["org"]] = replace(member, keys=(*member.keys, (index + 1, key_now)))
    return members


def _swap(era: Era, org: str, key: PublicKey) -> Era:
    return replace(era, witnesses=tuple(replace(one, key=key) if one.org == org else one for one in era.witnesses))


def _refused(number: int, reason: str) -> HandoverRefused:
    return HandoverRefused(number=number, reason=reason, stage="ledger.handover")
