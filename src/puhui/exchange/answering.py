"""Answer a question where the data lies: check it, have the use counted, compute, release."""

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from puhui.consent import Answer, Computed, GrantTerms, Outcome, Permit, PermitDesk, WrongSubject
from puhui.credit.indicator import Cause, IndicatorSet
from puhui.exchange.errors import PermitDoesNotCover, UnknownDataset
from puhui.exchange.model import Question, indicators_to_bytes
from puhui.kernel import Suite
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId, OrgId
from puhui.parties import SALT_SIZE, subject_of


class Connector(Protocol):
    """A custodian's way into one of its datasets. Safe from many threads; it never writes.

    Both verbs raise `SourceDown` (retriable) when the data cannot be read now.
    """

    def check(self) -> None:
        """Return if the data can be read: asked before a use is counted, so that none is spent on a broken source."""
        ...

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """The permit's `fields` about one enterprise, in their order; what the source lacks has cause `no_record`."""
        ...


class RowConnector(Connector, Protocol):
    """A connector that private computations read, too: many enterprises at once."""

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """For each permit, of the enterprise in its place, these fields. Raises `PermitDoesNotCover`, `SourceDown`."""
        ...


@runtime_checkable
class TaggedConnector(RowConnector, Protocol):
    """A connector that counts by keyed digests which a private computation names: who has one of them, too."""

    def fetch_tagged(
        self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str], tags: Sequence[str]
    ) -> list[IndicatorSet]:
        """As `fetch_rows`, with the counts for these `kind:digest` texts. Raises `PermitDoesNotCover`, `SourceDown`."""
        ...


def answer(permit: Permit, question: Question, connectors: Mapping[DatasetId, Connector], suite: Suite) -> Computed:
    """Compute what `permit` allows of what `question` asks.

    The outcome is `no_record` when the source has no value for any of the fields and is not stale either. Raises
    `PermitDoesNotCover`, `UnknownDataset`, `SourceDown`.
    """
    _check_covers(permit, question, suite)
    connector = connectors.get(permit.dataset)
    if connector is None:
        raise UnknownDataset(dataset=str(permit.dataset), party=str(permit.custodian), stage="exchange.answering")
    held = connector.fetch(permit, question.uscc, permit.fields)
    known = any(item.cause in (Cause.GRANTED, Cause.STALE) for item in held.indicators)
    return Computed(indicators_to_bytes(permit.dataset, held), Outcome.ANSWERED if known else Outcome.NO_RECORD)


class Custodian:
    """The desk of one custodian that answers questions under grants."""

    def __init__(self, desk: PermitDesk, connectors: Mapping[DatasetId, Connector], *, suite: Suite) -> None:
        self._desk = desk
        self._connectors = connectors
        self._suite = suite

    def serve(
        self, question: Question, asker: OrgId, connectors: Mapping[DatasetId, Connector] | None = None
    ) -> Answer:
        """The answer to a question of `asker`, whose signature the caller has verified. `connectors` stand in for the
        desk's own where the question came with something to compare.

        Raises a `DrawDenied` for what no grant allows (recorded on the ledger), `SourceDown` and `LedgerUnsure` for
        what may work later with the same request id.
        """
        terms = self._desk.terms_of(question.grant)
        self._check_subject(terms, question, asker)
        known = self._connectors if connectors is None else connectors
        if not self._desk.has_counted(question.request):
            _source(known, terms).check()
        permit = self._desk.draw_permit(
            grant=question.grant,
            request=question.request,
            receiver=asker,
            purpose=question.purpose,
            program=question.program,
            fields=question.fields,
        )
        return self._desk.release(permit, lambda drawn: answer(drawn, question, known, self._suite))

    def _check_subject(self, terms: GrantTerms, question: Question, asker: OrgId) -> None:
        """Before the count: a bank that asks about another enterprise spends no use of this one's grant."""
        if not _is_about(terms.subject, question, self._suite):
            raise self._desk.denied(
                grant=question.grant, request=question.request, receiver=asker, reason=WrongSubject.reason
            )


def _source(connectors: Mapping[DatasetId, Connector], terms: GrantTerms) -> Connector:
    connector = connectors.get(terms.dataset)
    if connector is None:
        raise UnknownDataset(dataset=str(terms.dataset), party=str(terms.custodian), stage="exchange.answering")
    return connector


def _check_covers(permit: Permit, question: Question, suite: Suite) -> None:
    asked = {
        "grant": (permit.grant, question.grant),
        "request": (permit.request, question.request),
        "purpose": (permit.purpose, question.purpose),
        "program": (permit.program, question.program),
        "fields": (tuple(permit.fields), question.fields),
    }
    differs = [name for name, (drawn, wanted) in asked.items() if drawn != wanted]
    if not _is_about(permit.subject, question, suite):
        differs.append("subject")
    if differs:
        raise PermitDoesNotCover(what=", ".join(differs), party=str(permit.custodian), stage="exchange.answering")


def _is_about(subject: str, question: Question, suite: Suite) -> bool:
    return len(question.salt) == SALT_SIZE and subject_of(question.salt, question.uscc, suite) == subject
