"""The desk: ask for an application's secret score, see how far it is, and have the bank's rules speak when it is there.

A scoring is kept as running from the moment its computation has begun, and ends in one transaction with what came of
it: the assessment, or the reason why there is none. A node that comes up again finds the computation done, and
assesses, or failed by its own going down, and says so.
"""

import threading
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.engine import Connection

from puhui.consent import Grant, find_grants, serves_any_application
from puhui.desks.actors import Actor
from puhui.desks.cases import Case, Cases
from puhui.desks.computing import ComputingDesk
from puhui.desks.directory import Directory
from puhui.desks.localising import localised
from puhui.desks.problems import of_error, of_job
from puhui.desks.secret_scores.errors import AssessmentBroke, NotByScore, ScoreUnreadable
from puhui.desks.secret_scores.models import ScoreModel, ScoreModels
from puhui.desks.secret_scores.proposing import KEY, require_granted, score_spec, under_grants
from puhui.desks.secret_scores.reading import ScoreReader
from puhui.desks.store import document, documents, put_document, remove_document
from puhui.desks.views import SecretScoreView
from puhui.exchange import all_definitions
from puhui.kernel import Clock, Entropy, Language, PuhuiError, Text
from puhui.kernel.ids import ScoreId
from puhui.ledger import Ledger
from puhui.lending.assessing import Evidence
from puhui.privacy.jobs import Job, JobState
from puhui.privacy.jobs.model import OPEN_STATES
from puhui.storage import Database

WITHIN = timedelta(minutes=10)
"""How long a computation may take until it ends by itself."""

_SCORING, _RUNNING = "secret-score", "secret-score-running"
_LOOK_S = 1.0
_STAGE = "desks.secret_scores"

_log = structlog.get_logger("puhui.desks.secret_scores")

Kept = dict[str, Any]


class SecretScoreDesk:
    """One bank's secret scores. Safe from many threads; one desk a node."""

    def __init__(
        self,
        *,
        cases: Cases,
        models: ScoreModels,
        computing: ComputingDesk,
        database: Database,
        ledger: Ledger,
        directory: Directory,
        clock: Clock,
        entropy: Entropy,
        within: timedelta = WITHIN,
    ) -> None:
        self._cases, self._models, self._computing = cases, models, computing
        self._database, self._ledger, self._directory = database, ledger, directory
        self._clock, self._entropy, self._within = clock, entropy, within
        self._one = threading.Lock()  # of two who ask at once, or two who settle, one does
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    # What the bank's people do.

    def ask(self, id_: str, actor: Actor, language: Language) -> SecretScoreView:
        """Begin the computation, and return at once; one that runs already is shown as it is.

        Raises what makes the application unassessable, `NotByScore`, `ScoreNotGranted`, and what refuses the
        computation before anybody was invited: nothing has begun then.
        """
        case = self._cases.case(id_)
        with self._one:
            kept = self._kept(id_)
            if kept is None or kept["state"] != "running":
                kept = self._begin(case, actor)
        self._news.set()
        return self._view(id_, kept, language)

    def scoring(self, id_: str, language: Language) -> SecretScoreView:
        """How far an application's secret score is."""
        return self._view(id_, self._kept(id_), language)

    # Beside requests.

    def start(self) -> None:
        """Look after what runs, also from before the node went down. After the computing desk has recovered."""
        self._thread = threading.Thread(target=self._look, name="secret scores", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the looking; what runs is found again at the next start."""
        self._stopping.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join()

    def settle(self) -> int:
        """Assess, or fail, every application whose computation is over; how many still run."""
        return sum(not self._settled(id_) for id_ in self._running())

    # Inside.

    def _begin(self, case: Case, actor: Actor) -> Kept:
        model = self._model(case)
        now = self._clock.now()
        found: list[Grant] = find_grants(self._ledger, case.application.granted, now)
        grants = [one for one in found if not serves_any_application(one.terms.program)]
        require_granted(model, grants)
        job = self._computing.begin(
            f"{KEY}\n{case.subject.uscc}\n",
            lambda mine: score_spec(model, grants, case.subject, mine, self._ledger),
            under=under_grants(grants, case.subject),
            deadline=now + self._within,
            model=model.card.dump(),
        )
        kept: Kept = {"state": "running", "job": job, "asked_by": actor.person, "asked_at": now.isoformat()}
        try:
            with self._database.transaction() as connection:
                self._put(connection, case.application.id, kept)
        except Exception:
            self._computing.cancel(job, Language.EN)  # nobody would ever look at it
            raise
        return kept

    def _model(self, case: Case) -> ScoreModel:
        model = self._models.of(case.product.code)
        if model is None:
            raise NotByScore(product=case.product.code, stage=_STAGE)
        return model

    def _look(self) -> None:
        while not self._stopping.is_set():
            try:
                running = self._running()
                if running:
                    self._wait_for(running[0])
                else:
                    self._news.wait()
                    self._news.clear()
            except Exception:  # noqa: BLE001 - whatever broke this look, the next one must come
                _log.exception("what runs is looked at again")
                self._stopping.wait(_LOOK_S)

    def _wait_for(self, id_: str) -> None:
        """Settle all that is over, once this one is or a moment has passed."""
        kept = self._kept(id_)
        assert kept is not None  # it is marked as running in the same transaction
        over = self._computing.wait(kept["job"], _LOOK_S).state not in OPEN_STATES
        if self.settle() and over:
            self._stopping.wait(_LOOK_S)  # it could not be settled: not again at once

    def _settled(self, id_: str) -> bool:
        with self._one:
            kept = self._kept(id_)
            if kept is None or kept["state"] != "running":
                return True
            job = self._computing.job(kept["job"])
            if job.state in OPEN_STATES:
                return False
            if job.state is not JobState.DONE:
                assert job.error is not None  # whatever ends a job undone says why
                self._fail(id_, kept, of_job(job.error))
                return True
            try:
                self._assess(id_, kept, job)
            except PuhuiError as error:
                if error.retriable:
                    _log.warning("a score is assessed later", application=id_, cause=error.cause_text.en)
                    return False
                self._fail(id_, kept, of_error(error))
            except Exception as broken:  # noqa: BLE001 - whatever broke, the officer must hear of it
                _log.exception("the assessment of a score broke", application=id_)
                self._fail(id_, kept, of_error(AssessmentBroke(what=type(broken).__name__, stage=_STAGE)))
            return True

    def _assess(self, id_: str, kept: Kept, job: Job) -> None:
        case = self._cases.case(id_)
        model = self._model(case)
        if job.spec.word("model") != model.name.digest:
            raise ScoreUnreadable(job=job.id, reason=Text(zh="出自另一个模型", en="of another model"), stage=_STAGE)
        reader = ScoreReader(model, case.subject, self._directory)
        score_id = ScoreId.new(self._clock, self._entropy)
        _, result = self._computing.result(job.id)
        scored = reader.read(job, result, id_=score_id, at=self._clock.now())
        evidence = Evidence(
            indicators=[],
            score=scored,
            own=self._cases.own_data(case.subject.uscc),
            score_document=scored.record(),
            not_shown={name: one.source for name, one in all_definitions().items()},
        )

        def keep(connection: Connection, _: str) -> None:
            self._put(connection, id_, kept | {"state": "done"})

        self._cases.conclude(case, evidence, scored, kept["asked_by"], keep)

    def _fail(self, id_: str, kept: Kept, problem: dict[str, Any]) -> None:
        with self._database.transaction() as connection:
            self._put(connection, id_, kept | {"state": "failed", "problem": problem})

    def _put(self, connection: Connection, id_: str, kept: Kept) -> None:
        at = datetime.fromisoformat(kept["asked_at"])
        put_document(connection, _SCORING, id_, kept, uscc="", at=at)
        if kept["state"] == "running":
            put_document(connection, _RUNNING, id_, {"application": str(id_)}, uscc="", at=at)
        else:
            remove_document(connection, _RUNNING, id_)

    def _kept(self, id_: str) -> Kept | None:
        with self._database.transaction() as connection:
            return document(connection, _SCORING, id_)

    def _running(self) -> list[str]:
        with self._database.transaction() as connection:
            return [kept["application"] for kept in documents(connection, _RUNNING)]

    def _view(self, id_: str, kept: Kept | None, language: Language) -> SecretScoreView:
        told: dict[str, Any] = {"application": id_, "state": "waiting", "asked_at": None, "problem": None}
        told |= {"computation": None, "recommendation": None}
        if kept is not None:
            told |= {name: kept.get(name) for name in ("state", "asked_at", "problem")}
            told["computation"] = self._computing.computation(kept["job"], language)
        if told["state"] == "done" and (concluded := self._cases.concluded(id_)):
            told["recommendation"] = concluded.view(language)
        return SecretScoreView.model_validate(told | {"problem": localised(told["problem"], language)})
