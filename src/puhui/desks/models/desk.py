"""The desk of models: one registers, another validates, a third approves and lets serve. Each step is one transaction.

Whoever acts is the signed-in person; the registry holds them by their ids, so that no name spelt otherwise is a second
person. What a validator says is measured here, on the table that the validator brings.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy.engine import Connection

from puhui.credit import Kind, Scorecard
from puhui.credit.calibration import MIN_CLASS, MIN_ROWS
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.registry import Actor as Person
from puhui.credit.registry import Approval, Registry, Role, Validation
from puhui.credit.registry.journal import last_day_of
from puhui.credit.segments import shipped_shelf
from puhui.desks.actors import Actor
from puhui.desks.errors import ThingNotFound
from puhui.desks.models import store
from puhui.desks.models.adjusting import calibrated, moved, outcomes_of
from puhui.desks.models.errors import (
    AdjustedOnce,
    CardNeverScored,
    OwnDataInShadowOnly,
    ReasonMissing,
    ShadowOnly,
    TooFewBads,
)
from puhui.desks.models.journal import Journal
from puhui.desks.models.outcomes import scored_applications
from puhui.desks.models.reading import OWN, bads_of, measured_on, read_model, registration_of, sources_by_column
from puhui.desks.models.serving import model_of
from puhui.desks.models.showing import model_list, model_view, needs_reports, outcomes_view
from puhui.desks.models.uses import known_use, shipped_use
from puhui.desks.views import (
    ModelAdjustment,
    ModelApproval,
    ModelList,
    ModelOutcomesList,
    ModelRegistration,
    ModelValidation,
    ModelView,
)
from puhui.kernel import Clock, Language
from puhui.lending.office import LoanOffice
from puhui.storage import Database

_STAGE, _MOMENT = "desks.models", timedelta(microseconds=1)
_VERDICTS = {"pass": "通过 / passed", "refuse": "不通过 / refused"}
Step = Callable[[Connection, Registry, datetime], tuple[Registry, bytes]]


class ModelDesk:
    """One bank's models. Safe from many threads."""

    def __init__(
        self, *, office: LoanOffice, database: Database, journal: Journal, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._office, self._database, self._journal = office, database, journal
        self._clock, self._wake = clock, wake

    # Looking.

    def models(self, language: Language) -> ModelList:
        """All models and what serves each use now."""
        with self._database.transaction() as connection:
            return model_list(connection, self._clock.now(), language)

    def model(self, digest: str, language: Language) -> ModelView:
        """One model with its steps; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            return self._view(connection, digest, language)

    def file(self, digest: str) -> bytes:
        """The file of a registered model, withdrawn ones too; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            self._registered(connection, digest)
            return store.file_of(connection, digest)

    def report(self, digest: str, report: str) -> bytes:
        """A training or validation report of a model; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            self._registered(connection, digest)
            if report not in needs_reports(connection, digest):
                raise ThingNotFound(kind="report", id=report, stage=_STAGE)
            return store.file_of(connection, report)

    def outcomes(self, language: Language) -> ModelOutcomesList:
        """The cards that scored here with what is known of their loans: what `adjust` may be asked of."""
        until, items = self._clock.now() + _MOMENT, []
        with self._database.transaction() as connection:
            for digest in store.models_that_scored(connection, until):
                card = model_of(store.file_of(connection, digest))
                items.append(
                    outcomes_view(card, digest, scored_applications(connection, self._office, digest, until), language)
                )
        return ModelOutcomesList(items=items, needed_rows=MIN_ROWS, needed_each=MIN_CLASS)

    # The steps of a life.

    def register(self, asked: ModelRegistration, actor: Actor, language: Language) -> ModelView:
        """Enter a model as developed.

        Raises `UnknownUse`, `VersionTaken`, and what reading the file raises.
        """
        model, file = read_model(asked.file)
        use = known_use(asked.use)
        digest = digest_of_bytes(file)

        def step(connection: Connection, registry: Registry, at: datetime) -> tuple[Registry, bytes]:
            report = store.keep_file(connection, asked.report.encode()) if asked.report else ""
            stepped = registry.register(registration_of(model, file, use, report), _person(actor), at)
            store.keep_file(connection, file)
            return stepped

        return self._take("registered", digest, step, actor, language)

    def adjust(self, digest: str, asked: ModelAdjustment, actor: Actor, language: Language) -> ModelView:
        """Enter what own outcomes make of a card that scored here: its PDs anew, or its level in a segment.

        `digest` may be a shipped card's. Raises `CardNeverScored`, `ShadowOnly`, `AdjustedOnce`, `OutcomesTooFew`,
        `VersionTaken`, and what the estimates raise.
        """
        with self._database.transaction() as connection:
            if digest not in store.models_that_scored(connection, self._clock.now() + _MOMENT):
                raise CardNeverScored(stage=_STAGE)
            card = model_of(store.file_of(connection, digest))
            held = self._journal.read(connection).states.get(digest)
            rows = scored_applications(connection, self._office, digest, self._clock.now() + _MOMENT)
        if not isinstance(card, Scorecard):
            raise ShadowOnly(model=f"{card.name}@{card.version}", stage=_STAGE)
        if asked.segment is None:
            made = calibrated(card, digest, outcomes_of(rows), asked.version)
        elif "segment_offset" in card.training:
            raise AdjustedOnce(model=f"{card.name}@{card.version}", stage=_STAGE)
        else:
            made = moved(card, digest, asked.segment, outcomes_of(rows, asked.segment), asked.version)
        use = asked.segment or (shipped_use(card.name) if held is None else held.made.use)
        return self.register(ModelRegistration(use=use, file=made.dump().decode()), actor, language)

    def validate(self, digest: str, asked: ModelValidation, actor: Actor, language: Language) -> ModelView:
        """Measure a model on other data and record the verdict.

        Raises `NotIndependent`, `ValidatedOnTrainingData`, `ReasonMissing`, and what reading the table raises.
        """
        if asked.verdict != "by_figures" and not asked.reason.strip():
            raise ReasonMissing(stage=_STAGE)
        found = measured_on(model_of(self.file(digest)), asked.table, asked.target, asked.bad)
        findings = [f"{trigger.zh} / {trigger.en}" for trigger in found.triggers]
        if asked.verdict != "by_figures":
            findings.append(f"{_VERDICTS[asked.verdict]}: {asked.reason.strip()}")
        passed = asked.verdict == "pass" or (asked.verdict == "by_figures" and not found.triggers)
        stability = found.stability

        def step(connection: Connection, registry: Registry, at: datetime) -> tuple[Registry, bytes]:
            return registry.validate(
                digest,
                Validation(
                    by=_person(actor),
                    at=at,
                    data=digest_of_bytes(asked.table.encode()),
                    report=store.keep_file(connection, found.page()),
                    passed=passed,
                    figures=found.measures.as_dict() | {"psi": round(stability.psi, 4) if stability else None},
                    findings=tuple(findings),
                ),
            )

        return self._take("validated", digest, step, actor, language)

    def approve(self, digest: str, asked: ModelApproval, actor: Actor, language: Language) -> ModelView:
        """Allow a validated model to serve.

        Raises `NotIndependent`, `ApprovalTooLong`, `PdUncalibratedToServe`, `ModelNotReady`, `ShadowOnly`,
        `TooFewBads`, `OwnDataInShadowOnly`.
        """
        role = Role(asked.role)

        def step(connection: Connection, registry: Registry, at: datetime) -> tuple[Registry, bytes]:
            self._need_fit(connection, digest, role)
            expires: date = asked.expires or last_day_of(registry.find(digest)[1])
            return registry.approve(digest, Approval(_person(actor), at, role, expires, asked.order_only))

        return self._take("approved", digest, step, actor, language)

    def serve(self, digest: str, role: str, actor: Actor, language: Language) -> ModelView:
        """Let an approved model score; the champion of the same use steps back.

        Raises `ModelNotReady`, `ModelExpired`, `NotApprovedForRole`, `ShadowOnly`, `TooFewBads`.
        """

        def step(connection: Connection, registry: Registry, at: datetime) -> tuple[Registry, bytes]:
            self._need_fit(connection, digest, Role(role))
            return registry.serve(digest, Role(role), _person(actor), at)

        return self._take("serving", digest, step, actor, language)

    def withdraw(self, digest: str, reason: str, actor: Actor, language: Language) -> ModelView:
        """Take a model out of use for good; its file stays. Raises `ModelNotReady` for one that is withdrawn."""

        def step(_: Connection, registry: Registry, at: datetime) -> tuple[Registry, bytes]:
            return registry.withdraw(digest, reason, _person(actor), at)

        return self._take("withdrawn", digest, step, actor, language)

    def _take(
        self,
        kind: str,
        digest: str,
        step: Step,
        actor: Actor,
        language: Language,
    ) -> ModelView:
        with self._database.transaction() as connection:
            if kind != "registered":
                self._registered(connection, digest)
            after, event = step(connection, self._journal.read(connection), self._clock.now())
            self._journal.append(connection, after, event, kind=kind, by_name=actor.name)
            found = self._view(connection, digest, language)
        self._wake()
        return found

    def _need_fit(self, connection: Connection, digest: str, role: Role) -> None:
        model = model_of(store.file_of(connection, digest))
        if role is not Role.CHAMPION:
            return
        named, least = f"{model.name}@{model.version}", shipped_shelf().bads_min
        if not isinstance(model, Scorecard):
            raise ShadowOnly(model=named, stage=_STAGE)
        if OWN in sources_by_column(model).values():
            raise OwnDataInShadowOnly(model=named, stage=_STAGE)
        bads = bads_of(model) or 0
        if model.kind is Kind.FITTED and bads < least:
            raise TooFewBads(model=named, bads=bads, least=least, stage=_STAGE)

    def _registered(self, connection: Connection, digest: str) -> None:
        if digest not in self._journal.read(connection).states:
            raise ThingNotFound(kind="model", id=digest, stage=_STAGE)

    def _view(self, connection: Connection, digest: str, language: Language) -> ModelView:
        self._registered(connection, digest)
        return model_view(connection, digest, self._clock.now(), language)


def _person(actor: Actor) -> Person:
    return Person(actor.person, actor.org)
