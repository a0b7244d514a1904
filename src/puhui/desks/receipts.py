"""Receipts of entries, whom an entry concerns, and the verification that the portal shows step by step."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from puhui.desks.directory import Directory
from puhui.desks.errors import ThingNotFound
from puhui.desks.views import Cosigner, LogRef, VerificationStep, VerificationView
from puhui.kernel import Language, PuhuiError
from puhui.kernel.ids import EntryId
from puhui.ledger import EntryNotFound, Ledger, ReceiptNotReady, ReceiptRefused, Statement, parse_statement
from puhui.ledger.contracts import computations, grants, mandates
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.verify import STEPS, Trust, verify_receipt


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom an entry concerns: organisations, and the enterprise where this node knows it ("" otherwise)."""

    orgs: frozenset[str]
    uscc: str


class Receipts:
    """Fetches and verifies receipts for the people of this node."""

    def __init__(
        self,
        *,
        org: str,
        ledger: Ledger,
        size: Callable[[], int],
        trust: Callable[[], Trust],
        directory: Directory,
        owner_of_stream: Callable[[str], str | None],
        expected: Callable[[str], str | None],
    ) -> None:
        self._org = org
        self._ledger = ledger
        self._size = size
        self._trust = trust
        self._directory = directory
        self._owner_of_stream = owner_of_stream
        self._expected = expected

    def ledger_size(self) -> int | None:
        """How many entries the log holds; None while it does not answer."""
        try:
            return self._size()
        except PuhuiError:
            return None

    def receipt(self, entry: str) -> bytes:
        """The receipt; raises `ReceiptNotReady` until the entry is in the log and a quorum has cosigned."""
        try:
            return self._ledger.receipt(EntryId(entry))
        except EntryNotFound:
            raise self._not_ready(entry) from None
        except PuhuiError as error:
            if error.code == EntryNotFound(entry=entry).code:  # the same fact, told by the operator's node
                raise self._not_ready(entry) from None
            raise

    def concern(self, entry: str, reader: str = "") -> Concern:
        """Whom this entry concerns; raises `ThingNotFound` when there is none of that id.

        An entry that this node knows to be on its way concerns its own organisation, and the enterprise it is about.
        One over a batch of grants concerns each enterprise whose grant is among them: `reader` is the USCC of who asks.
        """
        verdict = self._ledger.verdict(EntryId(entry))
        found = self._ledger.entries(verdict.index, 1) if verdict.index is not None else []
        if not found:
            uscc = self._expected(entry)
            if uscc is None:
                raise ThingNotFound(kind="entry", id=entry, stage="desks.receipts")
            return Concern(frozenset({self._org}), uscc)
        statement = parse_statement(bytes(found[0]), self._trust().suite)
        orgs = {str(statement.issuer)} | self._named(statement)
        if reader and self._has_one(reader, grants.batch_of(statement.contract, statement.action, statement.args)):
            return Concern(frozenset(orgs), reader)
        terms = self._terms(statement) if statement.contract == grants.NAME else None
        subject = statement.subject if terms is None else terms["subject"]
        # Of a guarantor's entry the stream does not say whom it is about; this node was told.
        return Concern(frozenset(orgs), self._uscc(statement, subject) or self._expected(entry) or "")

    def verification(self, entry: str, language: Language) -> VerificationView:
        """The receipt verified against this node's trust file, every step told."""
        receipt = self.receipt(entry)
        try:
            proved = verify_receipt(receipt, self._trust())
        except ReceiptRefused as refused:
            return self._refused(entry, receipt, int(str(refused.data["step"])), language)
        return VerificationView(
            entry=proved.entry,
            index=proved.index,
            issuer=proved.issuer.org,
            issuer_name=self._directory.name_of(proved.issuer.org).in_(language),
            contract=proved.contract,
            action=proved.action,
            **_anchored(proved.contract, proved.args),
            at=proved.at,
            log=LogRef(origin=proved.origin, size=proved.size),
            cosigned_by=[
                Cosigner(org=one.org, name=self._directory.name_of(one.org).in_(language)) for one in proved.cosigned_by
            ],
            quorum=proved.quorum,
            steps=[VerificationStep(number=number, text=text.in_(language), ok=True) for number, text in STEPS.items()],
        )

    def _not_ready(self, entry: str) -> ReceiptNotReady:
        return ReceiptNotReady(entry=entry, have=0, quorum=self._trust().quorum, stage="desks.receipts")

    def _refused(self, entry: str, receipt: bytes, failed: int, language: Language) -> VerificationView:
        read = parse_receipt(receipt)
        statement = parse_statement(read.statement, self._trust().suite)
        head = read.head.checkpoint
        return VerificationView(
            entry=entry,
            index=read.index,
            issuer=statement.issuer,
            issuer_name=self._directory.name_of(statement.issuer).in_(language),
            contract=statement.contract,
            action=statement.action,
            **_anchored(statement.contract, statement.args),
            at=datetime.fromtimestamp(statement.at_ms / 1000, UTC),
            log=LogRef(origin=head.origin, size=head.size),
            cosigned_by=[],
            quorum=self._trust().quorum,
            steps=[
                VerificationStep(number=number, text=text.in_(language), ok=number < failed)
                for number, text in STEPS.items()
                if number <= failed
            ],
        )

    def _named(self, statement: Statement) -> set[str]:
        """The organisations that an entry's agreement or job names, beside its issuer."""
        args = statement.args
        if statement.contract == computations.NAME:
            job = (
                args
                if statement.action == computations.OPEN
                else self._ledger.read(computations.computation_key(args["job"]))
            )
            return {*job["parties"], *job["receivers"]}
        if statement.contract in (grants.NAME, mandates.NAME):
            terms = self._terms(statement)
            named = {"receiver": args.get("receiver")} if terms is None else terms
            return {str(named[name]) for name in ("custodian", "receiver") if named.get(name)}
        return set()

    def _has_one(self, uscc: str, batch: Collection[str]) -> bool:
        """Whether a grant of the batch is that enterprise's."""
        if not batch:
            return False
        subject = self._directory.enterprise(uscc).subject
        count = self._ledger.read(grants.grants_of_key(subject)) or 0
        return any(self._ledger.read(grants.grants_of_key(subject, k)) in batch for k in range(1, count + 1))

    def _terms(self, statement: Statement) -> dict[str, str] | None:
        """The terms of the one agreement that an entry is under; None of a batch."""
        args = statement.args
        if "terms" in args:
            return dict(args["terms"])
        key = mandates.mandate_key(args["mandate"]) if "mandate" in args else grants.grant_key(args.get("grant", ""))
        opened = self._ledger.read(key)
        return None if opened is None else dict(opened["terms"])

    def _uscc(self, statement: Statement, subject: str) -> str:
        if statement.contract == "subjects":
            subject = str(statement.args.get("subject", ""))
        known = self._directory.uscc_of(subject) if subject else None
        if known is None and statement.contract == "anchors":
            known = self._owner_of_stream(str(statement.args.get("stream", "")))
        return known or ""


def _anchored(contract: str, args: Mapping[str, Any]) -> dict[str, str | None]:
    """The business step that an anchored record proves; of other entries contract and action say it all."""
    if contract != "anchors":
        return {"kind": None, "stream": None}
    return {"kind": args.get("kind"), "stream": args.get("stream")}
