"""Make an economy, and write each custodian's part of it into the custodian's folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from puhui.city.economy import planting, registering
from puhui.city.economy.accusing import accused
from puhui.city.economy.banking import flows
from puhui.city.economy.contacting import contacts, incubators
from puhui.city.economy.crediting import guarantees_given, owners, records
from puhui.city.economy.deceiving import deceive
from puhui.city.economy.exporting import customs
from puhui.city.economy.health import ARCHETYPES, FAILING, SEASON, STEADY
from puhui.city.economy.holding import stakeholders, succeeded
from puhui.city.economy.infecting import call_guarantees
from puhui.city.economy.lending import lending
from puhui.city.economy.litigating import litigation
from puhui.city.economy.owning import assets
from puhui.city.economy.paying import dealings, payments
from puhui.city.economy.planting import Plant
from puhui.city.economy.population import SEGMENTS, Population, populate
from puhui.city.economy.powering import power
from puhui.city.economy.punishing import penalties
from puhui.city.economy.representing import representatives
from puhui.city.economy.staffing import staff
from puhui.city.economy.stating import statements
from puhui.city.economy.streams import BLOCK, I64
from puhui.city.economy.supplying import supplies
from puhui.city.economy.taxing import tax
from puhui.city.economy.telling import Happenings, news
from puhui.city.economy.timeline import FUTURE, LEAD, NEVER, EconomyRefused, Timeline, dates
from puhui.city.economy.trading import Trade, trade
from puhui.city.economy.tying import Ties, tie
from puhui.city.economy.visiting import sessions
from puhui.city.economy.vouching import guarantees
from puhui.city.economy.writing import Shelf
from puhui.kernel import Category, PuhuiError, Text

Progress = Callable[[str, int, int], None]
BANKS = ("bank-a", "bank-b", "bank-c")
OFFICES = "data-bureau"  # keeps what offices without a node of their own hand to it
CUSTODIANS = ("registry", "tax", "social", "power", "court", *BANKS, "platform", "pbc", OFFICES, "city")
ENTERPRISES_MIN, ENTERPRISES_MAX = 20, 20_000
MONTHS_MIN, MONTHS_MAX = 24, 60
FRAUDS_PER_1000 = 2.0  # planted groups of each pattern for a thousand enterprises, if nobody says otherwise
FRAUDS_PER_1000_MAX = 8.0


class UnknownCustodian(PuhuiError):
    """A folder was given for a custodian that the city does not have."""

    category = Category.INVALID
    cause = Text(zh="模拟城市中没有数据提供方 “{name}”", en="the simulated city has no custodian {name!r}")
    remedy = Text(zh="可用的名称：{known}", en="known names: {known}")


def _silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Economy:
    """A drawn economy. Its hidden life is in memory; the custodians' records are drawn when they are written."""

    seed: int
    as_of: date
    months: int
    enterprises: pl.DataFrame  # the registry's table
    population: Population
    ties: Ties
    plants: tuple[Plant, ...]

    @property
    def cast(self) -> dict[str, str]:
        """USCC of the three enterprises that are cast, not drawn: `steady`, `failing` (default near) and `seasonal`."""
        uscc = self.population.uscc
        return {"steady": str(uscc[STEADY]), "failing": str(uscc[FAILING]), "seasonal": str(uscc[SEASON])}

    @property
    def truth(self) -> pl.DataFrame:
        """What really happens to each enterprise, up to twelve months after `as_of`. For evaluation only."""
        people, hidden = self.population, self.population.hidden
        begun = hidden.distress_month
        return pl.DataFrame(
            {
                "uscc": people.uscc,
                "segment": np.array(SEGMENTS)[people.segment],
                "archetype": np.array(ARCHETYPES)[hidden.archetype],
                "quality": hidden.quality,
                "distress_from": dates(
                    np.where(begun < NEVER, people.timeline.month_start(np.where(begun < NEVER, begun, 0)), NEVER)
                ),
                "defaulted_on": dates(people.default_day),
            }
        )

    def write(self, folders: Mapping[str, Path], *, progress: Progress | None = None) -> dict[str, int]:
        """Write every table of the custodians in `folders` into their folders; rows by `custodian/table`.

        Raises `UnknownCustodian` before anything is written. A file appears under its name only when it is whole.
        """
        for name in folders:
            if name not in CUSTODIANS:
                raise UnknownCustodian(stage="city.economy", name=name, known=", ".join(CUSTODIANS))
        tell = progress or _silent
        with Shelf(dict(folders)) as shelf:
            changed = self._write_whole(shelf)
            tell("registry", 1, 1)
            blocks = -(-len(self.population) // BLOCK)
            for block in range(blocks):
                rows = self.population.rows(block * BLOCK, min((block + 1) * BLOCK, len(self.population)))
                self._write_block(shelf, block, rows, changed)
                tell("records", block + 1, blocks)
        return shelf.rows

    def _write_whole(self, shelf: Shelf) -> pl.DataFrame:
        """The tables that are drawn for the whole city at once; the register's changes."""
        seed, people, ties, plants = self.seed, self.population, self.ties, self.plants
        changed = registering.changes(seed, people)
        shelf.put("registry", "enterprises", self.enterprises)
        for custodian in ("tax", "platform", *BANKS):
            shelf.put(custodian, "register", self.enterprises.select("uscc", "name", "status", "established_on"))
        stakes = succeeded(seed, people, stakeholders(seed, people, ties), changed)
        shelf.put("registry", "stakeholders", stakes)
        shelf.put("registry", "changes", changed)
        shelf.put("registry", "contacts", contacts(seed, people, ties, plants))
        shelf.put("registry", "incubators", incubators(people, ties))
        if shelf.wants("platform"):
            shelf.put("platform", "sessions", sessions(seed, people, ties, plants))
        dealt = dealings(seed, people, ties)
        for bank, custodian in enumerate(BANKS):
            shelf.put(custodian, "guarantees", guarantees(people, ties.contracts, bank))
            shelf.put(custodian, "transfers", dealt[bank])
        credit, enquiries = owners(seed, people, stakes, plants)
        shelf.put("pbc", "owner_credit", credit)
        shelf.put("pbc", "owner_enquiries", enquiries)
        led, against = representatives(seed, people)
        shelf.put("court", "representatives", led)
        shelf.put("court", "representative_cases", against)
        shelf.put("pbc", "guarantees_given", guarantees_given(people, ties.contracts))
        shelf.put(OFFICES, "fraud_list", accused(seed, people, plants))
        shelf.put("city", "truth", self.truth)
        shelf.put("city", "planted", planting.key(people, plants))
        return changed

    def _write_block(self, shelf: Shelf, block: int, people: Population, changed: pl.DataFrame) -> None:
        seed = self.seed
        if shelf.wants("city"):
            shelf.put("city", "health", _health(people))
        invoices = deceive(seed, block, people, trade(seed, block, people), self._plants_of(block))
        shelf.put("tax", "sales", invoices.sales)
        shelf.put("tax", "purchases", invoices.purchases)
        taxes = tax(seed, block, people, invoices)
        shelf.put("tax", "declarations", taxes.declarations)
        shelf.put("tax", "ratings", taxes.ratings)
        shelf.put("tax", "taxpayers", taxes.taxpayers)
        abroad = customs(seed, block, people, invoices)
        shelf.put(OFFICES, "customs_trade", abroad.trade)
        shelf.put(OFFICES, "customs_traders", abroad.traders)
        shelf.put(OFFICES, "customs_breaches", abroad.breaches)
        workers = staff(seed, block, people)
        shelf.put("social", "insured", workers.insured)
        shelf.put(OFFICES, "deposits", workers.deposits)
        electricity = power(seed, block, people)
        shelf.put("power", "consumption", electricity.consumption)
        if shelf.wants(OFFICES):
            for name, bills in supplies(seed, block, people):
                shelf.put(OFFICES, name, bills)
        self._write_public(shelf, block, people, changed)
        costs = {"salary": workers.wages_fen, "tax": taxes.payable_fen, "utility": electricity.fees_fen}
        self._write_banks(shelf, block, people, invoices, costs)

    def _write_public(self, shelf: Shelf, block: int, people: Population, changed: pl.DataFrame) -> None:
        """What courts and offices publish, and what the papers make of it."""
        cases = litigation(self.seed, block, people)
        shelf.put("court", "cases", cases)
        if not any(map(shelf.wants, ("registry", OFFICES, "platform", "city"))):
            return
        punished = penalties(self.seed, block, people)
        shelf.put(OFFICES, "penalties", punished)
        owned = dict(assets(self.seed, block, people))
        for name, table in owned.items():
            shelf.put("registry" if name == "encumbrances" else OFFICES, name, table)
        happened = Happenings(
            cases,
            punished,
            changed.filter(pl.col("uscc").is_in(pl.Series(people.uscc).implode())),
            owned["awards"],
            owned["bids"],
            owned["qualifications"],
        )
        articles, about = news(self.seed, block, people, happened)
        shelf.put("platform", "news", articles)
        shelf.put("city", "news_key", about)

    def _write_banks(
        self, shelf: Shelf, block: int, people: Population, invoices: Trade, costs: dict[str, I64]
    ) -> None:
        seed, plants = self.seed, self._plants_of(block)
        if not any(map(shelf.wants, (*BANKS, "pbc"))):
            return
        paid = payments(seed, block, people, invoices, plants)
        stated = statements(seed, block, people, invoices.sold_fen)
        lent = []
        for bank, custodian in enumerate(BANKS):
            given = lending(seed, block, bank, people)
            lent.append((custodian, given))
            if shelf.wants(custodian):
                sold = invoices.sold_fen + invoices.output_tax_fen
                account = flows(seed, block, bank, people, sold_fen=sold, costs=costs, loans=given)
                shelf.put(custodian, "flows", account)
                shelf.put(custodian, "loans", given.loans)
                shelf.put(custodian, "instalments", given.instalments)
                shelf.put(custodian, "transfers", paid[bank])
                shelf.put(custodian, "statements", stated[bank])
        reported = records(seed, block, people, lent, plants)
        shelf.put("pbc", "facilities", reported.facilities)
        shelf.put("pbc", "arrears", reported.arrears)
        shelf.put("pbc", "enquiries", reported.enquiries)

    def _plants_of(self, block: int) -> tuple[Plant, ...]:
        """The plants of a block, their members counted from its first row."""
        first = block * BLOCK
        here = [plant for plant in self.plants if plant.members[0] // BLOCK == block]
        return tuple(replace(plant, members=plant.members - first) for plant in here)


def _health(people: Population) -> pl.DataFrame:
    months = np.arange(people.timeline.width + FUTURE)
    row = np.repeat(np.arange(len(people)), len(months))
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "month": dates(people.timeline.month_start(np.tile(months, len(people)))),
            "distress": people.hidden.distress[:, LEAD:].ravel(),
        }
    )


def make(
    *,
    seed: int,
    enterprises: int = 300,
    as_of: date,
    months: int = 36,
    frauds_per_1000: float = FRAUDS_PER_1000,
    progress: Progress | None = None,
) -> Economy:
    """Draw an economy of `enterprises` (20 to 20,000) with `months` (24 to 60) whole months of history up to `as_of`.

    Of each pattern of fraud, `frauds_per_1000` (0 to 8) groups are planted for a thousand enterprises, and as many
    honest look-alikes. Raises `EconomyRefused` outside these limits.
    """
    for name, value, low, high in (
        ("seed", seed, 0, 2**63 - 1),
        ("enterprises", enterprises, ENTERPRISES_MIN, ENTERPRISES_MAX),
        ("months", months, MONTHS_MIN, MONTHS_MAX),
        ("frauds_per_1000", frauds_per_1000, 0, FRAUDS_PER_1000_MAX),
    ):
        if not low <= value <= high:
            raise EconomyRefused(stage="city.economy", name=name, value=value, low=low, high=high)
    tell = progress or _silent
    tell("economy", 0, 1)
    people = populate(seed, enterprises, Timeline(as_of, months))
    plants = planting.choose(seed, people, frauds_per_1000)
    people, ties = tie(seed, planting.disguise(seed, people, plants), plants)
    people = call_guarantees(seed, people, ties.contracts)
    register = registering.enterprises(seed, people, registering.changes(seed, people))
    tell("economy", 1, 1)
    return Economy(seed, as_of, months, register, people, ties, plants)
