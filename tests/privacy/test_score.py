"""`score` and `rank` by real party processes: what the scorecard says over all columns in the open, and no more."""

import json
import os
import random
import signal
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.credit import Scorecard, Scores, Source
from puhui.credit.fit import Column, Recipe, fit
from puhui.kernel import SystemClock, SystemEntropy, Text, suite
from puhui.privacy import KeyKind, Op, evaluating
from puhui.privacy.cards import MODEL
from puhui.privacy.errors import (
    AttributeHeldTwice,
    AttributeNotHeld,
    GroupTooSmall,
    ModelDiffers,
    PartyLost,
    SchemaDiffers,
)
from puhui.privacy.evaluating import ScoreTerms, Setting, job_folder, make_orders
from puhui.privacy.evaluating.scoring import job_of
from puhui.privacy.programs import program_digest
from puhui.privacy.starting import Waiting
from puhui.privacy.supervising import Progress, Supervisor

pytestmark = pytest.mark.spu
SUITE = suite("ed25519-sha256")
HELD = {"tax": ("sales", "trade"), "power": ("kwh",), "court": ("cases", "days")}
NAMES = [f"firm {at}" for at in range(40)]


def interval(low: float | None, high: float | None, points: float) -> dict[str, object]:
    return {"kind": "interval", "from": low, "to": high, "points": points}


def attribute(name: str, source: str, *bins: dict[str, object], missing: float = 0) -> dict[str, object]:
    numeric = any(one["kind"] == "interval" for one in bins)
    return {
        "name": name,
        "label": {"zh": name, "en": name},
        "source": source,
        "type": "numeric" if numeric else "categorical",
        "bins": [*bins, {"kind": "missing", "points": missing}, {"kind": "not_granted", "points": 0}],
    }


def card_of() -> Scorecard:
    """Three sources, one of each kind of bin; sums beyond both ends of the scale occur, and every kind of coverage."""
    raw = {
        "format": "puhui-scorecard/1",
        "kind": "expert",
        "name": "test",
        "version": "1",
        "label": {"zh": "测试", "en": "test"},
        "base_points": 590.25,
        "sources": [
            {"source": name, "label": {"zh": name, "en": name}, "weight": weight}
            for name, weight in (("tax", 5), ("power", 2), ("court", 3), ("social", 1))
        ],
        "attributes": [
            attribute("sales", "tax", interval(None, 0, -180.5), interval(0, 1e6, 12.25), interval(1e6, None, 200)),
            attribute(
                "trade",
                "tax",
                {"kind": "category", "values": ["mill", "茶"], "points": 60.01},
                {"kind": "category", "values": ["shop"], "points": -59.99},
                {"kind": "other", "points": -1},
            ),
            attribute("kwh", "power", interval(None, 10, -70), interval(10, None, 75.5), missing=-5),
            attribute("cases", "court", interval(None, 1, 30), interval(1, None, -90.75)),
            attribute(
                "days",
                "court",
                {"kind": "special", "values": [-1], "points": 3.33},
                interval(None, 30, 5),
                interval(30, None, -45),
            ),
            attribute("staff", "social", interval(None, 5, -4), interval(5, None, 9)),
        ],
    }
    return Scorecard.parse(json.dumps(raw).encode())


def tables(seed: int = 5) -> dict[str, pl.DataFrame]:
    """What three custodians have: every value there is, some missing, some enterprises without a record."""
    draw = random.Random(seed)
    columns = {
        "sales": ["-5", "20000.5", "1e6", "3000000", ""],
        "trade": ["mill", "茶", "shop", "ferry", ""],
        "kwh": ["0", "10", "9.99", "NA", ""],
        "cases": ["0", "1", "7", ""],
        "days": ["-1", "29", "30", ""],
    }
    made = {}
    for party, names in HELD.items():
        firms = [name for name in NAMES if draw.random() < 0.8] + ["nobody's firm"]
        draw.shuffle(firms)
        cells = {name: [draw.choice(columns[name]) for _ in firms] for name in names}
        made[party] = pl.DataFrame(
            {"firm": firms, **cells, "secret": [f"CANARY-{party}-{at}" for at in range(len(firms))]}
        )
    return made


def files(folder: Path, made: dict[str, pl.DataFrame]) -> list[Path]:
    for party, table in made.items():
        table.write_csv(folder / f"{party}.csv")
    return [folder / f"{party}.csv" for party in made]


def in_the_open(card: Scorecard, made: dict[str, pl.DataFrame], absent: Collection[str] = ("social",)) -> Scores:
    """The card over all columns, joined by name, with the sources that nobody holds absent."""
    joined = pl.DataFrame({"firm": NAMES})
    for table in made.values():
        joined = joined.join(table.drop("secret"), on="firm", how="left", maintain_order="left")
    frame = {}
    for one in card.attributes:
        if one.name in joined.columns:
            column = joined[one.name]
            numbers = column.cast(pl.Float64, strict=False).fill_null(float("nan")).to_numpy()
            frame[one.name] = numbers if one.numeric else np.array(column.to_list(), dtype=object)
    return card.score(frame, absent=absent)


def ids(folder: Path) -> tuple[str, ...]:
    pl.DataFrame({"firm": [*NAMES, ""]}).write_csv(folder / "ids.csv")
    enterprises, told = evaluating.enterprises_of(folder / "ids.csv", "firm", KeyKind.TEXT)
    assert (told.rows, told.null) == (41, 1)
    return enterprises


@pytest.fixture
def terms(tmp_path: Path) -> ScoreTerms:
    return ScoreTerms(card_of(), "firm", KeyKind.TEXT, ids(tmp_path))


def test_scores_are_those_of_the_card_in_the_open(tmp_path: Path, setting: Setting, terms: ScoreTerms) -> None:
    made = tables()
    evaluating.score(files(tmp_path, made), terms, tmp_path / "out", setting)
    said = pl.read_csv(tmp_path / "out/tax/scores.csv")
    want = pl.DataFrame({"firm": terms.enterprises, **in_the_open(terms.card, made).columns()}).select(said.columns)
    assert said.columns == ["firm", "score", "pd", "grade", "coverage"]
    want = want.with_columns(pl.col("score", "pd").fill_nan(None), pl.col("grade").cast(pl.String))
    assert said.equals(want)
    assert said["score"].null_count() > 0
    assert {300.0, 900.0} < set(said["score"].drop_nulls())
    assert not (tmp_path / "out/court/scores.csv").exists()
    assert not list(setting.workplace.iterdir())  # type: ignore[union-attr]


def test_bands_are_those_of_the_score_and_the_score_is_not_told(
    tmp_path: Path, setting: Setting, terms: ScoreTerms
) -> None:
    made = tables()
    floors = [50000, 60025, 90000]
    evaluating.rank(files(tmp_path, made), terms, floors, tmp_path / "out", setting)
    said = pl.read_csv(tmp_path / "out/tax/bands.csv")
    assert said.columns == ["firm", "band", "score_from", "score_below"]
    for score, band in zip(in_the_open(terms.card, made).score.tolist(), said["band"], strict=True):
        assert band == (None if np.isnan(score) else sum(score >= floor / 100 for floor in floors))
    assert set(said["band"]) == {None, 0, 1, 2, 3}


def test_two_custodians_rank_grades_for_a_party_that_has_no_data(tmp_path: Path, setting: Setting) -> None:
    """The receiver computes with them; thin coverage caps a grade without anybody learning whose data is missing."""
    card = replace(card_of(), attributes=card_of().attributes[:3], sources=card_of().sources[:2])
    terms = ScoreTerms(card, "firm", KeyKind.TEXT, ids(tmp_path))
    made = {party: table for party, table in tables(9).items() if party != "court"}
    done = evaluating.rank(files(tmp_path, made), terms, [], tmp_path / "out", setting)
    assert [party.name for party in done.spec.parties] == ["tax", "power", "receiver"]
    said = pl.read_csv(tmp_path / "out/receiver/bands.csv")
    assert said["grade"].to_list() == in_the_open(card, made, absent=()).grade.tolist()
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.csv")) == ["bands.csv"]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda made: made.pop("court"), GroupTooSmall),
        (lambda made: made.update(court=made["court"].drop("days")), AttributeNotHeld),
        (lambda made: made.update(court=made["court"].with_columns(kwh=pl.lit("1"))), AttributeHeldTwice),
        (lambda made: made.update(court=made["court"].with_columns(days=pl.lit("many"))), SchemaDiffers),
        (lambda made: made.update(court=pl.concat([made["court"]] * 2)), SchemaDiffers),
    ],
)
def test_what_cannot_be_scored_is_refused(
    tmp_path: Path, setting: Setting, terms: ScoreTerms, spoil: Callable[[dict[str, pl.DataFrame]], object], error: type
) -> None:
    made = tables()
    spoil(made)
    with pytest.raises(error):
        evaluating.score(files(tmp_path, made), replace(terms, receiver="tax"), tmp_path / "out", setting)
    assert not (tmp_path / "out").exists()
    assert not list(setting.workplace.iterdir())  # type: ignore[union-attr]


class Laid:
    """A score laid out for its parties, to be spoiled before it runs."""

    def __init__(self, folder: Path, terms: ScoreTerms, held: ExitStack) -> None:
        setting = Setting(SystemClock(), SystemEntropy(), within_s=60)
        spec, homes = job_of(Op.SCORE, files(folder, tables()), terms, {}, SUITE)
        spec = replace(spec, program=program_digest(spec, SUITE))
        self.home = held.enter_context(job_folder(folder))
        self.orders = make_orders(spec, homes, self.home, setting, held)
        for order in self.orders:
            order.place(MODEL).write_bytes(terms.card.dump())


@pytest.fixture
def laid(tmp_path: Path, terms: ScoreTerms) -> Iterator[Laid]:
    with ExitStack() as held:
        yield Laid(tmp_path, terms, held)


def test_a_party_that_dies_while_computing_is_named_and_nobody_has_an_output(laid: Laid) -> None:
    def kill(progress: Progress) -> None:
        if (progress.party, progress.stage) == ("power", "computing"):
            os.kill(supervisor.workers[1].process.pid, signal.SIGKILL)

    with Supervisor(laid.orders) as supervisor, pytest.raises(PartyLost) as error:
        supervisor.run(60, kill)
    assert (error.value.party, error.value.data["how"]) == ("power", "SIGKILL")
    assert not list(laid.home.glob("*/out"))


def test_a_party_with_another_card_does_not_take_part(laid: Laid) -> None:
    other = replace(card_of(), version="2")
    laid.orders[2].place(MODEL).write_bytes(other.dump())
    with Supervisor(laid.orders) as supervisor, pytest.raises(ModelDiffers) as error:
        supervisor.run(60)
    assert error.value.party == "court"


def test_nothing_of_the_others_lies_in_a_partys_folder_or_words(laid: Laid, capfd: pytest.CaptureFixture[str]) -> None:
    """Nor its own part in what the others hold: only the receiver has anything about an enterprise."""
    events: list[str] = []
    with Waiting(2) as waiting, Supervisor(laid.orders, waiting) as supervisor:
        supervisor.run(60, lambda progress: events.append(repr(progress)))
    for rank, party in enumerate(HELD):
        seen = [path for path in (laid.home / f"party-{rank}").rglob("*") if path.is_file()]
        assert {"worker.log", "report.json"} < {path.name for path in seen}
        for path in seen:
            data = path.read_bytes()
            assert b"CANARY" not in data, path
            assert path.name == "order.json" or party == "tax" or b"FIRM 1" not in data, path
            if path.suffix == ".log":
                assert b"FIRM" not in data, path
    assert (laid.home / "party-0/out/scores.csv").exists()
    told = "".join(events) + "".join(capfd.readouterr())
    assert "CANARY" not in told
    assert "FIRM" not in told


@pytest.mark.data
def test_small_business_loans_by_columns_of_three_parties(tmp_path: Path, setting: Setting, data: Path) -> None:
    loans = pl.read_parquet(data / "sba22k" / "loans_fy1972_2004.parquet")
    loans = loans.filter(pl.col("MIS_Status").is_not_null() & (pl.col("ApprovalFY") >= 1990)).with_row_index("loan")
    held = {
        "bank": ["GrAppv", "SBA_Appv", "RevLineCr"],
        "registry": ["NewExist", "NoEmp"],
        "court": ["State", "CreateJob"],
    }
    names = [name for columns in held.values() for name in columns]
    numeric = [name for name in names if loans[name].dtype.is_numeric()]
    frame = {
        name: loans[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        if name in numeric
        else np.array(loans[name].to_list(), dtype=object)
        for name in names
    }
    sources = tuple(Source(party, Text(zh=party, en=party), 1.0) for party in held)
    columns_of = {name: Column(source=party) for party, columns in held.items() for name in columns}
    bad = (loans["MIS_Status"] == "CHGOFF").to_numpy()
    card = fit(frame, bad, Recipe("loans", columns=columns_of, sources=sources)).card
    assert len({attribute.source for attribute in card.attributes}) == len(held)
    paths = []
    for party, columns in held.items():
        loans.select("loan", *columns).sample(fraction=1, shuffle=True, seed=3).write_csv(tmp_path / f"{party}.csv")
        paths.append(tmp_path / f"{party}.csv")
    enterprises, _ = evaluating.enterprises_of(paths[0], "loan", KeyKind.TEXT)
    terms = ScoreTerms(card, "loan", KeyKind.TEXT, enterprises)
    evaluating.score(paths, terms, tmp_path / "out", setting)
    said = pl.read_csv(tmp_path / "out/bank/scores.csv").sort("loan")
    want = card.score(frame)
    assert said["score"].to_list() == np.round(want.score, 2).tolist()
    assert said["grade"].to_list() == want.grade.tolist()
    assert said["pd"].to_list() == np.round(want.pd, 6).tolist()
    assert said["score"].n_unique() > 50
