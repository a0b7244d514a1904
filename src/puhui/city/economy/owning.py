"""What enterprises own, what lies on it, and what they have achieved: estates, rights, qualifications, bids, awards."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from puhui.city.economy.population import FARMER, MEDIUM, SMALL, Population
from puhui.city.economy.streams import F64, I64, stream
from puhui.city.economy.timeline import NEVER, dates

ESTATES = ("land", "factory", "office", "shop")
RIGHTS = ("invention", "utility_model", "design", "trademark", "software")
QUALIFICATIONS = ("high_tech", "specialised", "tech_sme", "construction", "iso9001")
ENCUMBRANCES = ("equity_pledge", "equity_freeze", "chattel_mortgage", "serious_dishonesty", "liquidation")
AWARDS = ("quality", "taxpayer", "export", "farming", "charity")
LEVELS = ("city", "province", "national")
_VALID_YEARS = np.array([3, 3, 1, 5, 3])
_RIGHT_YEARS = np.array([20, 10, 15, 10, 50])
_GRANTED_AFTER = np.array([700, 240, 180, 300, 60])  # days from filing


def assets(seed: int, block: int, people: Population) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables of one block by name."""
    size = np.log(np.clip(people.yearly_sales_yuan / 1e6, 0.05, 200))
    yield "estates", _estates(seed, block, people, size)
    yield "encumbrances", _encumbrances(seed, block, people)
    yield "rights", _rights(seed, block, people, size)
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


def _estates(seed: int, block: int, people: Population, size: F64) -> pl.DataFrame:
    """Real estate. Who is short of money has mortgaged more of it; courts seal that of those who fail."""
    rng = stream(seed, "estates", block)
    line = people.timeline
    rate = np.select([people.segment == MEDIUM, people.segment == SMALL], [0.8, 0.22], 0.05) * np.exp(0.25 * size)
    row = _drawn(rng, people, rate)
    count = len(row)
    makes = people.trades.section[people.trade][row] == "C"
    kind = np.where(makes & (rng.random(count) < 0.7), rng.integers(0, 2, count), rng.integers(2, 4, count))
    yuan = np.clip(people.yearly_sales_yuan[row] * 0.22 * rng.lognormal(0, 0.8, count), 100_000, 3e8)
    value = np.rint(yuan / 1000).astype(np.int64) * 100_000
    acquired = _day(rng, people, row, 3650)
    short = people.hidden.seen(0)[row, -1]
    pledged = rng.random(count) < 0.30 * (1 + 1.2 * short)
    mortgaged = np.where(pledged, np.rint(value * rng.uniform(0.3, 0.7, count)), 0).astype(np.int64)
    sold = acquired + rng.integers(300, 9000, count)
    failed = people.default_day[row]
    sealed = np.where(rng.random(count) < 0.5, failed + rng.integers(20, 200, count), NEVER)
    sealed = np.where((failed < NEVER) & (sealed > acquired), sealed, NEVER)
    number = pl.Series(np.arange(count) + 1 + block * 100_000).cast(pl.String).str.zfill(9)
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "estate_no": "赣3698不动产" + number,
            "kind": pl.Series(ESTATES).gather(kind),
            "value_fen": value,
            "mortgaged_fen": mortgaged,
            "acquired_on": dates(acquired),
            "disposed_on": dates(np.where(sealed < NEVER, NEVER, sold), line.today),
            "sealed_on": dates(sealed, line.today),
            "unsealed_on": dates(np.full(count, NEVER)),
        }
    ).sort("uscc", "acquired_on", "estate_no")


def _encumbrances(seed: int, block: int, people: Population) -> pl.DataFrame:
    """Pledges and mortgages in the course of business; freezes, serious dishonesty and liquidation after it."""
    rng = stream(seed, "encumbrances", block)
    line, count = people.timeline, len(people)
    company = np.isin(people.segment, [SMALL, MEDIUM])
    felt = people.hidden.seen(1)
    monthly = np.stack(
        [
            0.0006 * np.exp(1.5 * felt),
            0.0001 * np.exp(4.5 * felt),
            0.0015 * np.exp(0.8 * felt),
            0.00006 * np.exp(3.5 * felt) * np.where(people.hollow, 15.0, 1.0)[:, None],
        ]
    )
    kind, row, month = np.nonzero(rng.random(monthly.shape) < monthly * people.present * company[:, None])
    since = line.business_day(rng, month)
    lasts = np.array([700, 365, 900, 1095])[kind] * rng.uniform(0.5, 1.4, len(row))
    gone = np.flatnonzero((people.hidden.exit_month < NEVER) & company & (rng.random(count) < 0.3))
    leaves = line.month_start(np.minimum(people.hidden.exit_month[gone], line.width + 12)) - rng.integers(
        50, 300, len(gone)
    )
    row, since = np.concatenate([row, gone]), np.concatenate([since, leaves])
    until = np.concatenate([since[: len(lasts)] + lasts.astype(np.int64), np.full(len(gone), NEVER)])
    kind = np.concatenate([kind, np.full(len(gone), ENCUMBRANCES.index("liquidation"))])
    yuan = np.clip(people.yearly_sales_yuan[row] * 0.1 * rng.lognormal(0, 0.8, len(row)), 10_000, 1e8)
    known = (since <= line.today) & (since > people.founded_day[row])
    table = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "kind": pl.Series(ENCUMBRANCES).gather(kind),
            "amount_fen": np.where(kind < 3, np.rint(yuan / 100), 0).astype(np.int64) * 10_000,
            "since": dates(since),
            "until": dates(until, line.today),
        }
    )
    return table.filter(pl.Series(known)).sort("uscc", "since", "kind")


def _rights(seed: int, block: int, people: Population, size: F64) -> pl.DataFrame:
    rng = stream(seed, "rights", block)
    section = people.trades.section[people.trade]
    inventive = np.select([section == "I", section == "C"], [1.4, 0.6], 0.15)
    rate = inventive * np.exp(0.3 * size + 0.3 * people.hidden.quality + rng.normal(0, 0.9, len(people)))
    row = _drawn(rng, people, rate)
    count = len(row)
    soft = (section[row] == "I") & (rng.random(count) < 0.6)
    kind = np.where(soft, 4, rng.choice(5, count, p=[0.12, 0.32, 0.08, 0.40, 0.08]))
    filed = _day(rng, people, row, 3000)
    granted = filed + _GRANTED_AFTER[kind] + rng.integers(0, 200, count)
    lapsed = rng.random(count) < 0.08  # for want of the yearly fee
    ends = np.where(lapsed, granted + 900, filed + 365 * _RIGHT_YEARS[kind])
    number = pl.Series(np.arange(count) + 1 + block * 100_000).cast(pl.String).str.zfill(9)
    table = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "right_no": "ZS" + number,
            "kind": pl.Series(RIGHTS).gather(kind),
            "filed_on": dates(filed),
            "granted_on": dates(granted),
            "ends_on": dates(ends),
        }
    )
    return table.filter(pl.Series(granted <= people.timeline.today)).sort("uscc", "filed_on", "right_no")


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
            "since": dates(issued),
            "ends_on": dates(ends),
        }
    ).sort("uscc", "since", "kind")


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
            "won": (rng.random(len(row)) < chance).astype(np.int64),
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
            "awarded_on": dates(_day(rng, people, row, 1095)),
        }
    ).sort("uscc", "awarded_on", "kind")
