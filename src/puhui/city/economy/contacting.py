"""How the registry reaches an enterprise: address, telephone, email, bookkeeping agent; and who may house many.

Telephone numbers begin with 100, which no subscriber in China has; email domains end in `.example`.
"""

import numpy as np
import polars as pl

from puhui.city.economy import names
from puhui.city.economy.codes import Codes
from puhui.city.economy.planting import SHELL, Plant
from puhui.city.economy.population import FARMER, Population
from puhui.city.economy.streams import I64, stream
from puhui.city.economy.timeline import NEVER, dates
from puhui.city.economy.tying import Ties

_AGENT_WORDS = ("财税咨询", "代理记账", "企业服务", "会计服务")
_AGENTS_BASE, _GROUPS_BASE, _PLANTS_BASE = 40_000_000, 50_000_000, 60_000_000  # serials of telephones


def agents(seed: int, ties: Ties) -> Codes:
    """Names of the city's bookkeeping agents, by their number."""
    rng = stream(seed, "agents")
    count = int(ties.agent.max()) + 1
    words = np.array(_AGENT_WORDS)[np.arange(count) % len(_AGENT_WORDS)]
    return names.companies(rng, names.brands(rng, count), words, np.full(count, "有限公司"), np.full(count, ""))


def contacts(seed: int, people: Population, ties: Ties, plants: tuple[Plant, ...]) -> pl.DataFrame:
    """One row a contact: `uscc`, `kind`, `value`, `since`, `until`."""
    rng = stream(seed, "contacts")
    count, line = len(people), people.timeline
    row = np.arange(count)
    served = ties.agent >= 0
    # The agent's telephone and email stand in many of its clients' files; relatives share theirs.
    phone = row.copy()
    phone = np.where(served & (rng.random(count) < 0.30), _AGENTS_BASE + ties.agent, phone)
    kin = (ties.group >= 0) & (rng.random(count) < 0.5)
    phone = np.where(kin, _GROUPS_BASE + ties.group, phone)
    mail = np.where(served & (rng.random(count) < 0.25), _AGENTS_BASE + ties.agent, row)
    for number, plant in enumerate(plants):
        if plant.fraud and plant.pattern == SHELL:
            shared = rng.random(len(plant.members)) < 0.3 + 0.6 * plant.strength
            phone[plant.members] = np.where(shared, _PLANTS_BASE + number, phone[plant.members])
            shared = rng.random(len(plant.members)) < 0.5 * plant.strength
            mail[plant.members] = np.where(shared, _PLANTS_BASE + number, mail[plant.members])
    mails = np.flatnonzero(rng.random(count) < np.where(people.segment == FARMER, 0.1, 0.6))
    helped = np.flatnonzero(served)
    since_agent = np.maximum(people.founded_day[helped], line.today - rng.integers(60, 2000, len(helped)))
    parts = [
        _rows(people, row, "address", _normalised(people.address), people.founded_day),
        _rows(people, row, "phone", _phones(phone), people.founded_day),
        _rows(people, mails, "email", _mails(mail[mails]), people.founded_day[mails]),
        _rows(people, helped, "agent", agents(seed, ties)[ties.agent[helped]], since_agent),
        _former(rng, people),
    ]
    return pl.concat(parts).sort("uscc", "kind", "since", "value")


def _former(rng: np.random.Generator, people: Population) -> pl.DataFrame:
    """Telephones given up, one enterprise in twelve; most numbers have gone to nobody since."""
    line = people.timeline
    old = np.flatnonzero((rng.random(len(people)) < 0.08) & (people.founded_day < line.today - 500))
    ended = line.today - rng.integers(100, 450, len(old))
    return _rows(people, old, "phone", _phones(70_000_000 + old), people.founded_day[old], until=ended)


def _rows(
    people: Population, row: I64, kind: str, value: Codes | pl.Series, since: I64, *, until: I64 | None = None
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "kind": pl.Series([kind]).gather(np.zeros(len(row), dtype=np.uint32)),
            "value": pl.Series(value, dtype=pl.String),
            "since": dates(since),
            "until": dates(np.full(len(row), NEVER) if until is None else until),
        }
    )


def _normalised(address: Codes) -> pl.Series:
    """Province and city left out, and the desk within a room."""
    start = f"{names.PROVINCE}{names.CITY}"
    return pl.Series(address, dtype=pl.String).str.strip_prefix(start).str.replace(r"室-\d+$", "室")


def _phones(serial: I64) -> pl.Series:
    mixed = (serial * 48_271 + 7) % 99_999_989  # prime: different serials below it, different numbers
    return "100" + pl.Series(mixed).cast(pl.String).str.zfill(8)


def _mails(serial: I64) -> pl.Series:
    return "qy" + pl.Series(serial).cast(pl.String) + "@mail.example"


def incubators(people: Population, ties: Ties) -> pl.DataFrame:
    """Addresses registered to house many: `value` (as in `contacts`), `name`, `registered_on`."""
    tenants = np.flatnonzero(ties.incubator >= 0)
    table = pl.DataFrame(
        {
            "address": _normalised(people.address[tenants]),
            "number": ties.incubator[tenants],
            "founded": people.founded_day[tenants],
        }
    )
    found = table.group_by("address").agg(pl.col("number").min(), pl.col("founded").min()).sort("number", "address")
    name = names.CITY + "第" + (found["number"] + 1).cast(pl.String) + "号众创空间"
    return pl.DataFrame(
        {"value": found["address"], "name": name, "registered_on": dates(found["founded"].to_numpy() - 90)}
    )
