"""The sixth check: a party's permits, drawn before it accepts, and ended when the job has.

What is drawn is held in memory until the party's table is read with it. The request is derived from the job, so a node
that draws again, or ends again after it was down, means the same uses.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from puhui.consent import MandateDesk, MandatePermit, Outcome, Permit, PermitDesk, PermitNotOurs
from puhui.kernel import Suite, Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId, EntryId, OrgId
from puhui.ledger.contracts.mandates import mandate_key
from puhui.parties import SALT_SIZE, subject_of
from puhui.privacy.jobs.checking import Checked, House
from puhui.privacy.jobs.errors import PermitDiffers, PermitsRefused
from puhui.privacy.jobs.model import (
    GrantedRow,
    UnderGrants,
    UnderMandate,
    permit_fields,
    permit_program,
    request_of,
)
from puhui.privacy.model import JobSpec, Party

GRANTS, MANDATE = "grants", "mandate"
_STAGE = "privacy.jobs.permitting"


@dataclass(frozen=True, slots=True)
class GrantedRows:
    """A permit and the enterprise's code for each row, in the order of the job's rows."""

    permits: tuple[Permit, ...]
    usccs: tuple[Uscc, ...] = field(repr=False)


Held = GrantedRows | MandatePermit


class Source(Protocol):
    """Where a party's table comes from. Safe from many threads."""

    def count(self, dataset: DatasetId) -> int:
        """How many rows the dataset has now: told to the receiver of a mandate on it. Raises domain errors."""
        ...

    def check(self, party: Party) -> None:
        """Return if what `party` says of its input can be read: asked before a use is counted.

        Raises `SchemaDiffers`, or a retriable error when the source is down.
        """
        ...

    def table(self, held: Held | None, spec: JobSpec, party: Party, folder: Path) -> Path:
        """A CSV file of the party's rows and columns; what is written for it goes into `folder`, wiped with the job.

        Under grants: a row for each permit, in their order. `held` is None for data that reaches only its own party,
        and then it is never a dataset of the catalogue that the job did not name. Raises domain errors.
        """
        ...


class Permitting:
    """Draws and ends the permits of a node's jobs."""

    def __init__(self, permits: PermitDesk, mandates: MandateDesk, house: House) -> None:
        self._permits = permits
        self._mandates = mandates
        self._house = house

    @staticmethod
    def kind(checked: Checked) -> str:
        """What the party's part falls under, to be written down before it is drawn; empty when it needs no permit."""
        if checked.receiver is None:
            return ""
        return GRANTS if isinstance(checked.invitation.under, UnderGrants) else MANDATE

    def draw(self, checked: Checked) -> Held | None:
        """The party's permits; None when its data reaches only itself.

        Raises `PermitDiffers`, `PermitsRefused`, a `DrawDenied` (on record), or `LedgerUnsure`.
        """
        if checked.receiver is None:
            return None
        under = checked.invitation.under
        if isinstance(under, UnderGrants):
            return self._draw_grants(checked, under, checked.receiver)
        assert isinstance(under, UnderMandate)
        return self._draw_mandate(checked, under, checked.receiver)

    def end(self, job: str, kind: str, *, done: bool) -> None:
        """Tell the ledger how the uses ended, if any were drawn; the same again changes nothing. Raises `LedgerUnsure`.

        A done job's digest stands for its answer: no single answer left, and the job names what could be learnt.
        """
        outcome, digest = (Outcome.ANSWERED, job) if done else (Outcome.FAILED, self._house.suite.digest(b"").hex())
        try:
            if kind == GRANTS:
                self._permits.end_batch(request_of(job), outcome, digest)
            elif kind == MANDATE:
                self._mandates.end(request_of(job), outcome, digest)
        except PermitNotOurs:
            return  # refused, or never drawn

    def _draw_mandate(self, checked: Checked, under: UnderMandate, receiver: OrgId) -> MandatePermit:
        spec, me = checked.spec, checked.me
        opened = self._house.ledger.read(mandate_key(under.mandate))
        if opened is not None and opened["terms"]["dataset"] != me.dataset:
            raise self._differs(Text(zh="委托针对另一数据资源", en="the mandate is on another dataset"))
        return self._mandates.draw(
            mandate=under.mandate,
            request=request_of(checked.job),
            receiver=receiver,
            purpose=spec.purpose,
            program=permit_program(spec),
            fields=permit_fields(spec, me.name, under),
        )

    def _draw_grants(self, checked: Checked, under: UnderGrants, receiver: OrgId) -> GrantedRows:
        spec, me = checked.spec, checked.me
        if len(under.rows) != me.rows:
            raise self._differs(
                Text(zh="{rows} 行数据列有 {grants} 项授权", en="{grants} grants for {rows} rows").fill(
                    grants=len(under.rows), rows=me.rows
                )
            )
        named = spec.params.get("enterprises")
        if named is not None and named != [str(row.uscc) for row in under.rows]:
            raise self._differs(
                Text(zh="任务所列企业不同或次序不同", en="the job names other enterprises, or in another order")
            )
        for row in under.rows:
            self._check_row(row, me, self._house.suite)
        drawn = self._permits.draw_batch(
            request=request_of(checked.job),
            grants=[row.grant for row in under.rows],
            receiver=receiver,
            purpose=spec.purpose,
            program=permit_program(spec),
            fields=permit_fields(spec, me.name, under),
        )
        if drawn.refused:
            counts = Counter(drawn.refused.values())
            reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items()))
            raise PermitsRefused(
                refused=len(drawn.refused), of=len(under.rows), reasons=reasons, party=me.name, stage=_STAGE
            )
        return GrantedRows(drawn.permits, tuple(row.uscc for row in under.rows))

    def _check_row(self, row: GrantedRow, me: Party, suite: Suite) -> None:
        """Before the count: a job about other enterprises, or other data, spends no use of these grants."""
        terms = self._permits.terms_of(row.grant)
        if terms.dataset != me.dataset:
            raise self._differs(Text(zh=f"{row.grant} 针对另一数据资源", en=f"{row.grant} is on another dataset"))
        if len(row.salt) != SALT_SIZE or subject_of(row.salt, row.uscc, suite) != terms.subject:
            raise self._differs(Text(zh=f"{row.grant} 属于另一企业", en=f"{row.grant} is of another enterprise"))

    def _differs(self, reason: Text) -> PermitDiffers:
        return PermitDiffers(reason=reason, party=str(self._house.org), stage=_STAGE)


def entries_of(held: Held | None) -> tuple[EntryId, ...]:
    """The ledger entries that counted these uses."""
    if held is None:
        return ()
    permits = held.permits if isinstance(held, GrantedRows) else (held,)
    return tuple(dict.fromkeys(permit.entry for permit in permits))
