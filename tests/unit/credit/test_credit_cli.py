"""`puhui credit train | validate | score` from end to end, and what each says when it cannot."""

import html
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from puhui.cli import main
from puhui.credit import Scorecard

COLUMNS = [
    "firm", "score", "pd", "grade", "coverage", "score_low", "score_high",
    "reason_1", "reason_2", "reason_3", "reason_4",
]  # fmt: skip


def run(*arguments: object) -> int:
    """Call the command as a shell would; the exit code."""
    old = sys.argv
    sys.argv = ["puhui", "credit", *map(str, arguments)]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = old
    return 0


def puhui(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    """Exit code, standard output (as JSON where asked), standard error."""
    code = run(*arguments)
    told = capsys.readouterr()
    return code, json.loads(told.out) if "--json" in arguments and told.out else told.out, told.err


def firms(rows: int = 900, seed: int = 0) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    sales, gap = rng.normal(size=(2, rows))
    trade = rng.choice(["shop", "works"], rows)
    bad = rng.random(rows) < 1 / (1 + np.exp(1.5 + 1.2 * sales - 0.8 * gap))
    return pl.DataFrame(
        {
            "firm": [f"{n:06d}" for n in range(rows)],
            "sales": np.round(sales, 3),
            "gap": [None if n % 9 == 0 else round(v, 3) for n, v in enumerate(gap)],
            "trade": trade,
            "year": np.sort(rng.integers(2001, 2005, rows)),
            "charged_off": np.where(bad, 100.0, 0.0) + rng.normal(size=rows),
            "outcome": np.where(bad, "违约", "正常"),
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data and a card trained from it."""
    place = tmp_path_factory.mktemp("credit")
    firms().write_csv(place / "firms.csv")
    firms(rows=300, seed=1).write_parquet(place / "new.parquet")
    return place


@pytest.fixture(scope="module")
def model(folder: Path) -> Path:
    path = folder / "card.json"
    code = run("train", folder / "firms.csv", "--target", "outcome", "--key", "firm", "--exclude", "charged_off,year",
               "--out", path, "--report", folder / "report")  # fmt: skip
    assert code == 0
    return path


def test_a_trained_card_says_what_it_was_made_of(model: Path) -> None:
    card = Scorecard.parse(model.read_bytes())
    assert {a.name for a in card.attributes} <= {"sales", "gap", "trade"}
    assert card.target == {"column": "outcome", "bad": ["违约"], "good": ["正常"]}
    assert re.fullmatch("[0-9a-f]{64}", card.training["digest"])
    assert (card.training["rows"], card.training["key"]) == (900, "firm")
    assert card.metrics["validation"]["auc"] > 0.7
    assert {"column": "charged_off", "reason": "excluded by the modeller"} in card.excluded


def test_the_report_stands_alone_in_both_languages_with_its_pictures(model: Path, folder: Path) -> None:
    page = (folder / "report" / "report.html").read_text()
    assert page.count("data:image/png;base64,") == 5
    assert not re.search(r'(src|href)="http', page)
    assert page.count('<span lang="zh-CN">') == page.count('<span lang="en">') > 40
    card = Scorecard.parse(model.read_bytes())
    for attribute in card.attributes:
        for item in attribute.bins:
            if item.count:
                assert html.escape(item.text.zh) in page
                assert f"<b>{item.points:.2f}</b>" in page


def test_scores_carry_the_key_and_every_column(model: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _ = puhui(capsys, "score", model, folder / "new.parquet", "--out", folder / "scores.csv", "--json")
    assert (code, told["rows"], told["unscored"]) == (0, 300, 0)
    found = pl.read_csv(folder / "scores.csv", schema_overrides={"firm": pl.String})
    assert found.columns == COLUMNS
    assert found["firm"].to_list() == [f"{n:06d}" for n in range(300)]
    frame = pl.read_parquet(folder / "new.parquet")
    wanted = Scorecard.parse(model.read_bytes()).score(
        {
            "sales": frame["sales"].to_numpy(),
            "gap": frame["gap"].to_numpy(),
            "trade": np.array(frame["trade"].to_list(), dtype=object),
        }
    )
    np.testing.assert_allclose(found["score"].to_numpy(), wanted.score, atol=0.005)
    assert sum(told["grades"].values()) == 300


def test_without_a_key_rows_are_numbered(model: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nameless = folder / "nameless.csv"
    firms(rows=20).drop("firm").write_csv(nameless)
    code, _, _ = puhui(capsys, "score", model, nameless, "--out", folder / "numbered.parquet")
    assert code == 0
    assert pl.read_parquet(folder / "numbered.parquet")["row"].to_list() == list(range(1, 21))


def test_validation_on_new_rows(model: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _ = puhui(
        capsys, "validate", model, folder / "new.parquet", "--target", "outcome", "--report", folder / "v", "--json"
    )
    assert code == 0
    assert told["metrics"]["auc"] > 0.7
    assert told["psi"] < 0.1
    assert (folder / "v" / "report.html").read_text().count("data:image/png;base64,") == 6


def test_a_population_that_moved_is_a_trigger_and_strict_says_no(
    model: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = folder / "moved.parquet"
    firms(seed=2).with_columns(pl.col("sales") - 2).write_parquet(moved)
    code, told, _ = puhui(capsys, "validate", model, moved, "--target", "outcome", "--json", "--strict")
    assert code == 1
    assert any("PSI" in trigger["en"] for trigger in told["triggers"])


def test_a_leak_is_said_aloud_and_time_splits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told, err = puhui(
        capsys, "train", folder / "firms.csv", "--target", "outcome", "--time", "year", "--key", "firm",
        "--out", folder / "leaky.json", "--json",
    )  # fmt: skip
    assert code == 0
    assert "'charged_off'" in err
    assert "may leak" in err
    assert told["metrics"]["method"].startswith("out of time: trained up to 2003")
    assert "year" not in told["attributes"]


def test_broken_rows_stop_unless_skipped(model: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "broken.csv"
    path.write_text((folder / "firms.csv").read_text() + "000900,much,1,shop,2004,0,正常\n000901,1\n")
    out = folder / "broken_scores.csv"
    code, _, err = puhui(capsys, "score", model, path, "--out", out)
    assert (code, out.exists()) == (2, False)
    assert "2 broken rows" in err
    assert "902: sales = 'much' is not a number" in err
    code, told, _ = puhui(capsys, "score", model, path, "--out", out, "--skip-bad-rows", "--json")
    assert (code, told["rows"], told["skipped"]["count"]) == (0, 900, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.drop("outcome"), "has no column outcome"),
        (lambda f: f.head(0), "has no rows"),
        (lambda f: f.filter(pl.col("outcome") == "正常"), "has only one class"),
        (
            lambda f: f.with_columns(outcome=pl.lit("x") + pl.col("year").cast(pl.String)),
            "name the bad value with --bad",
        ),
        (lambda f: f.select("outcome", a=pl.lit(1), b=pl.lit("z")), "nothing to learn from"),
        (lambda f: f.head(50), "nothing to learn from"),
    ],
)
def test_training_says_why_it_cannot(folder: Path, capsys: pytest.CaptureFixture[str], change: Any, said: str) -> None:
    path = folder / "odd.csv"
    change(firms()).write_csv(path)
    code, _, err = puhui(capsys, "train", path, "--target", "outcome", "--out", folder / "never.json")
    assert code == 2
    assert said in " ".join(err.split())
    assert not (folder / "never.json").exists()


def test_scoring_says_why_it_cannot(model: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, data = folder / "x.csv", folder / "lacking.csv"
    firms(rows=5).drop("sales").write_csv(data)
    assert "lacks columns that the scorecard reads: sales" in puhui(capsys, "score", model, data, "--out", out)[2]
    assert "no file" in puhui(capsys, "score", folder / "none.json", data, "--out", out)[2]
    assert "malformed" in puhui(capsys, "score", data, data, "--out", out)[2]
    code, told, _ = puhui(capsys, "score", model, data, "--out", folder / "x.txt", "--json")
    assert code == 2
    assert told["error"]["code"] in {"attributes_missing", "format_unknown"}


def test_an_absent_source_widens_the_interval(model: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dictionary = folder / "dictionary.json"
    dictionary.write_text(
        json.dumps(
            {
                "columns": {
                    "sales": {"label": {"zh": "销售额", "en": "sales"}, "source": "tax", "trend": "rising"},
                    "gap": {"source": "bank", "special": [-9]},
                }
            }
        )
    )
    card, out = folder / "sources.json", folder / "thin.csv"
    code, _, _ = puhui(
        capsys, "train", folder / "firms.csv", "--target", "outcome", "--exclude", "charged_off,year,firm",
        "--dictionary", dictionary, "--out", card,
    )  # fmt: skip
    assert code == 0
    firms(rows=30).drop("gap").write_csv(folder / "thin_in.csv")
    code, _, _ = puhui(capsys, "score", card, folder / "thin_in.csv", "--out", out, "--absent", "bank", "--key", "firm")
    assert code == 0
    found = pl.read_csv(out).drop_nulls("score")
    assert (found["score_high"] > found["score_low"]).all()
    assert (found["coverage"] < 1).all()
    dictionary.write_text('{"columns": {"sales": {"trend": "sideways"}}}')
    code, _, err = puhui(
        capsys, "train", folder / "firms.csv", "--target", "outcome", "--dictionary", dictionary, "--out", card
    )
    assert (code, "columns.sales" in err) == (2, True)
