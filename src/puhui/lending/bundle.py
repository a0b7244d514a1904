"""A bank's past decisions as one file: the records, and every file that they name, by digest.

What a stranger needs to make each decision again (`replaying`), and what a change of rules is simulated on. A ZIP whose
bytes depend on nothing but its content: `manifest.json`, `records/ID.cbor`, `materials/DIGEST`.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from sqlalchemy.engine import Connection

from puhui.decisions import DecisionRecord
from puhui.kernel import Category, PuhuiError, Text
from puhui.kernel.ids import ApplicationId, LoanId
from puhui.lending import store
from puhui.lending.application import Application, ApprovedApplication, DeclinedApplication, DisbursedApplication
from puhui.lending.loan import Loan, standing

FORMAT = "puhui-decisions/1"
BAD_DAYS = 90
OUTCOME_DAYS = 365
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP knows: the file says nothing of when it was made
_STAGE = "lending.bundle"


class BundleUnreadable(PuhuiError):
    """The file is no export of decisions, or is damaged."""

    category = Category.INVALID
    cause = Text(zh="无法读取决策导出文件：{reason}", en="the export of decisions cannot be read: {reason}")
    remedy = Text(zh="请重新导出：puhui rules export", en="export again: puhui rules export")


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One assessment with what became of it.

    `digest` is the one that the ledger holds in `entry`. `chosen`: what the officer decided (`approve`, `decline`,
    empty while open). `bad`: whether the loan went bad (90 days past due) within a year of its payout; None where
    nobody can know: there was no loan, or it has not run for a year.
    """

    id: str
    application: str
    digest: str
    entry: str
    chosen: str
    bad: bool | None
    amount_fen: int | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """Past decisions, their records' canonical bytes by digest, and the files that these name by digest."""

    decisions: tuple[PastDecision, ...]
    records: Mapping[str, bytes]
    materials: Mapping[str, bytes]


def gather(connection: Connection, on: date, streams: Iterable[str] | None = None) -> Bundle:
    """Every assessment that the bank recorded, as things stand on `on`, in the order of their records' ids.

    Of `streams` alone where they are given: who reads a large book takes it in parts, and `merge`s these, so that
    nobody who writes waits for the whole of it.
    """
    decisions, records, materials = [], {}, {}
    for stream in store.streams(connection) if streams is None else streams:
        for event in store.events(connection, stream):
            if event.kind != "application.assessed":
                continue
            record = DecisionRecord.parse(event.document)
            records[event.digest] = event.document
            for digest in named_files(record):
                file = store.rules(connection, digest)
                if file is not None:
                    materials[digest] = file
            decisions.append(_past(connection, record, event, on))
    return Bundle(tuple(sorted(decisions, key=lambda one: one.id)), records, materials)


def merge(parts: Iterable[Bundle]) -> Bundle:
    """The parts as one."""
    taken = list(parts)
    decisions = [one for part in taken for one in part.decisions]
    return Bundle(
        tuple(sorted(decisions, key=lambda one: one.id)),
        {digest: data for part in taken for digest, data in part.records.items()},
        {digest: data for part in taken for digest, data in part.materials.items()},
    )


def named_files(record: DecisionRecord) -> tuple[str, ...]:
    """The digests of the files that a record names."""
    extra = record.extra
    parts = (extra.get("product"), extra.get("card"), {"digest": extra.get("defaults_digest")})
    found = [record.rules_digest, *(part.get("digest") for part in parts if isinstance(part, Mapping))]
    return tuple(digest for digest in found if digest)


def pack(bundle: Bundle) -> bytes:
    """The bundle as one file; the same bundle gives the same bytes."""
    manifest = {
        "format": FORMAT,
        "decisions": [asdict(one) for one in bundle.decisions],
        "materials": sorted(bundle.materials),
    }
    files = {"manifest.json": json.dumps(manifest, ensure_ascii=False, indent=1).encode()}
    files |= {f"records/{digest}.cbor": bundle.records[digest] for digest in sorted(bundle.records)}
    files |= {f"materials/{digest}": bundle.materials[digest] for digest in sorted(bundle.materials)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def unpack(data: bytes) -> Bundle:
    """The bundle of a file; raises `BundleUnreadable`. Digests are for the replay to check, record by record."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            _check_format(manifest["format"])
            decisions = tuple(PastDecision(**one) for one in manifest["decisions"])
            records = {one.digest: archive.read(f"records/{one.digest}.cbor") for one in decisions}
            materials = {digest: archive.read(f"materials/{digest}") for digest in manifest["materials"]}
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as reason:
        raise BundleUnreadable(reason=str(reason), stage=_STAGE) from None
    return Bundle(decisions, records, materials)


def _check_format(found: object) -> None:
    if found != FORMAT:
        raise ValueError(f"format {found!r} is not {FORMAT!r}")


def _past(connection: Connection, record: DecisionRecord, event: store.Event, on: date) -> PastDecision:
    application = store.application(connection, ApplicationId(record.extra["application"]))
    decided = application.decision if isinstance(application, ApprovedApplication | DeclinedApplication) else None
    latest = decided is not None and decided.record_digest == event.digest
    loan = _loan(connection, application) if latest else None
    return PastDecision(
        id=record.id,
        application=application.id,
        digest=event.digest,
        entry=event.entry,
        chosen=decided.outcome.value if decided is not None and latest else "",
        bad=None if loan is None else went_bad(loan, on),
        amount_fen=None if loan is None else loan.principal_fen,
    )


def _loan(connection: Connection, application: Application) -> Loan | None:
    if not isinstance(application, DisbursedApplication):
        return None
    return store.loan(connection, LoanId(application.loan))


def went_bad(loan: Loan, on: date) -> bool | None:
    """Whether it was 90 days past due within a year of its payout; None while the year is not over and it was not."""
    end = loan.disbursed_on + timedelta(days=OUTCOME_DAYS)
    days = [
        *(payment.on for payment in loan.payments),
        min(on, end),
    ]  # each just before the payment on it, and the last
    for count, day in enumerate(days):
        before = replace(loan, payments=loan.payments[:count])
        if _last(before) <= day <= end and standing(before, day).days_past_due >= BAD_DAYS:
            return True
    return False if on >= end or loan.state == "settled" else None


def _last(loan: Loan) -> date:
    return max((payment.on for payment in loan.payments), default=loan.disbursed_on)
