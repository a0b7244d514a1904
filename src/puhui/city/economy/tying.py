"""What ties enterprises together honestly: families and holdings, bookkeeping agents, incubators, guarantees.

All of it is drawn once for the whole city, for a tie knows no blocks. Honest ties are the confounders of fraud: they
share addresses, telephones, devices and guarantees too.
"""

from dataclasses import dataclass, replace

import numpy as np

from puhui.city.economy import names
from puhui.city.economy.infecting import Contracts
from puhui.city.economy.planting import GUARANTEE_CIRCLE, Plant
from puhui.city.economy.population import FARMER, MEDIUM, SMALL, SOLE, Population
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import NEVER

_GROUPED = 0.10  # share of companies that belong to a group of enterprises
_GROUP_SIZES = (2, 3, 3, 4, 5)
_CLIENTS = 30  # enterprises of the city a bookkeeping agent
_HAS_AGENT = 0.42
_TENANTS = 180  # enterprises of the city an incubator
_YOUNG_MONTHS = 48
KINDS = ("general", "joint", "pledge", "mortgage")
_JOINT = KINDS.index("joint")
_ANY, _ENDED, _RUNNING = range(3)  # what is known of a contract before its days are drawn


@dataclass(frozen=True)
class Holdings:
    """Shares that enterprises or relatives hold in others; `holder` is a row, −1 for a relative of the leader."""

    held: I64
    holder: I64
    ratio: F64


@dataclass(frozen=True)
class Ties:
    """By enterprise: its group, agent and incubator (−1: none); and the holdings and guarantees of the city."""

    group: I64
    agent: I64
    incubator: I64
    holdings: Holdings
    contracts: Contracts


def tie(seed: int, people: Population, plants: tuple[Plant, ...]) -> tuple[Population, Ties]:
    """The ties, and `people` with the leaders and addresses that follow from them."""
    planted = np.zeros(len(people), dtype=bool)
    for plant in plants:
        planted[plant.members] = True
    people, group, holdings = _families(seed, people, ~planted & ~people.cast)
    people, agent, incubator = _roofs(seed, people, planted | people.cast | (group >= 0))
    for number, plant in enumerate(plants):
        if plant.pattern == 0 and plant.fraud:
            agent[plant.members] = int(agent.max()) if number % 2 else -1
        if plant.form == 0 and plant.pattern == 0:
            incubator[plant.members] = int(incubator.max()) + 1
        if plant.form in (0, 1) and not plant.fraud and plant.pattern in (0, 3):
            agent[plant.members] = number % (int(agent.max()) + 1)
    contracts = _guarantees(seed, people, group, holdings, plants)
    return people, Ties(group, agent, incubator, holdings, contracts)


def _families(seed: int, people: Population, free: Bool) -> tuple[Population, I64, Holdings]:
    """Groups under one family; in half of them a company holds the others, in some they hold each other."""
    rng = stream(seed, "families")
    company = ((people.segment == SMALL) | (people.segment == MEDIUM)) & free
    company &= (people.type != "有限责任公司(自然人独资)") | (rng.random(len(people)) < 0.3)
    order = rng.permutation(np.flatnonzero(company))
    order = order[: int(_GROUPED * len(order))]
    sizes = rng.choice(_GROUP_SIZES, len(order))
    ends = np.cumsum(sizes)
    ends = ends[ends <= len(order)]
    group = np.full(len(people), -1)
    leaders, ids = people.representative.copy(), people.representative_id.copy()
    address = people.address.astype("U64")
    held: list[tuple[int, int, float]] = []
    for number, (start, end) in enumerate(zip(np.append(0, ends[:-1]), ends, strict=False)):
        rows = order[start:end]
        rows = rows[np.argsort(people.founded_day[rows], kind="stable")]
        head, others = rows[0], rows[1:]
        group[rows] = number
        led = others[rng.random(len(others)) < 0.55]
        leaders[led], ids[led] = leaders[head], ids[head]
        kin = np.setdiff1d(others, led)
        leaders[kin] = names.of_family(np.full(len(kin), leaders[head]), names.people(rng, len(kin)))
        address[others] = np.where(rng.random(len(others)) < 0.3, address[head], address[others])
        if rng.random() < 0.5:
            held += _chain(rng, rows)
        else:
            held += [(int(row), -1, round(float(rng.uniform(0.1, 0.4)), 2)) for row in rows if rng.random() < 0.6]
    columns = list(zip(*held, strict=True)) or [(), (), ()]
    holdings = Holdings(np.array(columns[0], int), np.array(columns[1], int), np.array(columns[2], float))
    return replace(people, representative=leaders, representative_id=ids, address=address), group, holdings


def _chain(rng: np.random.Generator, rows: I64) -> list[tuple[int, int, float]]:
    """A parent and what it holds: directly, or one through another; sometimes one holds a part of the parent."""
    parent = int(rows[0])
    held = []
    for at, row in enumerate(rows[1:]):
        holder = int(rows[at]) if at and rng.random() < 0.4 else parent
        ratio = 1.0 if rng.random() < 0.2 else round(float(rng.uniform(0.35, 0.95)), 2)
        held.append((int(row), holder, ratio))
    if len(rows) > 2 and rng.random() < 0.3:
        held.append((parent, int(rows[-1]), round(float(rng.uniform(0.05, 0.2)), 2)))
    return held


def _roofs(seed: int, people: Population, housed: Bool) -> tuple[Population, I64, I64]:
    """Who has a bookkeeping agent, and which young companies sit in an incubator, at its address."""
    rng = stream(seed, "roofs")
    count = len(people)
    agents = max(2, count // _CLIENTS)
    small = (people.segment == SMALL) | (people.segment == SOLE)
    weight = rng.pareto(2.0, agents) + 0.5
    chosen = np.searchsorted(np.cumsum(weight) / weight.sum(), rng.random(count))
    agent = np.where(small & (rng.random(count) < _HAS_AGENT), chosen, -1)
    incubators = max(1, count // _TENANTS)
    young = (people.segment == SMALL) & (people.founded > people.timeline.width - _YOUNG_MONTHS) & ~housed
    tenant = young & (rng.random(count) < 0.45)
    incubator = np.where(tenant, rng.integers(0, incubators, count), -1)
    district = rng.integers(0, len(names.DISTRICTS), incubators)
    place = np.char.add(names.addresses(rng, district, np.zeros(incubators, int)), "众创空间")
    address = np.where(tenant, place[incubator], people.address)
    return replace(people, address=address), agent, incubator


def _guarantees(seed: int, people: Population, group: I64, holdings: Holdings, plants: tuple[Plant, ...]) -> Contracts:
    """Contracts up to a maximum: by owners, in groups, between friends, by a guarantor of many, in circles."""
    rng = stream(seed, "guarantees")
    customers = people.banks.any(axis=1)
    owners = np.flatnonzero(customers & (people.segment != FARMER) & (rng.random(len(people)) < 0.22))
    edges = [(np.full(len(owners), -1), owners, rng.uniform(0.05, 0.2, len(owners)))]
    within = (holdings.holder >= 0) & (rng.random(len(holdings.held)) < 0.5)
    held = holdings.held[within]
    edges.append((holdings.holder[within], held, rng.uniform(0.05, 0.2, len(held))))
    friends = np.flatnonzero(customers & (group < 0) & (people.segment != FARMER) & (rng.random(len(people)) < 0.03))
    other = friends[rng.permutation(len(friends))]
    apart = friends != other
    edges.append((other[apart], friends[apart], rng.uniform(0.03, 0.12, int(apart.sum()))))
    mutual = apart & (rng.random(len(friends)) < 0.15)
    edges.append((friends[mutual], other[mutual], rng.uniform(0.03, 0.12, int(mutual.sum()))))
    for star in np.flatnonzero((people.segment == MEDIUM) & (rng.random(len(people)) < 0.02)):
        clients = rng.permutation(np.flatnonzero(customers & (people.segment == SMALL)))[: int(rng.integers(4, 11))]
        edges.append((np.full(len(clients), star), clients, rng.uniform(0.02, 0.06, len(clients))))
    stage = [np.full(sum(len(edge[0]) for edge in edges), _ANY)]
    for plant in plants:
        if plant.pattern == GUARANTEE_CIRCLE:
            edge = _circle(rng, plant)
            edges.append(edge)
            stage.append(np.full(len(edge[0]), _ENDED if plant.form == 2 else _RUNNING))
    guarantor, borrower, share = (np.concatenate(parts) for parts in zip(*edges, strict=True))
    return _signed(rng, people, (guarantor, borrower, share), np.concatenate(stage))


def _circle(rng: np.random.Generator, plant: Plant) -> tuple[I64, I64, F64]:
    """Who guarantees whom: a ring with chords; or, honestly, a star (0), a line (1), a ring of the past (2)."""
    rows, count = plant.members, len(plant.members)
    following = np.roll(rows, -1)
    if plant.form == 0:
        return np.full(count - 1, rows[0]), rows[1:], rng.uniform(0.04, 0.12, count - 1)
    if plant.form == 1:
        return rows[:-1], following[:-1], rng.uniform(0.05, 0.2, count - 1)
    heavy = 0.08 + 0.25 * plant.strength * (plant.form < 0)
    chords = [(at, to) for at in range(count) for to in range(count) if to not in (at, (at + 1) % count)]
    taken = [chord for chord in chords if rng.random() < 0.35 * plant.strength * (plant.form < 0)]
    giver = np.concatenate([rows, rows[[at for at, _ in taken]]]) if taken else rows
    taker = np.concatenate([following, rows[[to for _, to in taken]]]) if taken else following
    return giver, taker, heavy * rng.uniform(0.6, 1.4, len(giver))


def _signed(rng: np.random.Generator, people: Population, edges: tuple[I64, I64, F64], stage: I64) -> Contracts:
    """Bank, amount, kind and term of each. None for whom no bank knows, who is failing or not yet founded."""
    guarantor, borrower, share = edges
    line, count = people.timeline, len(borrower)
    customer = people.banks[borrower]
    first = np.argmax(customer + rng.random(customer.shape) * customer, axis=1)
    fen = np.maximum(np.rint(share * people.yearly_sales_yuan[borrower] / 1e4), 5).astype(np.int64) * 1_000_000
    fen = np.minimum(fen, 3_000_000_000)
    kind = np.where(guarantor < 0, _JOINT, rng.choice(4, count, p=[0.52, 0.30, 0.10, 0.08]))
    recent = line.today - rng.integers(40, 1200, count)
    old = line.today - rng.integers(900, 1080, count)
    since = np.select([stage == _ENDED, stage == _RUNNING], [old, line.today - rng.integers(600, 1000, count)], recent)
    short = (stage == _ENDED) | ((stage == _ANY) & (rng.random(count) < 0.25))
    term = np.where(short, 365, 1095)
    until = np.where(since + term <= line.today, since + term, NEVER)
    born = np.maximum(people.founded_day[borrower], np.where(guarantor < 0, 0, people.founded_day[guarantor]))
    holds = customer.any(axis=1) & (born + 30 <= since) & (people.default_day[borrower] > since + 180)
    columns = (guarantor, borrower, first, fen, kind, since, until)
    return Contracts(*(np.asarray(column, dtype=np.int64)[holds] for column in columns))
