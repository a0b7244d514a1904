"""The ledger as its supervisor sees it: who said what kind of thing when, and never what the data was."""

from datetime import datetime

from puhui.desks.views.base import View


class LedgerEntryView(View):
    """One entry by its metadata. The ledger holds no personal data: `subject` is the enterprise's pseudonym, if any.

    `kind` is an anchor's kind, a change's or an outcome's; `fields` are names, and `bytes` the statement's size.
    """

    index: int
    entry: str
    at: datetime
    issuer: str
    issuer_name: str
    contract: str
    action: str
    kind: str | None
    subject: str | None
    grant: str | None
    mandate: str | None
    custodian: str | None
    receiver: str | None
    dataset: str | None
    purpose: str | None
    fields: list[str]
    bytes: int


class LedgerEntryList(View):
    """Entries from `start` on; `size` is how many there are."""

    items: list[LedgerEntryView]
    start: int
    size: int


class GrantNumberView(View):
    """Number `seq` of a grant or mandate: a use (the `n`-th) or a denial, and the entry that gave it; none: a gap."""

    seq: int
    kind: str | None
    n: int | None
    at: datetime | None
    index: int | None
    entry: str | None


class GrantNumberingView(View):
    """A grant's uses and denials by their numbers 1, 2, 3 …: complete, or with the gaps."""

    grant: str
    subject: str
    custodian: str
    receiver: str
    dataset: str
    purpose: str
    uses_allowed: int
    used: int
    denied: int
    revoked_at: datetime | None
    complete: bool
    gaps: list[int]
    numbers: list[GrantNumberView]


class MandateNumberingView(View):
    """A mandate's uses and denials by their numbers 1, 2, 3 …: complete, or with the gaps."""

    mandate: str
    custodian: str
    receiver: str
    dataset: str
    purpose: str
    program: str
    uses_allowed: int
    used: int
    denied: int
    withdrawn_at: datetime | None
    complete: bool
    gaps: list[int]
    numbers: list[GrantNumberView]


class MemberView(View):
    """A member, and what it is on the ledger now."""

    org: str
    name: str
    role: str
    status: str
    consensus: bool


class EraView(View):
    """From which size on who must sign the heads, and how many of them."""

    from_size: int
    quorum: int
    witnesses: list[str]


class ChangeView(View):
    """The `number`-th change of the membership."""

    number: int
    kind: str
    index: int
    entry: str


class SupervisedHeadView(View):
    """The newest head that was verified here: who cosigned it."""

    size: int
    root: str
    cosigned_by: list[str]
    quorum: int


class EvidenceView(View):
    """Misbehaviour of which this node holds the proof."""

    source: str
    kind: str
    what: str


class LedgerSummaryView(View):
    """The ledger in one look."""

    origin: str
    suite: str
    size: int
    head: SupervisedHeadView | None
    members: list[MemberView]
    eras: list[EraView]
    changes: list[ChangeView]
    evidence: list[EvidenceView]
