"""What enterprises own and have achieved: property, intellectual property, qualifications, bids, awards."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from puhui.city.economy.population import FARMER, MEDIUM, SMALL, Population
from puhui.city.economy.streams import F64, I64, stream
from puhui.city.economy.timeline import NEVER, dates

PROPERTY = ("land", "building", "vehicle", "equipment")
RIGHTS = ("patent_invention", "patent_utility", "trademark", "copyright")
QUALIFICATIONS = ("high_tech", "specialised_new", "tech_sme", "construction", "iso9001")
AWARDS = ("quality", "taxpayer", "export", "farming", "charity")
LEVELS = ("city", "province", "national")
_VALID_YEARS = np.array([3, 3, 1, 5, 3])
_RIGHT_YEARS = np.array([20, 10, 10, 50])


def assets(seed: int, block: int, people: Population) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables of one block by name."""
    size = np.log(np.clip(people.yearly_sales_yuan / 1e6, 0.05, 200))
    yield "property", _property(seed, block, people, size)
    yield "ip", _rights(seed, block, people, size)
    yield "qualifications", _qualifications(seed, block, people, size)
    yield "bids", _bids(seed, block, people, size)
    yield "awards", _awards(seed, block, people)


def _drawn(rng: np.random.Generator, people: Population, rate: F64) -> I64:
    """Rows of enterprises, each as often as chance has it by its `rate`; none for those that exist on paper."""
    return np.repeat(np.arange(len(people)), rng.poisson(np.clip(rate, 0, 40) * ~people.hollow)).astype(np.int64)


def _day(rng: np.random.Generator, people: Population, row: I64, back_max: int) -> I64:
    """A day in the last `back_max` days on which the enterprise was there."""
    today = people.timeline.today
    first: I64 = np.minimum(np.maximum(people.founded_day[row] + 10, today - back_max), today)
    day: I64 = first + (rng.random(len(row)) * (today - first + 1)).astype(np.int64)
    return day


def _property(seed: int, block: int, people: Population, size: F64) -> pl.DataFrame:
    rng = stream(seed, "property", block)
    rate = np.select([people.segment == MEDIUM, people.segment == SMALL], [1.6, 0.5], 0.12) * np.exp(0.25 * size)
    row = _drawn(rng, people, rate)
    farmer = people.segment[row] == FARMER
    kind = np.where(farmer & (rng.random(len(row)) < 0.7), 3, rng.choice(4, len(row), p=[0.08, 0.22, 0.45, 0.25]))
    share = np.array([0.25, 0.20, 0.02, 0.05])[kind]
    yuan = np.clip(people.yearly_sales_yuan[row] * share * rng.lognormal(0, 0.8, len(row)), 20_000, 3e8)
    day = _day(rng, people, row, 3650)
    # Who borrows, or is short, has pledged more of what it owns.
    short = people.hidden.seen(0)[row, -1]
    mortgaged = rng.random(len(row)) < np.where(kind < 2, 0.35, 0.08) * (1 + 1.2 * short)
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "kind": pl.Series(PROPERTY).gather(kind),
            "value_fen": np.rint(yuan / 100).astype(np.int64) * 10_000,
            "acquired_on": dates(day),
            "mortgaged": mortgaged,
        }
    ).sort("uscc", "acquired_on", "kind", "value_fen")


def _rights(seed: int, block: int, people: Population, size: F64) -> pl.DataFrame:
    rng = stream(seed, "rights", block)
    section = people.trades.section[people.trade]
    inventive = np.select([section == "I", section == "M", section == "C"], [1.4, 1.0, 0.6], 0.15)
    rate = inventive * np.exp(0.3 * size + 0.3 * people.hidden.quality + rng.normal(0, 0.9, len(people)))
    row = _drawn(rng, people, rate)
    soft = np.isin(section[row], ["I", "M"])
    kind = np.where(soft & (rng.random(len(row)) < 0.6), 3, rng.choice(4, len(row), p=[0.12, 0.40, 0.40, 0.08]))
    filed = _day(rng, people, row, 3000)
    granted = filed + np.array([700, 240, 300, 60])[kind] + rng.integers(0, 200, len(row))
    lapsed = rng.random(len(row)) < 0.08
    ends = np.where(lapsed, granted + 900, filed + 365 * _RIGHT_YEARS[kind])
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "kind": pl.Series(RIGHTS).gather(kind),
            "filed_on": dates(filed),
            "granted_on": dates(granted, people.timeline.today),
            "expires_on": dates(ends),
        }
    ).sort("uscc", "filed_on", "kind", "expires_on")


def _qualifications(seed: int, block: int, people: Population, size: F64) -> pl.DataFrame:
    rng = stream(seed, "qualifications", block)
    section = people.trades.section[people.trade]
    company = np.isin(people.segment, [SMALL, MEDIUM])
    parts = []
    for kind, name in enumerate(QUALIFICATIONS):
        fits = np.isin(
            section, {"high_tech": ["C", "I", "M"], "construction": ["E"]}.get(name, ["C", "I", "M", "E", "G"])
        )
        ease = -3.4 + 0.45 * size + 0.6 * people.hidden.quality + (2.5 if name == "construction" else 0.0)
        has = fits & company & ~people.hollow & (rng.random(len(people)) < 1 / (1 + np.exp(-ease)))
        row = np.flatnonzero(has)
        issued = _day(rng, people, row, 365 * int(_VALID_YEARS[kind]) + 300)
        level = rng.choice(3, len(row), p=[0.6, 0.3, 0.1])
        parts.append((row, np.full(len(row), kind), issued, issued + 365 * _VALID_YEARS[kind], level))
    row, kinds, issued, ends, level = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "kind": pl.Series(QUALIFICATIONS).gather(kinds),
            "level": pl.Series(LEVELS).gather(level),
            "issued_on": dates(issued),
            "expires_on": dates(ends),
        }
    ).sort("uscc", "issued_on", "kind")


def _bids(seed: int, block: int, people: Population, size: F64) -> pl.DataFrame:
    rng = stream(seed, "bids", block)
    line = people.timeline
    section = people.trades.section[people.trade]
    eager = np.select([section == "E", np.isin(section, ["C", "F", "I", "M", "N"])], [0.22, 0.03], 0.008)
    company = np.isin(people.segment, [SMALL, MEDIUM]) & ~people.hollow
    hazard = (eager * company * np.exp(0.25 * size))[:, None] * people.present * np.exp(-people.hidden.seen(1))
    row, month = np.nonzero(rng.poisson(hazard))
    yuan = np.clip(people.yearly_sales_yuan[row] * 0.12 * rng.lognormal(0, 0.9, len(row)), 20_000, 8e7)
    chance = 1 / (1 + np.exp(1.1 - 0.5 * people.hidden.quality[row] + 0.8 * people.hidden.seen(1)[row, month]))
    opened = line.business_day(rng, month)
    number = pl.Series(np.arange(len(row)) + 1 + block * 100_000).cast(pl.String)
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "bid_no": "ZB" + dates(opened).dt.year().cast(pl.String) + number.str.zfill(8),
            "amount_fen": np.rint(yuan / 100).astype(np.int64) * 10_000,
            "won": rng.random(len(row)) < chance,
            "opened_on": dates(opened),
        }
    ).sort("uscc", "opened_on", "bid_no")


def _awards(seed: int, block: int, people: Population) -> pl.DataFrame:
    rng = stream(seed, "awards", block)
    rate = np.exp(-2.6 + 0.8 * people.hidden.quality) * np.where(people.segment == MEDIUM, 2.5, 1.0)
    row = _drawn(rng, people, rate)
    farmer = people.segment[row] == FARMER
    kind = np.where(farmer, 3, rng.choice([0, 1, 2, 4], len(row), p=[0.4, 0.4, 0.08, 0.12]))
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "kind": pl.Series(AWARDS).gather(kind),
            "level": pl.Series(LEVELS).gather(rng.choice(3, len(row), p=[0.78, 0.18, 0.04])),
            "granted_on": dates(np.minimum(_day(rng, people, row, 1095), NEVER)),
        }
    ).sort("uscc", "granted_on", "kind")
