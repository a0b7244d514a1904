"""The registry: enterprises, the people behind them, and what they have changed."""

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from puhui.city.economy import codes, names
from puhui.city.economy.codes import Codes
from puhui.city.economy.population import FARMER, MEDIUM, SEGMENTS, SOLE, Population
from puhui.city.economy.streams import F64, I64, stream
from puhui.city.economy.timeline import NEVER, dates

_CAPITAL_YUAN = np.array([1e5, 1.5e6, 1.2e7, 3e5])  # median by segment
_CHANGES_MONTHLY = {  # hazard when well, and its log at default
    "legal_representative": (0.0016, 2.4),
    "shareholder": (0.0022, 1.8),
    "address": (0.0035, 0.8),
    "capital": (0.0018, -0.5),
    "scope": (0.0040, 0.0),
}
_ABNORMAL = (0.0008, 3.0)


def enterprises(seed: int, people: Population, changed: pl.DataFrame) -> pl.DataFrame:
    """The register itself, one row an enterprise; `changed` is what `changes` gives."""
    rng = stream(seed, "register")
    line, kinds, trade = people.timeline, people.trades, people.trade
    capital = _capital_yuan(seed, people)
    paid = np.rint(capital * np.where(rng.random(len(people)) < 0.4, 1.0, rng.beta(1.2, 2.0, len(people))))
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


def _capital_yuan(seed: int, people: Population) -> F64:
    rng = stream(seed, "capital")
    yuan = _CAPITAL_YUAN[people.segment] * rng.lognormal(0, 0.8, len(people))
    step = np.where(yuan >= 1e6, 5e5, 1e4)
    capital: F64 = np.maximum(np.rint(yuan / step) * step, 1e4)
    return capital


def stakeholders(seed: int, people: Population) -> pl.DataFrame:
    """Legal representatives, shareholders (some of them enterprises of the city), directors and guarantors."""
    rng = stream(seed, "stakeholders")
    line, count = people.timeline, len(people)
    capital_fen = _capital_yuan(seed, people) * 100
    owner = np.arange(count)
    company = (people.segment != SOLE) & (people.segment != FARMER)
    others = np.where(company, 1 + rng.poisson(np.where(people.segment == MEDIUM, 2.0, 0.6)), 0)
    others = np.where(people.type == "有限责任公司(自然人独资)", 0, others)
    extra = np.repeat(owner, others)
    weight = rng.gamma(1.0, 1.0, len(extra))
    lead = rng.gamma(3.0, 1.0, count)
    total = lead + np.bincount(extra, weight, minlength=count)
    corporate = rng.random(len(extra)) < 0.12
    holder = rng.integers(0, count, len(extra))
    corporate &= (holder != extra) & (people.founded[holder] <= people.founded[extra])
    born = codes.births(rng, line.as_of, len(extra))
    division = np.array([code for _, code in names.DISTRICTS])[rng.integers(0, len(names.DISTRICTS), len(extra))]
    person_id = codes.resident_ids(rng, division, born, rng.random(len(extra)) < 0.6)
    person = names.people(rng, len(extra))
    # Some people hold shares in several enterprises: what the relation graph will find.
    again = rng.random(len(extra)) < 0.08
    source = rng.integers(0, count, len(extra))
    person = np.where(again, people.representative[source], person)
    person_id = np.where(again, people.representative_id[source], person_id)

    owners = {"name": people.representative, "identity": people.representative_id}
    held = [
        _part(owner, **owners, role="shareholder", ratio=lead / total, since=people.founded_day),
        _part(
            extra,
            name=person,
            identity=person_id,
            role="shareholder",
            ratio=weight / total[extra],
            since=people.founded_day[extra],
        ),
    ]
    directs = np.flatnonzero(~corporate & (rng.random(len(extra)) < 0.5))
    guards = np.flatnonzero(~corporate & (rng.random(len(extra)) < 0.2))
    for chosen, role in ((directs, "director"), (guards, "guarantor")):
        row = extra[chosen]
        none = np.full(len(row), np.nan)
        founded = people.founded_day[row]
        held.append(_part(row, name=person[chosen], identity=person_id[chosen], role=role, ratio=none, since=founded))
    nobody = np.full(count, np.nan)
    lead_role = _part(owner, **owners, role="legal_representative", ratio=nobody, since=people.founded_day)
    parts = [lead_role, *held]
    row = np.concatenate([part["row"] for part in parts])
    party = np.full(len(row), -1)
    party[2 * count : 2 * count + len(extra)] = np.where(corporate, holder, -1)
    ratio = np.round(np.concatenate([part["ratio"] for part in parts]), 6)
    is_company = party >= 0
    name = np.concatenate([part["name"] for part in parts])
    subscribed = np.where(np.isnan(ratio), 0, np.nan_to_num(ratio) * capital_fen[row])
    table = pl.DataFrame(
        {
            "uscc": people.uscc[row],
            "person_name": np.where(is_company, people.name[party], name),
            "person_id": pl.Series(np.concatenate([part["id"] for part in parts])).set(pl.Series(is_company), None),
            "party_uscc": pl.Series(people.uscc[party]).set(pl.Series(~is_company), None),
            "role": np.concatenate([part["role"] for part in parts]),
            "ratio": pl.Series(ratio).fill_nan(None),
            "subscribed_fen": np.rint(subscribed).astype(np.int64),
            "since": dates(np.concatenate([part["since"] for part in parts])),
            "until": dates(np.full(len(row), NEVER)),
        }
    )
    return table.sort("uscc", "role", "since", maintain_order=True)


def _part(row: I64, *, name: Codes, identity: Codes, role: str, ratio: F64, since: I64) -> dict[str, npt.NDArray[Any]]:
    return {
        "row": row,
        "name": name,
        "id": identity,
        "role": np.full(len(row), role),
        "ratio": ratio,
        "since": since,
    }


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
        before, current = _words(rng, people, item, row, _capital_yuan(seed, people))
        last_of_firm = np.append(row[1:] != row[:-1], True)[: len(row)]
        after = np.where(last_of_firm, current, np.roll(before, -1))
        tables.append(_rows(people, item, row, before=before, after=after, day=day))
    calm, slope = _ABNORMAL
    row, month = np.nonzero(rng.random(felt.shape) < calm * np.exp(slope * felt) * people.present)
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
