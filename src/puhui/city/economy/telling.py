"""News: what the city's papers and sites write about enterprises, because something happened to them, or nothing did.

Few events are reported, of larger enterprises more; what is reported is often repeated by others within days, in their
own words or not. Articles call an enterprise by its full name or by a short one, which several may share.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from puhui.city.economy import names
from puhui.city.economy.population import MEDIUM, SMALL, Population, history_of
from puhui.city.economy.streams import stream
from puhui.city.economy.timeline import NEVER

_YEARS_DAYS = 1096  # three years
_REPEATED = (0.55, 0.25, 0.13, 0.07)  # by none, one, two, three others
_COPIED = 0.45  # of the repeats that keep the words of the first
_BODILESS = 0.15
_NEUTRAL, _GROWTH, _TROUBLE = 0.004, 0.006, 0.03  # a month
_OFFICES = {
    "market": "市场监管部门",
    "environment": "生态环境部门",
    "fire": "消防救援机构",
    "labour": "人社部门",
    "quality": "质量监督部门",
    "safety": "应急管理部门",
    "tax": "税务部门",
}


@dataclass(frozen=True)
class Happenings:
    """What the custodians of a block have on record, as far as papers hear of it."""

    cases: pl.DataFrame
    penalties: pl.DataFrame
    changes: pl.DataFrame
    awards: pl.DataFrame
    bids: pl.DataFrame
    qualifications: pl.DataFrame


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files("puhui.city.economy") / "news.json").read_text("utf-8"))
    return content


def news(seed: int, block: int, people: Population, happened: Happenings) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The articles of one block, and their key: which enterprise, topic, tone and story each is about."""
    rng = stream(seed, "news", block)
    line = people.timeline
    events = pl.concat([_recorded(people, happened), _lived(rng, people)])
    topics = _words()["topics"]
    coverage = np.array([topics[name]["coverage"] for name in events["topic"]])
    weight = np.where(people.segment == MEDIUM, 1.7, np.where(people.segment == SMALL, 1.0, 0.45))
    heard = rng.random(events.height) < coverage * weight[events["row"].to_numpy()]
    told = (events["day"] > line.today - _YEARS_DAYS) & (events["day"] <= line.today)
    events = events.filter(told & pl.Series(heard)).sort("day", "row", "topic", "fen")
    articles: list[tuple[Any, ...]] = []
    truth: list[tuple[str, ...]] = []
    for story, event in enumerate(events.iter_rows(named=True)):
        for article in _told(rng, people, event):
            number = f"N{block:04d}{len(articles):06d}"
            site = _words()["outlets"].index(article["source"]) + 1
            url = f"https://site{site}.mingcheng.example/{number.lower()}.html"
            articles.append((number, article["day"], article["source"], article["title"], article["body"], url))
            truth.append(
                (
                    number,
                    str(people.uscc[event["row"]]),
                    event["topic"],
                    topics[event["topic"]]["tone"],
                    f"{block}-{story}",
                )
            )
    texts = ("article", "published_on", "source", "title", "body", "url")
    kinds = dict.fromkeys(texts, pl.String) | {"published_on": pl.Int32}
    table = pl.DataFrame(articles, schema=kinds, orient="row").with_columns(pl.col("published_on").cast(pl.Date))
    keys = dict.fromkeys(("article", "uscc", "topic", "tone", "story"), pl.String)
    return table, pl.DataFrame(truth, schema=keys, orient="row")


def _recorded(people: Population, happened: Happenings) -> pl.DataFrame:
    """Events from the books of court, offices and registry."""
    rows = pl.DataFrame({"uscc": people.uscc, "row": np.arange(len(people))})
    nothing = pl.lit(0, pl.Int64).alias("fen")
    cases = happened.cases.filter((pl.col("kind") != "lawsuit") | (pl.col("role") == "defendant"))
    punished = happened.penalties
    grave = pl.col("kind").is_in(["suspension", "revocation"])
    topic = pl.when(grave).then(pl.lit("suspension")).otherwise(pl.lit("penalty"))
    item = {"legal_representative": "representative", "capital": "capital"}
    changed = happened.changes.filter(pl.col("item").is_in(list(item)))
    parts = [
        _event(cases, "filed_on", pl.col("kind"), pl.col("amount_fen").alias("fen")),
        _event(punished, "decided_on", topic, pl.col("amount_fen").alias("fen"), office=pl.col("field")),
        _event(punished.filter("repaired"), "repaired_on", pl.lit("repaired"), nothing, office=pl.col("field")),
        _event(changed, "changed_on", pl.col("item").replace_strict(item, return_dtype=pl.String), nothing),
        _event(happened.awards, "awarded_on", pl.lit("award"), nothing),
        _event(happened.bids.filter(pl.col("won") > 0), "opened_on", pl.lit("bid"), pl.col("amount_fen").alias("fen")),
        _event(happened.qualifications, "since", pl.lit("qualification"), nothing),
    ]
    both = pl.concat(parts).join(rows, on="uscc", maintain_order="left")
    return both.select("row", "day", "topic", "fen", "office")


def _event(
    table: pl.DataFrame, day: str, topic: pl.Expr, fen: pl.Expr, *, office: pl.Expr | None = None
) -> pl.DataFrame:
    where = pl.lit("market") if office is None else office
    return table.select(
        "uscc", pl.col(day).cast(pl.Int32).cast(pl.Int64).alias("day"), topic.alias("topic"), fen, where.alias("office")
    )


def _lived(rng: np.random.Generator, people: Population) -> pl.DataFrame:
    """Events that no book records: default that is talked of, trouble that shows, growth, and nothing in particular."""
    line, hidden = people.timeline, people.hidden
    felt = hidden.seen(0)
    business = history_of(people, hidden.business)
    rates = {
        "trouble": _TROUBLE * np.clip(felt - 0.25, 0, 1),
        "growth": _GROWTH * np.exp(np.clip(1.5 * business, -2, 1.5)) * (1 - felt),
        "neutral": np.full(felt.shape, _NEUTRAL),
    }
    parts = []
    for topic, rate in rates.items():
        row, month = np.nonzero(rng.random(felt.shape) < rate * people.present * ~people.hollow[:, None])
        parts.append((row, line.business_day(rng, month), np.full(len(row), topic)))
    fails = np.flatnonzero(people.default_day < NEVER)
    parts.append((fails, people.default_day[fails] + rng.integers(-20, 40, len(fails)), np.full(len(fails), "default")))
    row, day, topics = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return pl.DataFrame(
        {"row": row, "day": day, "topic": topics, "fen": np.zeros(len(row), dtype=np.int64)}
    ).with_columns(office=pl.lit("market"))


def _told(rng: np.random.Generator, people: Population, event: dict[str, Any]) -> list[dict[str, Any]]:
    """The first article on an event, and those of others within five days that repeat it."""
    words = _words()
    topic = words["topics"][event["topic"]]
    repeats = int(rng.choice(len(_REPEATED), p=_REPEATED))
    outlets = rng.permutation(words["outlets"])[: 1 + repeats]
    articles: list[dict[str, Any]] = []
    day = int(event["day"] + rng.integers(0, 12))
    for number, outlet in enumerate(outlets):
        slots = _slots(rng, people, event, day)
        opener = str(rng.choice(words["openers"]))
        title = opener + str(rng.choice(topic["titles"])).format(**slots)
        order = rng.permutation(len(topic["bodies"]))[: int(rng.integers(1, 3))]
        body = "" if rng.random() < _BODILESS else "".join(topic["bodies"][at].format(**slots) for at in order)
        if number and rng.random() < _COPIED:
            title, body = articles[0]["title"], articles[0]["body"]
        articles.append({"day": day, "source": str(outlet), "title": title, "body": body})
        day += int(rng.integers(0, 5))
    return [article for article in articles if article["day"] <= people.timeline.today]


def _slots(rng: np.random.Generator, people: Population, event: dict[str, Any], day: int) -> dict[str, str]:
    row = int(event["row"])
    full = str(people.name[row])
    place = names.DISTRICTS[int(people.district[row])][0]
    goods = str(people.trades.goods[people.trade[row]]).split("、", maxsplit=1)[0]
    happened = np.datetime64(int(event["day"]), "D").astype(object)
    return {
        "name": full if rng.random() < 0.4 else short_name(full, str(people.form[row])),
        "full": full,
        "place": place,
        "goods": goods,
        "wan": f"{max(event['fen'] / 1e6, 0.1):.1f}".removesuffix(".0"),
        "office": _OFFICES[event["office"]],
        "day": f"{happened.month}月{happened.day}日",
    }


def short_name(full: str, form: str) -> str:
    """What people call an enterprise: without city, district and legal form.

    >>> short_name("明澄市青湖区恒达五金经营部", "经营部"), short_name("明澄恒达机械有限公司", "有限公司")
    ('恒达五金', '恒达机械')
    """
    rest = full.removesuffix(form).removeprefix(names.CITY).removeprefix(names.CITY.removesuffix("市"))
    for district, _ in names.DISTRICTS:
        rest = rest.removeprefix(district)
    return rest
