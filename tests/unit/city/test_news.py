"""The simulated papers: articles name their enterprise, follow what happened to it, and are repeated."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from puhui.city import economy
from puhui.city.economy.telling import short_name

AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("news")
    folders = {name: root / name for name in ("registry", "court", "platform", "city")}
    economy.make(seed=4, enterprises=260, as_of=AS_OF).write(folders)
    return folders


@pytest.fixture(scope="module")
def told(folders: dict[str, Path]) -> pl.DataFrame:
    articles = pl.read_parquet(folders["platform"] / "news.parquet")
    about = pl.read_parquet(folders["city"] / "news_key.parquet")
    register = pl.read_parquet(folders["registry"] / "enterprises.parquet").select("uscc", "name")
    return articles.join(about, on="article", how="full", coalesce=True).join(register, on="uscc")


def test_every_article_is_dated_within_three_years_and_says_where_from(told: pl.DataFrame) -> None:
    assert told.height > 200
    assert told["article"].n_unique() == told.height == told["url"].n_unique()
    assert told["published_on"].is_between(AS_OF - timedelta(days=1096), AS_OF).all()
    assert (told["title"].str.len_chars() > 5).all()
    assert 0.02 < (told["body"] == "").mean() < 0.35


def test_an_article_names_its_enterprise_in_full_or_short(told: pl.DataFrame) -> None:
    short = told.with_columns(
        brand=pl.col("name")
        .str.replace("^明澄(市.{2,4}?[区县])?", "")
        .str.replace("(股份)?(有限公司|经营部|商行|店)$", "")
    )
    text = short["title"] + short["body"]
    named = [
        brand in words or name in words for brand, name, words in zip(short["brand"], short["name"], text, strict=True)
    ]
    assert sum(named) > 0.95 * len(named)
    full = sum(name in title for name, title in zip(told["name"], told["title"], strict=True))
    assert 0.2 * told.height < full < 0.6 * told.height


def test_good_bad_and_neutral_news_are_all_there_and_repeated(told: pl.DataFrame) -> None:
    assert set(told["tone"]) == {"good", "bad", "neutral"}
    stories = told.group_by("story").agg(
        pl.len(), pl.col("title").n_unique().alias("titles"), pl.col("source").n_unique()
    )
    assert (stories["len"] > 1).mean() > 0.2
    assert (stories["source"] == stories["len"]).all()
    again = stories.filter(pl.col("len") > 1)
    assert 0.2 < (again["titles"] < again["len"]).mean() < 0.9


def test_news_of_a_court_follows_a_case(folders: dict[str, Path], told: pl.DataFrame) -> None:
    cases = pl.read_parquet(folders["court"] / "cases.parquet").select("uscc", topic="kind", filed="filed_on")
    of_court = told.filter(
        pl.col("topic").is_in(["lawsuit", "execution", "dishonest", "consumption_limit", "bankruptcy"])
    )
    both = of_court.join(cases, on=["uscc", "topic"])
    late = (both["published_on"] - both["filed"]).dt.total_days()
    assert set(of_court["article"]) == set(both.filter(late.is_between(0, 30))["article"])


def test_those_that_fail_are_spoken_of_badly(folders: dict[str, Path], told: pl.DataFrame) -> None:
    truth = pl.read_parquet(folders["city"] / "truth.parquet")
    failed = told.join(truth.select("uscc", "defaulted_on"), on="uscc")
    bad = pl.col("tone") == "bad"
    rate = failed.group_by(pl.col("defaulted_on").is_not_null()).agg(bad.mean().alias("bad"))
    share = dict(rate.iter_rows())
    assert share[True] > 1.5 * share[False]


@pytest.mark.parametrize(
    ("full", "form", "short"),
    [
        ("明澄市青湖区恒达五金经营部", "经营部", "恒达五金"),
        ("明澄恒达机械有限公司", "有限公司", "恒达机械"),
        ("明澄市石塘县丰益粮油股份有限公司", "股份有限公司", "丰益粮油"),
    ],
)
def test_short_names(full: str, form: str, short: str) -> None:
    assert short_name(full, form) == short
