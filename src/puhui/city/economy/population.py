"""Who the enterprises are: trade, size, place, people, and which custodian knows them."""

import json
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from puhui.city.economy import codes, names
from puhui.city.economy.codes import Codes
from puhui.city.economy.health import (
    FAILING,
    ORDINARY,
    SEASON,
    SEASONAL,
    STEADY,
    Hidden,
    live,
)
from puhui.city.economy.streams import F64, I64, Bool, pick, stream
from puhui.city.economy.timeline import LEAD, NEVER, Timeline

SOLE, SMALL, MEDIUM, FARMER = range(4)
SEGMENTS = ("sole_proprietor", "small_micro", "medium", "farmer")
_SEGMENT_SHARES = np.array([0.27, 0.53, 0.15, 0.05])
_ODD_SHARES = np.array([0.76, 0.07, 0.10, 0.07])  # ordinary, seasonal, one-off shock, sudden failure
# Log of sales transactions a month, and of a transaction's yuan: mean and spread by segment.
_PACE = (np.array([1.6, 2.5, 3.3, 0.9]), np.array([0.9, 1.1, 0.9, 0.6]))
_TICKET = (np.array([8.4, 9.6, 10.4, 9.0]), np.array([1.3, 1.4, 1.3, 0.9]))


@dataclass(frozen=True)
class Trades:
    """The industries, column by column."""

    section: Codes
    code: Codes
    name: Codes
    word: Codes
    goods: Codes
    share: F64
    vat: F64
    margin: F64
    input: F64
    peak: I64
    swing: F64
    power: F64
    heads: F64
    cyclical: F64
    power_known: F64
    farming: Bool


def trades() -> Trades:
    """The shipped industries (`industries.json`)."""
    content = json.loads((files("puhui.city.economy") / "industries.json").read_text("utf-8"))
    rows = content["industries"] + content["farming"]

    def text(key: str) -> Codes:
        return np.array([row[key] for row in rows])

    def number(key: str) -> F64:
        return np.array([row[key] for row in rows], dtype=np.float64)

    return Trades(
        text("section"),
        text("code"),
        text("name"),
        text("word"),
        text("goods"),
        number("share"),
        number("vat"),
        number("margin"),
        number("input"),
        np.array([row["season"][0] for row in rows], dtype=np.int64),
        np.array([row["season"][1] for row in rows], dtype=np.float64),
        number("power_kwh_per_yuan"),
        number("heads"),
        number("cyclical"),
        number("power_known"),
        np.arange(len(rows)) >= len(content["industries"]),
    )


@dataclass(frozen=True)
class Population:
    """Every enterprise, column by column. Row *i* is the same enterprise in every array."""

    timeline: Timeline
    trades: Trades
    trade: I64
    segment: I64
    district: I64
    uscc: Codes
    name: Codes
    type: Codes
    form: Codes
    address: Codes
    representative: Codes
    representative_id: Codes
    founded_day: I64
    founded: I64  # month of foundation
    general: Bool  # general VAT taxpayer, else small-scale
    pace: F64  # log of usual sales transactions a month
    ticket: F64  # log of a usual transaction's yuan
    swing: F64  # amplitude of the season in log sales
    insures: Bool
    metered: Bool
    banks: npt.NDArray[np.bool_]  # enterprise × (bank-a, bank-b, bank-c)
    repayment_day: I64
    cast: Bool  # the three enterprises that are cast, not drawn
    hollow: Bool  # without staff or production: exists on paper
    borrows: Bool  # asks each of its banks for loans, whatever its own need
    called_day: I64  # a guarantee it gave was called, `NEVER` if none
    pays_by: F64  # a draw for each enterprise: by which of its banks it pays
    hidden: Hidden

    def __len__(self) -> int:
        return len(self.uscc)

    def rows(self, start: int, stop: int) -> "Population":
        """The enterprises `start` … `stop`−1."""
        cut = slice(start, stop)
        columns: dict[str, Any] = {
            name: value[cut] for name, value in vars(self).items() if isinstance(value, np.ndarray)
        }
        return replace(self, hidden=self.hidden.rows(start, stop), **columns)

    @property
    def present(self) -> Bool:
        """Enterprise × month of history: founded, and not yet off the register."""
        months = self.timeline.months
        return (months >= self.founded[:, None]) & (months < self.hidden.exit_month[:, None])

    @property
    def paying_bank(self) -> I64:
        """The bank by which each enterprise pays and is paid, −1 without one."""
        known = np.cumsum(self.banks, axis=1)
        place = np.floor(self.pays_by * known[:, -1]).astype(np.int64)
        chosen: I64 = np.where(known[:, -1] > 0, np.argmax(known > place[:, None], axis=1), -1)
        return chosen

    @property
    def season(self) -> F64:
        """Enterprise × month of history: the yearly wave in log sales, mean zero."""
        month = self.timeline.month_of_year(self.timeline.months)
        phase = 2 * np.pi * (month - self.trades.peak[self.trade][:, None]) / 12
        wave = np.cos(phase) * self.swing[:, None]
        centred: F64 = wave - np.log(np.i0(self.swing))[:, None]
        return centred

    @property
    def yearly_sales_yuan(self) -> F64:
        """A usual year's sales, the spread of tickets included."""
        yuan: F64 = 12 * np.exp(self.pace + self.ticket + 0.35)
        return yuan

    @property
    def default_day(self) -> I64:
        """The day of default: 90 days after the first instalment never paid, due on the usual day of repayment."""
        months = self.hidden.default_month
        fails = months < self.timeline.width + 24
        first_unpaid = self.timeline.month_start(np.where(fails, months - 3, 0)) + self.repayment_day - 1
        return np.where(fails, first_unpaid + 90, months)


def populate(seed: int, count: int, timeline: Timeline) -> Population:
    """Draw `count` enterprises and their hidden lives."""
    rng = stream(seed, "population")
    kinds = trades()
    segment = pick(rng, _SEGMENT_SHARES, count)
    segment[[STEADY, FAILING, SEASON]] = SMALL
    town = np.where(kinds.farming, 0.0, kinds.share)
    trade = np.where(segment == FARMER, pick(rng, kinds.share - town, count), pick(rng, town, count))
    cast = [int(np.flatnonzero(kinds.code == code)[0]) for code in ("3484", "5165", "6110")]
    trade[[STEADY, FAILING, SEASON]] = cast
    odd = pick(rng, _ODD_SHARES, count)
    odd[[STEADY, FAILING, SEASON]] = (ORDINARY, ORDINARY, SEASONAL)
    district = pick(rng, names.DISTRICT_WEIGHTS, count)

    age_days = np.clip(rng.gamma(1.6, 1700, count), 120, 11_000).astype(np.int64)
    age_days[[STEADY, FAILING, SEASON]] = (4100, 2600, 3300)
    founded_day = timeline.today - age_days
    founded = (founded_day.astype("datetime64[D]").astype("datetime64[M]") - timeline.first).astype(np.int64)

    pace = rng.normal(_PACE[0][segment], _PACE[1][segment])
    ticket = rng.normal(_TICKET[0][segment], _TICKET[1][segment]) - 0.6 * (pace - _PACE[0][segment])
    pace[[STEADY, FAILING, SEASON]], ticket[[STEADY, FAILING, SEASON]] = (2.9, 2.7, 2.8), (10.2, 10.4, 10.0)
    sales = 12 * np.exp(pace + ticket)
    general = (sales > rng.lognormal(np.log(3.2e6), 0.5, count)) & (segment != FARMER)
    general |= segment == MEDIUM
    swing = kinds.swing[trade] * rng.uniform(0.5, 1.4, count)
    swing = np.where(odd == SEASONAL, np.maximum(swing, rng.uniform(0.7, 1.1, count)), swing)

    insures = rng.random(count) < np.array([0.30, 0.88, 1.0, 0.15])[segment]
    metered = rng.random(count) < kinds.power_known[trade]
    chosen = rng.random(count)
    village = stream(seed, "village-bank").random(count) < np.where(segment == FARMER, 0.5, 0.18)
    banks = np.column_stack([chosen < 0.62, (chosen > 0.42) & (chosen < 0.92), village])
    for known in (insures, metered, general):
        known[[STEADY, FAILING, SEASON]] = True
    banks[[STEADY, FAILING, SEASON]] = (True, False, False)

    hidden = live(
        seed,
        timeline,
        trade=trade,
        cyclical=kinds.cyclical[trade],
        district=district,
        founded=founded,
        odd=odd,
    )
    uscc, kind, form = _legal_form(rng, segment, district, sales, count)
    area = np.array([text for text, _ in names.DISTRICTS])[district]
    brand = names.brands(rng, count)
    name = names.companies(rng, brand, kinds.word[trade], form, area)
    born = codes.births(rng, timeline.as_of, count)
    return Population(
        timeline=timeline,
        trades=kinds,
        trade=trade,
        segment=segment,
        district=district,
        uscc=uscc,
        name=name,
        type=kind,
        form=form,
        address=names.addresses(rng, district, (segment == FARMER).astype(np.int64)),
        representative=names.people(rng, count),
        representative_id=codes.resident_ids(rng, division_of(district), born, rng.random(count) < 0.72),
        founded_day=founded_day,
        founded=founded,
        general=general,
        pace=pace,
        ticket=ticket,
        swing=swing,
        insures=insures,
        metered=metered,
        banks=banks,
        repayment_day=rng.integers(5, 26, count),
        cast=np.arange(count) < len((STEADY, FAILING, SEASON)),
        hollow=np.zeros(count, dtype=bool),
        borrows=np.zeros(count, dtype=bool),
        called_day=np.full(count, NEVER),
        pays_by=stream(seed, "paying-bank").random(count),
        hidden=hidden,
    )


def division_of(district: I64) -> I64:
    """Six-digit division codes."""
    return np.array([code for _, code in names.DISTRICTS])[district]


def _legal_form(
    rng: np.random.Generator, segment: I64, district: I64, sales: F64, count: int
) -> tuple[Codes, Codes, Codes]:
    """USCC, registered type, and the ending of the name."""
    coin = rng.random(count)
    prefix = np.full(count, "91")
    kind = np.where(coin < 0.45, "有限责任公司(自然人独资)", "有限责任公司(自然人投资或控股)").astype("U20")
    form = np.full(count, "有限公司", dtype="U8")
    medium = (segment == MEDIUM) & (coin < 0.25)
    kind[medium], form[medium] = "股份有限公司(非上市)", "股份有限公司"
    sole = segment == SOLE
    prefix[sole], kind[sole] = "92", "个体工商户"
    form[sole] = np.where(coin[sole] < 0.4, "经营部", np.where(coin[sole] < 0.7, "商行", "店"))
    farmer = segment == FARMER
    coop, collective = farmer & (coin < 0.3), farmer & (coin >= 0.85)
    prefix[farmer], kind[farmer], form[farmer] = "92", "家庭农场", "家庭农场"
    prefix[coop], kind[coop], form[coop] = "93", "农民专业合作社", "专业合作社"
    prefix[collective], kind[collective], form[collective] = "N2", "农村集体经济组织", "股份经济合作社"
    return codes.usccs(prefix, division_of(district), np.arange(count)), kind, form


def history_of(population: Population, paths: F64) -> F64:
    """The months of history of hidden paths that start with the lead-in."""
    return paths[:, LEAD : LEAD + population.timeline.width]
