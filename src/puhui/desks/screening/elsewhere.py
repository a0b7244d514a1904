"""What an enterprise has at other banks, as a sum of which nobody sees a part: who takes part, and what came of it.

The enterprise grants each bank's record to this one for a sum and nothing else. This bank brings its own row: what it
has lent is zero there, so that the sum is what others have; its own applications count.
"""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from puhui.consent import ActiveGrant, Grant, joint_only
from puhui.credit.limit import Exposure, ExposureSource
from puhui.desks.collecting import Subject
from puhui.desks.screening.errors import SumUnreadable
from puhui.desks.screening.linking import OTHERS
from puhui.kernel.ids import DatasetId
from puhui.ledger import Ledger
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.privacy import JobSpec, KeyKind, Op, Party, Scheme
from puhui.privacy.jobs import GrantedRow, Under, UnderGrants
from puhui.privacy.policy import PROVIDERS_MIN

KEY = "uscc"
_OWN_COUNTS = ("applications_30d", "applications_7d")
_OTHERS = tuple(sorted(OTHERS.values()))
VALUES = tuple(sorted((*_OWN_COUNTS, *_OTHERS, "lends_now", "outstanding_fen")))
_STAGE = "desks.screening"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The sums with their provenance. Below three holders there are none, and `holders` says how many there were."""

    holders: int
    as_of: date
    job: str = ""
    outstanding_fen: int | None = None
    lends_now: int | None = None
    applications_7d: int | None = None
    applications_30d: int | None = None
    device_others_90d: int | None = None
    address_others_90d: int | None = None
    phone_others_90d: int | None = None
    paper_others_90d: int | None = None

    @property
    def exposure(self) -> Exposure:
        """What other lenders have out, as the limit takes it."""
        if self.outstanding_fen is None:
            return Exposure(source=ExposureSource.TOO_FEW, as_of=self.as_of)
        return Exposure(
            amount_fen=self.outstanding_fen,
            lenders=self.lends_now,
            source=ExposureSource.SECURE_SUM,
            proof=self.job,
            as_of=self.as_of,
        )

    def velocity(self) -> list[dict[str, Any]]:
        """The counts as a screening's case has them; of things that the sum asked about."""
        made = {"job": self.job, "op": "sum", "as_of": self.as_of}
        counts = {name: getattr(self, name) for name in (*_OWN_COUNTS, *_OTHERS)}
        return [
            {"name": name, "value": value, "holders": self.holders, "provenance": made}
            for name, value in counts.items()
            if value is not None
        ]

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"as_of": self.as_of.isoformat()}

    @classmethod
    def of_document(cls, kept: Mapping[str, Any]) -> "Elsewhere":
        """The sums of their document."""
        return cls(**{**kept, "as_of": date.fromisoformat(kept["as_of"])})


def joint_grants(grants: Sequence[Grant]) -> list[Grant]:
    """The grants that may be used for such a sum now."""
    return [one for one in grants if isinstance(one, ActiveGrant) and joint_only(one.terms.program)]


def holders_of(grants: Sequence[Grant]) -> int:
    """How many banks would take part, this one among them."""
    return len({one.terms.custodian for one in grants}) + 1


def own_table(subject: Subject, figures: Mapping[str, int]) -> str:
    """This bank's own row as CSV."""
    row = {name: figures[name] if name in _OWN_COUNTS else 0 for name in VALUES}
    return f"{KEY},{','.join(VALUES)}\n{subject.uscc},{','.join(str(row[name]) for name in VALUES)}\n"


def under_grants(grants: Sequence[Grant], subject: Subject) -> Mapping[str, Under]:
    """What each bank's part falls under."""
    return {
        str(grant.terms.custodian): UnderGrants((GrantedRow(grant.id, subject.uscc, subject.salt),)) for grant in grants
    }


def sum_spec(
    grants: Sequence[Grant],
    subject: Subject,
    mine: Party,
    ledger: Ledger,
    *,
    tags: Sequence[str] = (),
    values: Sequence[str] = VALUES,
) -> JobSpec:
    """The job: one group, the enterprise, over all banks that it granted, this one (`mine`) first; sums of `values`.

    `tags` are the keyed digests of what it applied with here (`linking.written`): each bank counts its other
    applicants that have one of them.
    """
    parties = [
        Party(str(one.terms.custodian), 1, (KEY, *values), str(one.terms.dataset), _schema(ledger, one.terms.dataset))
        for one in grants
    ]
    return JobSpec(
        op=Op.SUM,
        scheme=Scheme.ABY3,
        parties=(mine, *parties),
        receivers=(mine.name,),
        program="",
        params={
            "key": KEY,
            "kind": KeyKind.USCC.value,
            "values": list(values),
            "decimals": 0,
            "subject": "",
            "providers_min": PROVIDERS_MIN,
            "subjects_min": 1,
            "groups": [str(subject.uscc)],
            "tags": list(tags),
        },
        purpose=grants[0].terms.purpose,
    )


def read_sums(
    job: str, result: bytes, subject: str, as_of: date, holders: int, *, asked: Collection[str] = ()
) -> Elsewhere:
    """The sums of a result; raises `SumUnreadable` unless there is one row and it is this enterprise's.

    `asked` are the kinds of things that the sum was about: of another kind nobody counted.
    """
    try:
        (row,) = csv.DictReader(io.StringIO(result.decode()))
        if row[KEY] != subject:
            raise ValueError("another enterprise")  # noqa: TRY301 - all faults of the row are told alike
        if row["shown"] != "yes":
            return Elsewhere(holders=min(holders, PROVIDERS_MIN - 1), as_of=as_of, job=job)
        silent = {field for kind, field in OTHERS.items() if kind not in asked}
        figures = {name: None if name in silent else int(row[name]) for name in VALUES}
        return Elsewhere(int(row["providers"]), as_of, job, **figures)
    except (ValueError, KeyError, TypeError) as reason:
        raise SumUnreadable(job=job, reason=type(reason).__name__, stage=_STAGE) from None


def _schema(ledger: Ledger, dataset: DatasetId) -> str:
    listed = ledger.read(dataset_key(dataset))
    return "" if listed is None else str(listed["schema_digest"])
