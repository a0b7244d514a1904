"""The registry: enterprises, and what they have changed."""

import numpy as np
import polars as pl

from puhui.city.economy import names
from puhui.city.economy.codes import Codes
from puhui.city.economy.population import FARMER, SEGMENTS, SOLE, Population
from puhui.city.economy.streams import F64, I64, stream
from puhui.city.economy.timeline import dates

_CAPITAL_YUAN = np.array([1e5, 1.5e6, 1.2e7, 3e5])  # median by segment
_CHANGES_MONTHLY = {  # hazard when well, and its log at default
    "legal_representative": (0.0016, 2.4),
    "shareholder": (0.0022, 1.8),
    "address": (0.0035, 0.8),
    "capital": (0.0018, -0.5),
    "scope": (0.0040, 0.0),
}
_ABNORMAL = (0.0008, 3.0)
_HOLLOW_ABNORMAL = 12.0  # times as often for those who cannot be found at their address


def enterprises(seed: int, people: Population, changed: pl.DataFrame) -> pl.DataFrame:
    """The register itself, one row an enterprise; `changed` is what `changes` gives."""
    rng = stream(seed, "register")
    line, kinds, trade = people.timeline, people.trades, people.trade
    capital = capital_yuan(seed, people)
    paid = np.rint(capital * np.where(rng.random(len(people)) < 0.4, 1.0, rng.beta(1.2, 2.0, len(people))))
    paid = np.where(people.hollow, 0.0, paid)
    gone = people.hidden.exit_month < line.width
    failed = people.hidden.default_month < line.width
    status = np.where(~gone, "存续", np.where(failed & (rng.random(len(people)) < 0.6), "吊销", "注销"))
    last = changed.group_by("uscc").agg(pl.col("changed_on").max().cast(pl.Int32))
    latest = pl.DataFrame({"uscc": people.uscc}).join(last, on="uscc", how="left", maintain_order="left")
    left = np.where(gone, line.month_start(np.minimum(people.hidden.exit_month, line.width - 1)), 0)
    changed_day = latest["changed_on"].fill_null(0).to_numpy()
    approved = np.maximum.reduce([people.founded_day, changed_day, left])
    scope = np.char.add(np.char.add(kinds.goods[trade], "的生产、销售与服务；"), "依法须经批准的项目经批准后方可开展")
    return pl.DataFrame(
        {
            "uscc": people.uscc,
            "name": people.name,
            "type": people.type,
            "segment": np.array(SEGMENTS)[people.segment],
            "status": status,
            "established_on": dates(people.founded_day),
            "approved_on": dates(approved),
            "reg_capital_fen": capital.astype(np.int64) * 100,
            "paid_capital_fen": paid.astype(np.int64) * 100,
            "industry_section": kinds.section[trade],
            "industry_code": kinds.code[trade],
            "industry": kinds.name[trade],
            "region": np.array([name for name, _ in names.DISTRICTS])[people.district],
            "region_code": np.array([str(code) for _, code in names.DISTRICTS])[people.district],
            "address": people.address,
            "legal_representative": people.representative,
            "legal_representative_id": people.representative_id,
            "scope": scope,
        }
    )


def capital_yuan(seed: int, people: Population) -> F64:
    """Registered capital; half of those who exist on paper promise ten million and more."""
    rng = stream(seed, "capital")
    yuan = _CAPITAL_YUAN[people.segment] * rng.lognormal(0, 0.8, len(people))
    yuan = np.where(people.hollow & (rng.random(len(people)) < 0.5), yuan * 8 + 8e6, yuan)
    step = np.where(yuan >= 1e6, 5e5, 1e4)
    capital: F64 = np.maximum(np.rint(yuan / step) * step, 1e4)
    return capital


def changes(seed: int, people: Population) -> pl.DataFrame:
    """Registered changes within history; distress brings new representatives and shareholders, and abnormal entries."""
    rng = stream(seed, "changes")
    line = people.timeline
    felt = people.hidden.seen(0)
    tables = []
    for item, (calm, slope) in _CHANGES_MONTHLY.items():
        sole = (people.segment == SOLE) & (item in {"shareholder", "legal_representative"})
        hazard = calm * np.exp(slope * felt) * people.present * ~sole[:, None]
        row, month = np.nonzero(rng.random(hazard.shape) < hazard)
        day = line.business_day(rng, month)
        before, current = _words(rng, people, item, row, capital_yuan(seed, people))
        last_of_firm = np.append(row[1:] != row[:-1], True)[: len(row)]
        after = np.where(last_of_firm, current, np.roll(before, -1))
        tables.append(_rows(people, item, row, before=before, after=after, day=day))
    calm, slope = _ABNORMAL
    unreachable = np.where(people.hollow, _HOLLOW_ABNORMAL, 1.0)[:, None]
    row, month = np.nonzero(rng.random(felt.shape) < calm * np.exp(slope * felt) * people.present * unreachable)
    day = line.business_day(rng, month)
    lost = np.full(len(row), "通过登记的住所无法联系")
    blank = np.full(len(row), "")
    tables.append(_rows(people, "abnormal_in", row, before=blank, after=lost, day=day))
    back = day + 60 + rng.exponential(150, len(row)).astype(np.int64)
    out = (back <= line.today) & (people.hidden.default_month[row] > line.width)
    tables.append(_rows(people, "abnormal_out", row[out], before=lost[out], after=blank[out], day=back[out]))
    return pl.concat(tables).sort("uscc", "changed_on", "item")


def _words(rng: np.random.Generator, people: Population, item: str, row: I64, capital_yuan: F64) -> tuple[Codes, Codes]:
    """What stood before each change, and what stands today."""
    count = len(row)
    if item == "legal_representative":
        return names.people(rng, count), people.representative[row]
    if item == "shareholder":
        return names.people(rng, count), names.people(rng, count)
    if item == "address":
        rural = (people.segment[row] == FARMER).astype(np.int64)
        return names.addresses(rng, people.district[row], rural), people.address[row]
    if item == "capital":
        wan = np.rint(capital_yuan[row] / 1e4).astype(np.int64)
        earlier = np.maximum(np.rint(wan * rng.uniform(0.2, 0.9, count)), 1).astype(np.int64)
        return np.char.add(earlier.astype("U8"), "万元"), np.char.add(wan.astype("U8"), "万元")
    goods = people.trades.goods[people.trade[row]]
    return goods, np.char.add(goods, "；技术服务")


def _rows(people: Population, item: str, row: I64, *, before: Codes, after: Codes, day: I64) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "item": pl.Series([item]).gather(np.zeros(len(row), dtype=np.uint32)),
            "before": pl.Series(before, dtype=pl.String),
            "after": pl.Series(after, dtype=pl.String),
            "changed_on": dates(day),
        }
    )
