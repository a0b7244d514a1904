"""Who used my data: every use and every denial of an enterprise's grants, numbered, with holes in the numbering shown.

The numbers come from the grants contract. Each is then compared with the entry it names: the statement must be in the
log at its index, be the custodian's, and say what the number says. A number without such an entry is a gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from puhui.consent.model import Grant, moment
from puhui.consent.opening import ReadableLedger, grants_of
from puhui.kernel import PuhuiError, suite
from puhui.kernel.ids import EntryId, GrantId, OrgId, RequestId, SubjectId
from puhui.ledger import parse_statement, read_all
from puhui.ledger.contracts.grants import number_key, numbers_grant, outcome_key
from puhui.ledger.contracts.membership import LOG

DENIED, NOT_YET_KNOWN = "denied", "pending"


@dataclass(frozen=True, slots=True)
class UseRecord:
    """Number `seq` of a grant. `n` is its use number, None for a denial, whose `reason` says why.

    `outcome` is `answered`, `no_record` (the custodian knows nothing of the enterprise), `failed`, `denied`, or
    `pending` while the custodian has not reported. `program` is the grant's: what its receiver is shown.
    """

    grant: GrantId
    seq: int
    n: int | None
    at: datetime
    custodian: OrgId
    receiver: OrgId
    dataset: str
    purpose: str
    fields: tuple[str, ...]
    request: RequestId
    outcome: str
    reason: str
    answer_digest: str
    entry: EntryId
    program: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A number of a grant whose entry is missing or does not say what the number says."""

    grant: GrantId
    seq: int

    def __str__(self) -> str:
        return f"{self.grant}#{self.seq}"


@dataclass(frozen=True, slots=True)
class UseHistory:
    """All uses of an enterprise's grants, newest first."""

    subject: SubjectId
    grants: tuple[Grant, ...]
    uses: tuple[UseRecord, ...]
    gaps: tuple[Gap, ...]

    @property
    def complete(self) -> bool:
        """Whether no number is missing."""
        return not self.gaps


def uses_of(ledger: ReadableLedger, subject: SubjectId, now: datetime) -> UseHistory:
    """The enterprise's history as of `now`."""
    grants = grants_of(ledger, subject, now)
    uses: list[UseRecord] = []
    gaps: list[Gap] = []
    for grant in grants:
        found = _records(ledger, grant)
        gaps += [Gap(grant.id, seq) for seq in _doubtful(grant, found)]
        uses += [record for record in found if record is not None]
    uses.sort(key=lambda record: (record.at, record.grant, record.seq), reverse=True)
    return UseHistory(subject, tuple(grants), tuple(uses), tuple(gaps))


def _doubtful(grant: Grant, found: Sequence[UseRecord | None]) -> list[int]:
    """The numbers that are missing, or whose use number does not follow; `grant.numbered` if the count is short."""
    holes = [seq for seq, record in enumerate(found, start=1) if record is None]
    used = 0
    for record in found:
        if holes or record is None or record.n is None:
            continue
        used += 1
        if record.n != used:
            return [record.seq]
    return holes or ([grant.numbered] if used != grant.used else [])


def _records(ledger: ReadableLedger, grant: Grant) -> list[UseRecord | None]:
    """Each numbered use, or None where the ledger's state and its log do not say the same."""
    numbers = read_all(ledger, [number_key(grant.id, seq) for seq in range(1, grant.numbered + 1)])
    used = [number["n"] for number in numbers if number is not None and number["n"]]
    outcomes = dict(zip(used, read_all(ledger, [outcome_key(grant.id, n) for n in used]), strict=True))
    return [_record(ledger, grant, seq, number, outcomes) for seq, number in enumerate(numbers, start=1)]


def _record(
    ledger: ReadableLedger, grant: Grant, seq: int, number: dict[str, Any] | None, outcomes: Mapping[int, Any]
) -> UseRecord | None:
    if number is None or not _entry_says_so(ledger, grant, number):
        return None
    outcome = outcomes[number["n"]] if number["n"] else None
    return UseRecord(
        grant=grant.id,
        seq=seq,
        n=number["n"] or None,
        at=moment(number["at"]),
        custodian=grant.terms.custodian,
        receiver=OrgId(number["receiver"]),
        dataset=str(grant.terms.dataset),
        purpose=number["purpose"] or grant.terms.purpose,
        fields=tuple(number["fields"]),
        request=RequestId(number["request"]),
        outcome=DENIED if not number["n"] else NOT_YET_KNOWN if outcome is None else outcome["outcome"],
        reason=number["reason"],
        answer_digest=outcome["answer_digest"] if outcome else "",
        entry=EntryId(number["entry"]),
        program=grant.terms.program,
    )


def _entry_says_so(ledger: ReadableLedger, grant: Grant, number: dict[str, Any]) -> bool:
    statements = ledger.entries(number["index"], 1)
    if not statements:
        return False
    try:
        statement = parse_statement(statements[0], suite(ledger.read(LOG)["suite"]))
    except PuhuiError:
        return False
    return (
        statement.issuer == grant.terms.custodian
        and statement.entry == number["entry"]
        and (numbers_grant(statement.contract, statement.action, statement.args, str(grant.id), number))
    )
