"""The terms of a grant: what the enterprise signs, field by field. Pure.

Their canonical bytes have one digest; several terms that are signed in one ceremony form a bundle, and the challenge
that the enterprise's device signs is the digest of the sorted list of their digests.

>>> from puhui.kernel.suites import suite
>>> bundle_challenge(["aa" * 32, "bb" * 32], suite("ed25519-sha256")) == bundle_challenge(
...     ["bb" * 32, "aa" * 32], suite("ed25519-sha256"))
True
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from puhui.kernel.encoding import encode
from puhui.kernel.ids import DatasetId, GrantId, NotAnId, OrgId, SubjectId
from puhui.kernel.suites import Suite
from puhui.ledger.contracts import Refusal
from puhui.ledger.contracts.shapes import Args

BAD_TERMS = "bad_terms"
DAY_MS = 86_400_000
MAX_FIELDS = 64
MAX_USES = 100_000
MAX_USES_PER_PERIOD = 1000  # the contract keeps the times of this many uses of a grant
MAX_PERIOD_DAYS = 3660
MAX_TERM_DAYS = 1830
MAX_BUNDLE = 64

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NAMES = (
    "id", "subject", "custodian", "receiver", "dataset", "fields", "purpose", "program", "uses", "period_days",
    "uses_per_period", "not_before", "expires", "consent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """One grant: `custodian` may give `fields` of `dataset` about `subject` to `receiver`, for `purpose`, `uses` times.

    `program` names what is computed over the fields (`indicators/1`, or a program's digest). `period_days` and
    `uses_per_period` limit the frequency, both 0 when nothing does. Times are milliseconds since 1970; the grant holds
    from `not_before` until before `expires`. `law` names the articles that the consent answers to and
    `notice_digest` is the digest of the notice that the enterprise was shown.
    """

    id: GrantId
    subject: SubjectId
    custodian: OrgId
    receiver: OrgId
    dataset: DatasetId
    fields: tuple[str, ...]
    purpose: str
    program: str
    uses: int
    period_days: int
    uses_per_period: int
    not_before: int
    expires: int
    law: tuple[str, ...]
    notice_digest: str

    @classmethod
    def parse(cls, terms: Any) -> Self:
        """The terms of their map; refuses with `bad_terms` whatever breaks a rule."""
        args = Args(terms, *_NAMES, code=BAD_TERMS)
        consent = Args(args.mapping("consent"), "law", "notice_digest", code=BAD_TERMS)
        try:
            read = cls(
                id=GrantId(args.text("id")),
                subject=SubjectId(args.text("subject")),
                custodian=OrgId(args.text("custodian")),
                receiver=OrgId(args.text("receiver")),
                dataset=DatasetId(args.text("dataset")),
                fields=tuple(args.texts("fields", longest=MAX_FIELDS)),
                purpose=args.text("purpose"),
                program=args.text("program"),
                uses=args.number("uses", at_least=1, at_most=MAX_USES),
                period_days=args.number("period_days", at_most=MAX_PERIOD_DAYS),
                uses_per_period=args.number("uses_per_period", at_most=MAX_USES_PER_PERIOD),
                not_before=args.number("not_before"),
                expires=args.number("expires"),
                law=tuple(consent.texts("law", longest=32)),
                notice_digest=consent.digest("notice_digest"),
            )
        except NotAnId:
            raise Refusal(BAD_TERMS) from None
        read._check()
        return read

    def _check(self) -> None:
        sound = (
            len(self.fields) > 0
            and all(_NAME.fullmatch(field) for field in self.fields)
            and list(self.fields) == sorted(set(self.fields))
            and _NAME.fullmatch(self.purpose)
            and (self.period_days == 0) == (self.uses_per_period == 0)
            and self.not_before < self.expires <= self.not_before + MAX_TERM_DAYS * DAY_MS
            and self.dataset.partition("/")[0] == self.custodian
            and self.receiver != self.custodian
        )
        if not sound:
            raise Refusal(BAD_TERMS)

    def as_map(self) -> dict[str, Any]:
        """The canonical map, as it stands in the entry."""
        return {
            "id": str(self.id),
            "subject": str(self.subject),
            "custodian": str(self.custodian),
            "receiver": str(self.receiver),
            "dataset": str(self.dataset),
            "fields": list(self.fields),
            "purpose": self.purpose,
            "program": self.program,
            "uses": self.uses,
            "period_days": self.period_days,
            "uses_per_period": self.uses_per_period,
            "not_before": self.not_before,
            "expires": self.expires,
            "consent": {"law": list(self.law), "notice_digest": self.notice_digest},
        }

    def digest(self, of: Suite) -> str:
        """The digest that goes into the bundle which the enterprise signs."""
        return of.digest(encode(self.as_map())).hex()


def bundle_challenge(digests: Iterable[str], of: Suite) -> bytes:
    """What the enterprise's device signs to open all grants of a bundle."""
    return of.digest(encode(sorted(digests)))


def revocation_challenge(grant: GrantId, at_ms: int, of: Suite) -> bytes:
    """What the enterprise's device signs to revoke a grant."""
    return of.digest(encode({"revoke": str(grant), "at": at_ms}))
