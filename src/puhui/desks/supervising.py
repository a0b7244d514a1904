"""The regulator's desk: all that the ledger tells of who did what, when, under which grant or mandate; and no data.

What stands here comes from the ledger alone, which holds pseudonyms and digests (decision 0003).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from puhui.desks.errors import ThingNotFound
from puhui.desks.views import (
    ChangeView,
    EraView,
    EvidenceView,
    GrantNumberingView,
    GrantNumberView,
    LedgerEntryList,
    LedgerEntryView,
    LedgerSummaryView,
    MandateNumberingView,
    MemberView,
    SupervisedHeadView,
)
from puhui.kernel import Language, PuhuiError
from puhui.kernel.suites import Suite
from puhui.kernel.text import Text
from puhui.ledger import Ledger, Statement, entry_id, parse_statement
from puhui.ledger.contracts import counting, grants, mandates, membership
from puhui.ledger.verify import Trust, verify_receipt

MAX_NUMBERS = 1000

Gave = Callable[[str, str, Mapping[str, Any], str, Mapping[str, Any]], bool]
"""Whether an entry of this contract, action and words can have given an agreement a number."""


class SupervisionDesk:
    """Reads the ledger for the regulator. `evidence` is what this node holds against others."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        size: Callable[[], int],
        suite: Suite,
        trust: Callable[[], Trust],
        evidence: Callable[[], Sequence[EvidenceView]],
    ) -> None:
        self._ledger = ledger
        self._size = size
        self._suite = suite
        self._trust = trust
        self._evidence = evidence

    def entries(self, start: int, limit: int, language: Language) -> LedgerEntryList:
        """At most `limit` entries from `start` on, by their metadata."""
        raws = self._ledger.entries(start, limit)
        items = [self._entry(start + number, bytes(raw), language) for number, raw in enumerate(raws)]
        return LedgerEntryList(items=items, start=start, size=self._size())

    def numbering(self, grant: str) -> GrantNumberingView:
        """A grant's numbers, each compared with the entry that it names; raises `ThingNotFound`."""
        terms = self._terms("grant", grant, grants.grant_key(grant))
        tally = self._ledger.read(grants.tally_key(grant))
        numbers = self._numbers(grants.grant_key(grant), tally, grants.numbers_grant, grant)
        return GrantNumberingView(
            grant=grant,
            subject=terms["subject"],
            custodian=terms["custodian"],
            receiver=terms["receiver"],
            dataset=terms["dataset"],
            purpose=terms["purpose"],
            uses_allowed=terms["uses"],
            used=tally["n"],
            denied=tally["denied"],
            revoked_at=None if tally["revoked_at"] is None else _moment(tally["revoked_at"]),
            complete=_complete(numbers, tally),
            gaps=_gaps(numbers),
            numbers=numbers,
        )

    def mandate_numbering(self, mandate: str) -> MandateNumberingView:
        """A mandate's numbers, each compared with the entry that it names; raises `ThingNotFound`."""
        terms = self._terms("mandate", mandate, mandates.mandate_key(mandate))
        tally = self._ledger.read(mandates.tally_key(mandate))
        numbers = self._numbers(mandates.mandate_key(mandate), tally, mandates.numbers_mandate, mandate)
        return MandateNumberingView(
            mandate=mandate,
            custodian=terms["custodian"],
            receiver=terms["receiver"],
            dataset=terms["dataset"],
            purpose=terms["purpose"],
            program=terms["program"],
            uses_allowed=terms["uses"],
            used=tally["n"],
            denied=tally["denied"],
            withdrawn_at=None if tally["withdrawn_at"] is None else _moment(tally["withdrawn_at"]),
            complete=_complete(numbers, tally),
            gaps=_gaps(numbers),
            numbers=numbers,
        )

    def summary(self, language: Language) -> LedgerSummaryView:
        """Members, eras, changes, the newest verified head, and evidence."""
        read = self._ledger.read
        log, size = read(membership.LOG), self._size()
        if log is None:
            raise ThingNotFound(kind="ledger", id="genesis", stage="desks.supervising")
        return LedgerSummaryView(
            origin=log["origin"],
            suite=log["suite"],
            size=size,
            head=self._head(size),
            members=[self._member(org, language) for org in read(membership.ORGANISATIONS)],
            eras=[self._era(number) for number in range(read(membership.ERAS))],
            changes=[self._change(number) for number in range(1, read(membership.CHANGES) + 1)],
            evidence=list(self._evidence()),
        )

    def _entry(self, index: int, raw: bytes, language: Language) -> LedgerEntryView:
        statement = parse_statement(raw, self._suite)
        told = _metadata(statement)
        return LedgerEntryView(
            index=index,
            entry=statement.entry,
            at=_moment(statement.at_ms),
            issuer=statement.issuer,
            issuer_name=self._name(statement.issuer, language),
            contract=statement.contract,
            action=statement.action,
            kind=told.get("kind"),
            subject=told.get("subject"),
            grant=told.get("grant"),
            mandate=told.get("mandate"),
            custodian=told.get("custodian"),
            receiver=told.get("receiver"),
            dataset=told.get("dataset"),
            purpose=told.get("purpose"),
            fields=list(told.get("fields", ())),
            bytes=len(raw),
        )

    def _terms(self, kind: str, one: str, key: str) -> Mapping[str, Any]:
        opened = self._ledger.read(key)
        if not isinstance(opened, Mapping) or "terms" not in opened:
            raise ThingNotFound(kind=kind, id=one[:64], stage="desks.supervising")
        terms: Mapping[str, Any] = opened["terms"]
        return terms

    def _numbers(self, key: str, tally: Mapping[str, Any], gave: Gave, one: str) -> list[GrantNumberView]:
        return [self._number(key, seq, gave, one) for seq in range(1, min(tally["seq"], MAX_NUMBERS) + 1)]

    def _number(self, key: str, seq: int, gave: Gave, one: str) -> GrantNumberView:
        told = self._ledger.read(counting.number_key(key, seq))
        if told is None or not self._stands(told, gave, one):
            return GrantNumberView(seq=seq, kind=None, n=None, at=None, index=None, entry=None)
        n = told["n"] if told["kind"] == "use" else None
        return GrantNumberView(
            seq=seq, kind=told["kind"], n=n, at=_moment(told["at"]), index=told["index"], entry=told["entry"]
        )

    def _stands(self, told: Mapping[str, Any], gave: Gave, one: str) -> bool:
        """Whether the entry that the number names is in the log at its place, and is of this agreement and request."""
        found = self._ledger.entries(told["index"], 1)
        if not found or entry_id(bytes(found[0]), self._suite) != told["entry"]:
            return False
        statement = parse_statement(bytes(found[0]), self._suite)
        return gave(statement.contract, statement.action, statement.args, one, told)

    def _head(self, size: int) -> SupervisedHeadView | None:
        """The head that covers the newest entry, as its receipt proves it; None while it has no quorum yet."""
        newest = self._ledger.entries(size - 1, 1) if size else []
        if not newest:
            return None
        try:
            proved = verify_receipt(self._ledger.receipt(entry_id(bytes(newest[0]), self._suite)), self._trust())
        except PuhuiError:  # not cosigned yet, or it does not verify: then no head can be shown
            return None
        return SupervisedHeadView(
            size=proved.size,
            root=proved.root.hex(),
            cosigned_by=[str(one.org) for one in proved.cosigned_by],
            quorum=proved.quorum,
        )

    def _member(self, org: str, language: Language) -> MemberView:
        member = self._ledger.read(membership.member_key(org))
        return MemberView(
            org=org,
            name=Text(zh=member["name_zh"], en=member["name_en"]).in_(language),
            role=member["role"],
            status=member["status"],
            consensus=member["consensus"],
        )

    def _era(self, number: int) -> EraView:
        era = self._ledger.read(membership.era_key(number))
        witnesses = [one["org"] for one in era["witnesses"]]
        return EraView(from_size=era["from_size"], quorum=era["quorum"], witnesses=witnesses)

    def _change(self, number: int) -> ChangeView:
        change = self._ledger.read(membership.change_key(number))
        return ChangeView(number=number, kind=change["kind"], index=change["index"], entry=change["entry"])

    def _name(self, org: str, language: Language) -> str:
        member = self._trust().members.get(org)
        return org if member is None else Text(zh=member.name_zh, en=member.name_en).in_(language)


def _gaps(numbers: Sequence[GrantNumberView]) -> list[int]:
    return [one.seq for one in numbers if one.entry is None]


def _complete(numbers: Sequence[GrantNumberView], tally: Mapping[str, Any]) -> bool:
    return not _gaps(numbers) and tally["seq"] <= MAX_NUMBERS and tally["n"] + tally["denied"] == tally["seq"]


def _metadata(statement: Statement) -> Mapping[str, Any]:
    """What an entry's own words say of grant, parties, purpose and kind; the contracts have checked their shapes."""
    args = statement.args
    told: dict[str, Any] = {"subject": statement.subject or None}
    if (statement.contract, statement.action) == (grants.NAME, grants.OPEN):
        terms = args["terms"]
        names = ("subject", "custodian", "receiver", "dataset", "purpose", "fields")
        return told | {"grant": terms["id"]} | {name: terms[name] for name in names}
    if (statement.contract, statement.action) == (mandates.NAME, mandates.OPEN):
        terms = args["terms"]
        about = ("custodian", "receiver", "dataset", "purpose", "fields")
        return told | {"mandate": terms["id"]} | {name: terms[name] for name in about}
    for name in ("subject", "grant", "mandate", "receiver", "dataset", "purpose", "fields", "kind"):
        if args.get(name):
            told[name] = args[name]
    if "outcome" in args:
        told["kind"] = args["outcome"]
    if isinstance(args.get("change"), Mapping):
        told["kind"] = args["change"]["kind"]
    return told


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)
