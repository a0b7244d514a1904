"""`score` and `rank` by real party processes: equal to the scorecard over all columns in the open, and no more than it."""

import os
import random
import signal
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.credit import Scorecard, Scores
from puhui.privacy import KeyKind, evaluating
from puhui.privacy.errors import GroupTooSmall, ModelDiffers, PartyLost, SchemaDiffers
from puhui.privacy.evaluating import ScoreTerms, Setting
from puhui.privacy.supervising import Progress, Supervisor

pytestmark = pytest.mark.spu
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
    import json

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
        made[party] = pl.DataFrame({"firm": firms, **cells, "secret": [f"CANARY-{party}-{at}" for at in range(len(firms))]})
    return made


def files(folder: Path, made: dict[str, pl.DataFrame]) -> list[Path]:
    for party, table in made.items():
        table.write_csv(folder / f"{party}.csv")
    return [folder / f"{party}.csv" for party in made]


def in_the_open(card: Scorecard, made: dict[str, pl.DataFrame]) -> Scores:
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
    return card.score(frame, absent=["social"])


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
    evaluating.score(files(tmp_path, made), terms, "", tmp_path / "out", setting)
    said = pl.read_csv(tmp_path / "out/tax/scores.csv")
    want = pl.DataFrame({"firm": terms.enterprises, **in_the_open(terms.card, made).columns()}).select(said.columns)
    assert said.columns == ["firm", "score", "pd", "grade", "coverage"]
    want = want.with_columns(pl.col("score", "pd").fill_nan(None), pl.col("grade").cast(pl.String))
    assert said.equals(want)
    assert said["score"].null_count() > 0
    assert {300.0, 900.0} < set(said["score"].drop_nulls())
    assert not (tmp_path / "out/court/scores.csv").exists()
    assert not list(setting.workplace.iterdir())  # type: ignore[union-attr]
