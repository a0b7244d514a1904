"""The terms of a mandate (委托): what an institution lets be computed over its own data as a whole. Pure.

A match of two lists, a sum over groups, a fitted model are about nobody in particular; there the institution itself
decides, and its statement that opens the mandate is its signature.
"""

import re
from dataclasses import dataclass
from typing import Any, Self

from puhui.kernel.encoding import encode
from puhui.kernel.ids import DatasetId, MandateId, NotAnId, OrgId
from puhui.kernel.suites import Suite
from puhui.ledger.contracts import Refusal
from puhui.ledger.contracts.grant_terms import BAD_TERMS, DAY_MS, MAX_FIELDS, MAX_TERM_DAYS, MAX_USES
from puhui.ledger.contracts.shapes import Args

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NAMES = (
    "id", "custodian", "receiver", "dataset", "fields", "purpose", "program", "uses", "not_before", "expires",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MandateTerms:
    """`custodian` lets `program` compute over `fields` of its `dataset` for `receiver`, for `purpose`, `uses` times.

    `program` is `<op>/1`, and `score/1/<digest of the model>` where a model is part of it. Times are milliseconds since
    1970; the mandate holds from `not_before` until before `expires`.
    """

    id: MandateId
    custodian: OrgId
    receiver: OrgId
    dataset: DatasetId
    fields: tuple[str, ...]
    purpose: str
    program: str
    uses: int
    not_before: int
    expires: int

    @classmethod
    def parse(cls, terms: Any) -> Self:
        """The terms of their map; refuses with `bad_terms` whatever breaks a rule."""
        args = Args(terms, *_NAMES, code=BAD_TERMS)
        try:
            read = cls(
                id=MandateId(args.text("id")),
                custodian=OrgId(args.text("custodian")),
                receiver=OrgId(args.text("receiver")),
                dataset=DatasetId(args.text("dataset")),
                fields=tuple(args.texts("fields", longest=MAX_FIELDS)),
                purpose=args.text("purpose"),
                program=args.text("program"),
                uses=args.number("uses", at_least=1, at_most=MAX_USES),
                not_before=args.number("not_before"),
                expires=args.number("expires"),
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
            "custodian": str(self.custodian),
            "receiver": str(self.receiver),
            "dataset": str(self.dataset),
            "fields": list(self.fields),
            "purpose": self.purpose,
            "program": self.program,
            "uses": self.uses,
            "not_before": self.not_before,
            "expires": self.expires,
        }

    def digest(self, of: Suite) -> str:
        """The digest of the terms' canonical bytes."""
        return of.digest(encode(self.as_map())).hex()
