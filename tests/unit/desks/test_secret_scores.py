"""The desk of secret scores: every way in which a computation can end, and two who ask at once."""

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from puhui.desks.actors import Actor
from puhui.desks.cards import joint_card
from puhui.desks.cards.shelf import CardShelf
from puhui.desks.cases import Case, Concluded
from puhui.desks.collecting import Subject
from puhui.desks.screening.casing import Handed
from puhui.desks.secret_scores import ScoreModels, SecretScoreDesk
from puhui.desks.secret_scores import desk as module
from puhui.desks.secret_scores.errors import NotByScore, ScoreNotGranted
from puhui.kernel import Category, Language, ManualClock, PuhuiError, SeededEntropy, Text, suite
from puhui.kernel.identifiers import Uscc
from puhui.lending import stranger
from puhui.market import NOT_SHOWN, shipped_products
from puhui.privacy.cards import card_digest
from puhui.privacy.errors import EngineMissing
from puhui.privacy.jobs import JobError, JobState
from puhui.storage import Database

SUITE = suite("ed25519-sha256")
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
CODE = Uscc("91130200MA0A1B2C36")
APPLICATION = "app_1"
OFFICER = Actor(person="psn_1", name="o", role="officer", org="bank-a", uscc=None)
PRODUCT = next(product for product in shipped_products() if product.evidence.by_score)
DONE = f"uscc,score,pd,grade,coverage\n{CODE},718.60,0.010065,A,1.0\n".encode()


class Busy(PuhuiError):
    category = Category.UNAVAILABLE
    cause = Text(zh="忙", en="busy")
    remedy = Text(zh="稍后", en="later")
    retriable = True


@dataclass
class Job:
    id: str
    state: JobState = JobState.RUNNING
    error: JobError | None = None

    @property
    def spec(self):
        told = {"model": card_digest(joint_card(), SUITE), "key": "uscc"}
        parties = [SimpleNamespace(name="tax", dataset="tax/vat-invoices"), SimpleNamespace(name="bank-a", dataset="")]
        return SimpleNamespace(word=told.__getitem__, program="99" * 32, parties=parties)


class Computing:
    """What the desk asks of the computing desk, under the test's hand."""

    def __init__(self):
        self.jobs = {}
        self.result_bytes = DONE
        self.refuses = None
        self.cancelled = []

    def begin(self, table, spec_of, *, under, deadline, model):
        if self.refuses:
            raise self.refuses
        assert table == f"uscc\n{CODE}\n"
        assert deadline == NOW + timedelta(minutes=10)
        assert model == joint_card().dump()
        job = f"job{len(self.jobs)}"
        self.jobs[job] = Job(job)
        return job

    def job(self, job):
        return self.jobs[job]

    def wait(self, job, within_s):
        return self.jobs[job]

    def result(self, job):
        return "scores.csv", self.result_bytes

    def cancel(self, job, language):
        self.cancelled.append(job)

    def computation(self, job, language):
        return None

    def end(self, state, error=None):
        for job in self.jobs.values():
            if job.state is JobState.RUNNING:
                job.state, job.error = state, error


class Cases:
    """What the desk asks of the bank's desk."""

    def __init__(self, database):
        self.database = database
        self.product = PRODUCT
        self.concluded_with = []
        self.raises = []

    def case(self, id_):
        application = SimpleNamespace(id=id_, granted=[])
        return Case(application, self.product, Subject(CODE, b"s" * 16), Handed())

    def own_data(self, uscc):
        return stranger(NOW.date())

    def concluded(self, id_):
        return None

    def conclude(self, case, evidence, scored, assessed_by, keep):
        if self.raises:
            raise self.raises.pop(0)
        with self.database.transaction() as connection:
            keep(connection, "entry")
        self.concluded_with.append((evidence, scored, assessed_by))
        return Concluded({})


@pytest.fixture
def house(tmp_path, monkeypatch):
    database = Database.file(tmp_path / "node.sqlite")
    database.create()
    computing, cases = Computing(), Cases(database)
    directory = SimpleNamespace(name_of=lambda org: Text(zh=org, en=org))
    monkeypatch.setattr(module, "find_grants", lambda *_: [])

    def desk(**changed):
        return SecretScoreDesk(
            cases=cases,
            models=ScoreModels(shipped_products(), CardShelf(tmp_path), SUITE),
            computing=computing,
            database=changed.get("database", database),
            ledger=None,
            directory=directory,
            clock=ManualClock(NOW),
            entropy=SeededEntropy(1),
        )

    yield SimpleNamespace(desk=desk, computing=computing, cases=cases, database=database)
    database.close()


def told(desk):
    return desk.scoring(APPLICATION, Language.EN)


def test_it_waits_runs_and_is_done_with_its_job_and_model_on_record(house):
    desk = house.desk()
    assert told(desk).state == "waiting"
    assert desk.ask(APPLICATION, OFFICER, Language.EN).state == "running"
    assert desk.settle() == 1
    assert told(desk).state == "running"
    house.computing.end(JobState.DONE)
    assert desk.settle() == 0
    assert told(desk).state == "done"
    ((evidence, scored, by),) = house.cases.concluded_with
    assert by == OFFICER.person
    assert (scored.score, scored.pd, scored.grade, scored.coverage) == (718.6, 0.010065, "A", 1.0)
    assert evidence.indicators == []
    assert {"age_m", "rev12_eff_fen", "dishonest_now"} <= set(evidence.not_shown)
    held = evidence.score_document
    assert (held["job"], held["program"]) == ("job0", "99" * 32)
    assert held["model_digest"] == card_digest(joint_card(), SUITE)


def test_asking_twice_is_one_computation_and_after_the_end_another(house):
    desk = house.desk()
    asking = [threading.Thread(target=desk.ask, args=(APPLICATION, OFFICER, Language.EN)) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert list(house.computing.jobs) == ["job0"]
    house.computing.end(JobState.DONE)
    desk.settle()
    desk.ask(APPLICATION, OFFICER, Language.EN)
    assert list(house.computing.jobs) == ["job0", "job1"]


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.REFUSED, JobState.CANCELLED])
def test_a_computation_that_fails_says_who_why_and_what_to_do_and_can_be_asked_for_again(house, state):
    desk = house.desk()
    desk.ask(APPLICATION, OFFICER, Language.EN)
    error = JobError(
        "party_lost", "tax", "computing", {"zh-CN": "失联", "en": "lost"}, {"zh-CN": "重试", "en": "again"}, True
    )
    house.computing.end(state, error)
    desk.settle()
    problem = told(desk).problem
    assert (problem.code, problem.party, problem.cause, problem.remedy) == ("party_lost", "tax", "lost", "again")
    assert desk.scoring(APPLICATION, Language.ZH_CN).problem.remedy == "重试"
    assert house.cases.concluded_with == []
    assert desk.ask(APPLICATION, OFFICER, Language.EN).state == "running"


def test_what_is_refused_before_anybody_was_invited_leaves_nothing_behind(house):
    desk = house.desk()
    house.computing.refuses = EngineMissing(stage="engine")
    with pytest.raises(EngineMissing) as error:
        desk.ask(APPLICATION, OFFICER, Language.EN)
    assert "make privacy" in error.value.remedy_text.en
    assert told(desk).state == "waiting"
    house.computing.refuses = None
    assert desk.ask(APPLICATION, OFFICER, Language.EN).state == "running"


@pytest.mark.parametrize(
    "result",
    [
        b"",
        b"uscc,score,pd,grade,coverage\n",
        DONE + DONE.splitlines()[1],
        DONE.replace(CODE.encode(), b"91110000600037341L"),
        b"uscc,score\n" + CODE.encode() + b",700\n",
        DONE.replace(b"718.60", b"much"),
    ],
)
def test_a_result_that_is_not_this_enterprises_one_row_is_never_assessed(house, result):
    desk = house.desk()
    desk.ask(APPLICATION, OFFICER, Language.EN)
    house.computing.result_bytes = result
    house.computing.end(JobState.DONE)
    desk.settle()
    assert told(desk).problem.code == "score_unreadable"
    assert house.cases.concluded_with == []


def test_coverage_too_thin_for_a_score_is_assessed_without_one(house):
    desk = house.desk()
    desk.ask(APPLICATION, OFFICER, Language.EN)
    house.computing.result_bytes = f"uscc,score,pd,grade,coverage\n{CODE},,,,0.2\n".encode()
    house.computing.end(JobState.DONE)
    desk.settle()
    ((_, scored, _),) = house.cases.concluded_with
    assert (scored.score, scored.grade, scored.coverage) == (None, None, 0.2)


def test_an_assessment_that_cannot_be_made_now_is_made_later_and_one_that_breaks_is_told(house):
    desk = house.desk()
    desk.ask(APPLICATION, OFFICER, Language.EN)
    house.computing.end(JobState.DONE)
    house.cases.raises = [Busy()]
    assert desk.settle() == 1
    assert told(desk).state == "running"
    assert desk.settle() == 0
    assert told(desk).state == "done"
    desk.ask(APPLICATION, OFFICER, Language.EN)
    house.computing.end(JobState.DONE)
    house.cases.raises = [ZeroDivisionError()]
    desk.settle()
    assert told(desk).problem.code == "assessment_broke"


def test_a_product_that_names_another_card_meanwhile_takes_no_score_of_the_old_one(house, monkeypatch):
    desk = house.desk()
    desk.ask(APPLICATION, OFFICER, Language.EN)
    house.cases.product = replace(PRODUCT, code="tax-credit")
    house.computing.end(JobState.DONE)
    desk.settle()
    assert told(desk).problem.code == "not_by_score"


@pytest.mark.parametrize("ended", [JobState.DONE, JobState.FAILED])
def test_a_desk_that_comes_up_again_finds_what_ran(house, ended):
    house.desk().ask(APPLICATION, OFFICER, Language.EN)
    error = JobError(
        "node_restarted",
        "bank-a",
        "running",
        {"zh-CN": "重启", "en": "up again"},
        {"zh-CN": "重试", "en": "again"},
        True,
    )
    house.computing.end(ended, None if ended is JobState.DONE else error)
    again = house.desk()
    again.start()
    never = threading.Event()
    for _ in range(200):
        if told(again).state != "running":
            break
        never.wait(0.05)
    again.stop()
    assert told(again).state == ("done" if ended is JobState.DONE else "failed")


def test_a_computation_that_could_not_be_written_down_is_ended(house):
    class Full:
        def transaction(self):
            raise Busy()

    desk = house.desk()
    desk._kept = lambda _: None
    desk._database = Full()
    with pytest.raises(Busy):
        desk.ask(APPLICATION, OFFICER, Language.EN)
    assert house.computing.cancelled == ["job0"]


def test_a_product_that_shows_indicators_has_no_secret_score(house):
    house.cases.product = next(product for product in shipped_products() if product.code == "tax-credit")
    with pytest.raises(NotByScore):
        house.desk().ask(APPLICATION, OFFICER, Language.EN)


def test_every_error_of_the_desk_says_what_to_do(house):
    error = ScoreNotGranted(grant="grt_1", custodian="tax", state="revoked")
    assert "apply anew" in error.remedy_text.en
    assert NOT_SHOWN == "not_shown"
