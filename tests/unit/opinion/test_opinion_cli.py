"""`puhui names` and `puhui opinion`: what they write, what they say to machines, and with which exit code."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from puhui.cli.names import app as names
from puhui.cli.opinion import app as opinion
from puhui.kernel import PuhuiError

BAD, GOOD = "被列为失信被执行人", "中标项目"
LOOKED_FOR = ("--register", "register.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pl.DataFrame(
        {
            "uscc": ["0091A", "0091B", "0091C"],
            "name": ["湖南华联瓷业股份有限公司", "沪士电子股份有限公司", "北京华联商厦股份有限公司"],
            "short": ["华瓷股份|华联瓷", "沪电股份", None],
        }
    ).write_csv(tmp_path / "register.csv")
    pl.DataFrame(
        {
            "article": ["001", "002", "003", "004"],
            "published_on": ["2026-05-04", "2026-05-05", "2026-06-01", "2026-06-02"],
            "source": ["日报", "晚报", "日报", "日报"],
            "title": [f"华瓷股份：{BAD}", f"华瓷股份：{BAD}了", f"沪电股份：{GOOD}", "天气晴好"],
            "url": ["https://example.org/1", "", "", ""],
        }
    ).write_parquet(tmp_path / "news.parquet")
    return tmp_path


def _run(app: Any, *arguments: object, code: int = 0) -> dict[str, Any]:
    ran = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert ran.exit_code == code, ran.output
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def test_names_are_matched_with_keys_that_begin_with_zeros(folder: Path) -> None:
    told = _run(names, "match", "华联瓷业", "沪士电子", "--register", folder / "register.csv")
    assert [(one["verdict"], one["key"]) for one in told["results"]] == [("linked", "0091A"), ("linked", "0091B")]
    assert told["results"][0]["candidates"][0]["agrees"]


def test_a_file_of_names_is_matched_into_a_table(folder: Path) -> None:
    pl.DataFrame({"name": ["华联瓷业", "远望谷"]}).write_csv(folder / "query.csv")
    register = ("--register", folder / "register.csv")
    told = _run(names, "match", *register, "--query", folder / "query.csv", "--out", folder / "found.csv")
    assert (told["linked"], told["unknown"]) == (1, 1)
    found = pl.read_csv(folder / "found.csv", infer_schema_length=0)
    assert found.filter(rank="1")["key"].to_list() == ["0091A", None]


def test_when_nothing_is_linked_the_answer_is_no(folder: Path) -> None:
    assert _run(names, "match", "远望谷", "--register", folder / "register.csv", code=1)["linked"] == 0


def test_names_are_taken_apart() -> None:
    told = _run(names, "parse", "乐普（北京）医疗器械股份有限公司", "PETROV, Sergei")
    assert told["names"][0]["brand"] == "乐普"
    assert told["names"][1]["family"] == "PETROV"


def test_articles_are_scored_and_the_model_named(folder: Path) -> None:
    told = _run(opinion, "score", folder / "news.parquet", "--out", folder / "scored.csv")
    assert told["kind"] == "lexicon"
    rows = pl.read_csv(folder / "scored.csv", infer_schema_length=0)
    assert rows["article"].to_list() == ["001", "002", "003", "004"]
    assert rows["mood"].to_list() == ["bad", "bad", "good", "neutral"]
    assert set(rows["model"]) == {told["model"]}


def test_a_timeline_is_told_and_drawn(folder: Path) -> None:
    feed = (folder / "news.parquet", "--register", folder / "register.csv", "--as-of", "2026-06-30")
    told = _run(opinion, "timeline", *feed, "--enterprise", "0091A", "--out", folder / "page.html")
    assert len(told["months"]) == 36
    assert [len(event["reports"]) for event in told["events"]] == [2]
    assert told["warnings"][0]["code"] == "NEWS_SEVERE"
    assert told["indicators"]["news_neg_share_3"] == 1.0
    assert told["articles"] == {"linked": 3, "ambiguous": 0, "unnamed": 1}
    assert "https://example.org/1" in (folder / "page.html").read_text(encoding="utf-8")
    _run(opinion, "timeline", *feed, "--enterprise", "0091C", "--out", folder / "picture.svg")
    assert (folder / "picture.svg").read_text(encoding="utf-8").startswith("<svg")


def test_every_enterprise_of_the_register_has_a_row(folder: Path) -> None:
    told = _run(
        opinion, "indicators", folder / "news.parquet", "--register", folder / "register.csv",
        "--out", folder / "rows.parquet", "--warnings", folder / "warnings.json",
    )  # fmt: skip
    assert (told["enterprises"], told["with_events"], told["warned"], told["as_of"]) == (3, 2, 1, "2026-06-02")
    rows = pl.read_parquet(folder / "rows.parquet")
    assert rows["news_cnt_3"].to_list() == [1, 1, 0]
    assert rows["news_neg_share_3"].to_list() == [1.0, 0.0, None]
    assert list(json.loads((folder / "warnings.json").read_text(encoding="utf-8"))["enterprises"]) == ["0091A"]


def test_a_model_is_trained_and_scores(folder: Path) -> None:
    rows = [
        (f"2026-0{1 + at % 6}-1{at % 9}", f"甲{at}公司：{BAD if at % 3 else GOOD}{at}", "0" if at % 3 else "1")
        for at in range(240)
    ]
    pl.DataFrame(rows, schema=["published_on", "title", "label"], orient="row").write_csv(folder / "seed.csv")
    told = _run(opinion, "train", folder / "seed.csv", "--bad", "0", "--out", folder / "model.json")
    assert (told["titles"], told["bad"]) == (240, 160)
    scored = _run(
        opinion, "score", folder / "news.parquet", "--model", folder / "model.json", "--out", folder / "s.csv"
    )
    assert (scored["kind"], scored["model"]) == ("trained", told["said"])
    assert pl.read_csv(folder / "s.csv")["mood"].to_list()[:3] == ["bad", "bad", "good"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("timeline", "news.parquet", *LOOKED_FOR, "--enterprise", "nobody"), "enterprise_unknown"),
        (("timeline", "news.parquet", *LOOKED_FOR, "--enterprise", "0091A", "--out", "x.png"), "picture_unknown"),
        (("score", "nowhere.csv", "--out", "s.csv"), "file_missing"),
        (("score", "register.csv", "--out", "s.csv"), "articles_incomplete"),
        (("score", "news.parquet", "--model", "news.parquet", "--out", "s.csv"), "malformed_model"),
        (("train", "register.csv", "--label", "name", "--bad", "x", "--out", "m.json"), "labels_unclear"),
        (("indicators", "news.parquet", "--register", "news.parquet", "--out", "r.csv"), "column_missing"),
        (("indicators", "news.parquet", *LOOKED_FOR, "--rules", "news.parquet", "--out", "r.csv"), "rules_unreadable"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str
) -> None:
    monkeypatch.chdir(folder)
    ran = CliRunner().invoke(opinion, [*arguments])
    assert isinstance(ran.exception, PuhuiError)
    assert ran.exception.code == code
    assert ran.exception.remedy_text.zh
