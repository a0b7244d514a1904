"""Scorecards fitted by real party processes: equal to the same in the open, with nothing of one party at another."""

import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from bench.open_training import Opened, train_in_the_open
from bench.privacy_train import TERMS as LOAN_TERMS
from bench.privacy_train import lay_out, loans
from puhui.credit import Scorecard
from puhui.credit.validation import auc, ks
from puhui.kernel import PuhuiError, SystemClock, SystemEntropy, suite
from puhui.privacy import KeyKind, Op, Party, disclosure, evaluating
from puhui.privacy.errors import GroupTooSmall, NothingToTrain, PartyLost, SchemaDiffers
from puhui.privacy.evaluating import Setting, TrainTerms, job_folder, make_orders
from puhui.privacy.evaluating.training import spec_of
from puhui.privacy.ops.training import split
from puhui.privacy.order import Order
from puhui.privacy.policy import CELL_MIN
from puhui.privacy.programs import program_digest
from puhui.privacy.supervising import Progress, Supervisor

pytestmark = pytest.mark.spu
TERMS = TrainTerms("id", KeyKind.TEXT, "status", seed=3, name="card")
CANARY = "ZEBRA"


def write(path: Path, **columns: list[object]) -> Path:
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(map(str, row)) for row in rows]
    path.write_text("\n".join([",".join(columns), *lines]) + "\n")
    return path


def parties(folder: Path, rows: int = 1200) -> list[Path]:
    """A bank with outcomes, and two custodians; keys spelt differently, gaps, a rare level, a column that tells
    nothing, one that repeats another, and in every file values and keys that nobody else may ever see."""
    rng = np.random.default_rng(7)
    ids = [f"K{at:05d}" for at in range(rows)]
    own, usage = rng.normal(size=rows), rng.normal(size=rows)
    sales = rng.gamma(2, 1000, rows).round(2)
    levels = rng.choice(["red", "amber", "green", f"{CANARY}rare"], rows, p=[0.45, 0.3, 0.245, 0.005])
    level_odds = np.select([levels == "red", levels == "amber"], [-0.8, 0.2], 0.9)
    odds = 1.1 + 0.8 * own + 0.5 * usage + 0.0004 * (sales - 2000) + level_odds
    good = rng.random(rows) < 1 / (1 + np.exp(-odds))
    unknown = rng.random(rows) < 0.02
    bank = write(
        folder / "bank.csv",
        id=[*ids, ids[3], "", f"{CANARY}BANKONLY"],
        status=[*np.where(unknown, "", np.where(good, "paid", "default")), "paid", "paid", "paid"],
        own=[*own.round(4), 0, 0, 424242.4242],
        flip=[*rng.integers(0, 2, rows), 0, 0, 1],
    )
    some = rng.permutation(rows)[: int(rows * 0.96)]
    gaps = rng.random(rows) < 0.06
    tax = write(
        folder / "tax.csv",
        id=[*[f" {ids[at].lower()}" for at in some], f"{CANARY}TAXONLY"],
        sales=[*["" if gaps[at] else sales[at] for at in some], 515151.5151],
        level=[*levels[some], "red"],
    )
    some = rng.permutation(rows)[: int(rows * 0.97)]
    power = write(
        folder / "power.csv",
        usage=[*usage[some].round(3), 616161.6161],
        twice=[*(2 * usage[some] + rng.normal(size=len(some)) * 0.05).round(3), 1],
        id=[*[ids[at] for at in some], f"{CANARY}POWERONLY"],
    )
    return [bank, tax, power]


def assert_equal_to_the_open(card: Scorecard, opened: Opened) -> None:
    """Scores within 1 point, AUC within 0.002, and what the parties measured is what the card measures."""
    assert [a.name for a in card.attributes] == [a.name for a in opened.card.attributes]
    assert [item["column"] for item in card.excluded] == [item["column"] for item in opened.card.excluded]
    assert np.abs(opened.scores(card) - opened.scores(opened.card)).max() < 0.1
    (secret_auc, secret_ks), (open_auc, _) = opened.measures(card), opened.measures(opened.card)
    assert abs(secret_auc - open_auc) < 0.0005
    assert card.metrics["auc"] == pytest.approx(secret_auc, abs=0.001)
    assert secret_ks - 0.01 < card.metrics["ks"] <= secret_ks + 5e-5
    assert card.metrics["rows"] == len(opened.held)
    assert card.training["rows"] == len(opened.fitted)


@dataclass(frozen=True)
class Trained:
    """One training over three parties that several tests look at: its folder is still there."""

    files: list[Path]
    orders: list[Order]
    told: list[Progress]

    @property
    def card(self) -> Scorecard:
        return Scorecard.parse((self.out("bank") / "model.json").read_bytes())

    def out(self, party: str) -> Path:
        return next(order.place("out") for order in self.orders if order.me.name == party)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trained]:
    folder = tmp_path_factory.mktemp("train")
    files, told = parties(folder), list[Progress]()
    with ExitStack() as held:
        orders = _orders(files, held.enter_context(job_folder(folder)), held)
        with Supervisor(orders) as supervisor:
            supervisor.run(300, told.append)
        yield Trained(files, orders, told)


def test_three_parties_fit_what_one_would_in_the_open(trained: Trained) -> None:
    files, card = trained.files, trained.card
    opened = train_in_the_open(files[0], files[1:], TERMS)
    assert_equal_to_the_open(card, opened)
    sources = {a.name: a.source for a in card.attributes}
    left = {item["column"]: item["reason"] for item in card.excluded}
    assert sources.keys() | left.keys() == {"own", "flip", "sales", "level", "usage", "twice"}
    assert [sources[name] for name in ("own", "sales", "level")] == ["bank", "tax", "tax"]
    assert "information value" in left["flip"]
    assert "VIF" in left.get("twice", "") + left.get("usage", "")  # one of the two that say the same


def test_its_coefficients_are_those_of_another_library(trained: Trained) -> None:
    files, card = trained.files, trained.card
    opened = train_in_the_open(files[0], files[1:], TERMS)
    woes = []
    for attribute in card.attributes:
        table = next(one for one in card.scorer.attributes if one.name == attribute.name)
        places = np.empty(len(opened.fitted), dtype=np.uint8)
        table.place(table.column(opened.frame[attribute.name][opened.fitted]), places)
        woes.append(np.array([item.woe for item in table.bins])[places])
    model = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10)
    model.fit(np.column_stack(woes), opened.good[opened.fitted])
    assert model.coef_[0] == pytest.approx([a.coefficient for a in card.attributes], abs=5e-4)
    assert model.intercept_[0] == pytest.approx(card.intercept, abs=5e-4)


def test_no_count_of_fewer_than_five_is_in_the_card_or_follows_from_it(trained: Trained) -> None:
    card = trained.card
    rows, bads = card.training["rows"], card.training["bads"]
    for attribute in card.attributes:
        shown = [
            (item.count, round(item.count * item.bad_rate)) for item in attribute.bins if item.bad_rate is not None
        ]
        assert all(count - bad >= CELL_MIN and bad >= CELL_MIN for count, bad in shown), attribute.name
        assert sum(count for count, _ in shown) == rows  # nothing is left over that subtraction would show
        assert sum(bad for _, bad in shown) == bads
    assert f"{CANARY}rare" not in card.dump().decode()


def test_stages_and_steps_are_told(trained: Trained) -> None:
    stages = [progress.stage for progress in trained.told if progress.party == "tax"]
    want = "order inputs linking greeting aligning binning sharing counting encoding pruning fitting validating"
    assert list(dict.fromkeys(re.sub(r" \d+$", "", stage) for stage in stages)) == [*want.split(), "closing", "done"]
    reports = {name: json.loads((trained.out(name) / "report.json").read_text()) for name in ("bank", "tax", "power")}
    assert f"fitting {reports['tax']['result']['steps']}" in stages
    assert reports["bank"]["input"]["null"] == 1
    assert reports["bank"]["input"]["duplicate_keys"] == 1
    learnt = {name: {fact["learns"] for fact in report["disclosed"]} for name, report in reports.items()}
    assert {"bins", "bin_counts", "coefficients", "card", "measures"} <= learnt["bank"]
    assert not learnt["tax"] & {"bins", "bin_counts", "coefficients", "inflation", "card", "measures", "matched_keys"}
    assert sorted(path.name for path in trained.out("tax").iterdir()) == ["report.json"]


def test_a_validation_of_the_card_says_what_its_scores_say(trained: Trained, tmp_path: Path, setting: Setting) -> None:
    files, card = trained.files, trained.card
    opened = train_in_the_open(files[0], files[1:], TERMS)
    evaluating.validate(
        card,
        files[0],
        files[1:],
        key="id",
        kind=KeyKind.TEXT,
        target="status",
        bad=(),
        out=tmp_path / "out",
        setting=setting,
    )
    said = json.loads((tmp_path / "out/bank/measures.json").read_text())
    risk = -opened.scores(card)
    assert said["rows"] == len(risk)
    assert said["auc"] == pytest.approx(auc(risk, ~opened.good), abs=0.001)
    assert said["ks"] == pytest.approx(ks(risk, ~opened.good), abs=0.01)


def test_two_parties_take_a_third_that_only_computes(tmp_path: Path, setting: Setting) -> None:
    files = parties(tmp_path, rows=500)[:2]
    terms = TrainTerms("id", KeyKind.TEXT, "status", bad=("default",), exclude=("flip",), holdout=0.0, name="two")
    done = evaluating.train(files[0], files[1:], terms, tmp_path / "out", setting)
    assert [(party.name, party.columns) for party in done.spec.parties][2] == ("computer", ())
    card = Scorecard.parse((tmp_path / "out/bank/model.json").read_bytes())
    opened = train_in_the_open(files[0], files[1:], terms)
    assert np.abs(opened.scores(card) - opened.scores(opened.card)).max() < 0.1
    assert not card.metrics
    told = json.loads((tmp_path / "out/computer/report.json").read_text())
    assert {fact["learns"] for fact in told["disclosed"]} == {"rows", "common_count", "bin_sizes", "steps", "timing"}


def test_nothing_of_another_lies_in_a_partys_folder_or_words(
    trained: Trained, capfd: pytest.CaptureFixture[str]
) -> None:
    secrets = {"bank": ["BANKONLY", "424242.4"], "tax": ["TAXONLY", "515151.5"], "power": ["POWERONLY", "616161.6"]}
    for order in trained.orders:
        seen = [path for path in Path(order.folder).rglob("*") if path.is_file()]
        assert len(seen) > 6
        others = [word for name, words in secrets.items() if name != order.me.name for word in words]
        outcomes = ["default", "paid"] if order.rank else []
        for path in seen:
            data = path.read_bytes()
            for word in others + outcomes:
                assert word.encode() not in data, path
                assert word.encode().hex().encode() not in data, path
    told = "".join(map(repr, trained.told)) + "".join(capfd.readouterr())
    assert not any(word in told for words in secrets.values() for word in words)


@pytest.mark.parametrize(("victim", "stage"), [(2, "aligning"), (1, "fitting 2"), (0, "validating")])
def test_a_party_that_dies_is_named_and_nobody_has_an_output(tmp_path: Path, victim: int, stage: str) -> None:
    files = parties(tmp_path, rows=400)
    with ExitStack() as held:
        home = held.enter_context(job_folder(tmp_path))
        orders = _orders(files, home, held)
        name = orders[victim].me.name

        def kill(progress: Progress) -> None:
            if (progress.party, progress.stage) == (name, stage):
                os.kill(supervisor.workers[victim].process.pid, signal.SIGKILL)

        with Supervisor(orders) as supervisor, pytest.raises(PartyLost) as error:
            supervisor.run(120, kill)
        assert (error.value.party, error.value.data["how"]) == (name, "SIGKILL")
        assert error.value.retriable
        assert all(worker.process.poll() is not None for worker in supervisor.workers)
        assert not list(home.glob("*/out"))


@pytest.mark.parametrize(
    ("spoil", "error", "said"),
    [
        ("few", GroupTooSmall, "rows in common:"),
        ("one class", NothingToTrain, "is not clear"),
        ("few bads", GroupTooSmall, "bad rows:"),
        ("same name", SchemaDiffers, "the column own stands with bank too"),
    ],
)
def test_what_cannot_be_trained_is_refused(
    tmp_path: Path, setting: Setting, spoil: str, error: type[PuhuiError], said: str
) -> None:
    bank, tax, _ = parties(tmp_path, rows=400)
    text = bank.read_text()
    if spoil == "few":
        bank.write_text("\n".join(text.splitlines()[:90]) + "\n")
    elif spoil == "one class":
        bank.write_text(text.replace("default", "paid"))
    elif spoil == "few bads":
        bank.write_text(text.replace("default", "paid", text.count("default") - 9))
    else:
        tax.write_text(tax.read_text().replace("sales", "own", 1))
    with pytest.raises(error) as told:
        evaluating.train(bank, [tax], TERMS, tmp_path / "out", setting)
    assert said in told.value.cause_text.en
    assert not (tmp_path / "out").exists()
    assert "default" not in repr(told.value)


def test_the_rows_held_out_are_drawn_blindly_and_the_same_everywhere() -> None:
    fitted, held = split(1000, 300, 5)
    assert len(held) == 300
    assert sorted([*fitted, *held]) == list(range(1000))
    assert not np.array_equal(held, split(1000, 300, 6)[1])


@pytest.mark.parametrize("permille", [80, 82, 300])
def test_two_jobs_are_never_fitted_to_rows_that_differ_by_a_few(permille: int) -> None:
    """Neither by one row less, nor by another share, nor by another outcome, which makes another job, too."""
    ours = set(split(500, 80, 3, "ab" * 32)[0].tolist())
    for rows, job in ((500, "ac" * 32), (499, "ac" * 32), (501, "ff" * 32)):
        theirs = set(split(rows, permille, 3, job)[0].tolist())
        assert len(ours ^ theirs) > 40
    assert split(500, 80, 3, "ab" * 32)[0].tolist() == sorted(ours)


def test_the_program_is_pinned_by_columns_and_terms(tmp_path: Path) -> None:
    files = parties(tmp_path, rows=50)
    hashing = suite("ed25519-sha256")
    specs = [spec_of(files[0], files[1:count], TERMS, "ed25519-sha256")[0] for count in (3, 3, 2)]
    digests = [program_digest(spec, hashing) for spec in specs]
    assert digests[0] == digests[1] != digests[2]
    assert specs[0].op is Op.TRAIN
    assert disclosure.of_train(specs[0].parties, held=True) == specs[0].disclosure
    assert Party("computer", 0, ()) in specs[2].parties


def _orders(files: list[Path], home: Path, held: ExitStack) -> list[Order]:
    spec = spec_of(files[0], files[1:], TERMS, "ed25519-sha256")[0]
    spec = replace(spec, program=program_digest(spec, suite("ed25519-sha256")))
    return make_orders(spec, files, home, _setting(), held)


def _setting() -> Setting:
    return Setting(SystemClock(), SystemEntropy(), within_s=300)


@pytest.mark.data
def test_real_loans_over_three_parties(tmp_path: Path, setting: Setting, data: Path) -> None:
    files = lay_out(tmp_path, loans(data / "sba22k"), 4000)
    evaluating.train(files[0], files[1:], LOAN_TERMS, tmp_path / "out", setting)
    card = Scorecard.parse((tmp_path / "out/bank/model.json").read_bytes())
    opened = train_in_the_open(files[0], files[1:], LOAN_TERMS)
    assert_equal_to_the_open(card, opened)
    assert {attribute.source for attribute in card.attributes} == {"bank", "agency", "bureau"}
    assert opened.measures(card)[0] > 0.68
