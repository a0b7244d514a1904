"""Who came to the platform, with which device, from where: most with their own, some with a helper's or a relative's.

Devices, address blocks and telephones are digests: equal where the thing is the same, and saying nothing else.
"""

import numpy as np
import polars as pl

from puhui.city.economy.planting import SHARED_DEVICE, SHELL, Plant
from puhui.city.economy.population import Population
from puhui.city.economy.streams import I64, Bool, stream
from puhui.city.economy.tying import Ties

ACTIONS = ("enrol", "need", "apply")
_ENROL, _NEED, _APPLY = range(3)
_COMES = 0.6  # share of enterprises that use the platform
_HELPED = 0.35  # share of an agent's clients whose visits it makes
_MONTHS = 24  # that the platform has been there
_OFFICE, _HELPER, _FAMILY, _PLANT, _COUNTER = (np.int64(kind << 40) for kind in range(1, 6))
_BUILDINGS = 137  # of each district, for two thousand enterprises
_MICROSECONDS = 1_000_000


def sessions(seed: int, people: Population, ties: Ties, plants: tuple[Plant, ...]) -> pl.DataFrame:
    """One row a visit: `uscc`, `device`, `ip_block`, `phone`, `at`, `action`."""
    rng = stream(seed, "sessions")
    line = people.timeline
    comes = rng.random(len(people)) < _COMES
    first_day = np.maximum(line.today - rng.integers(20, 30 * _MONTHS, len(people)), people.founded_day + 20)
    comes &= (first_day <= line.today) & (people.hidden.exit_month > line.width)
    applying = np.flatnonzero(comes & (rng.random(len(people)) < 0.55))
    needing = np.flatnonzero(comes & (rng.random(len(people)) < 0.7))
    row = np.concatenate([np.flatnonzero(comes), np.repeat(needing, 2), np.repeat(applying, 2)])
    action = np.repeat([_ENROL, _NEED, _APPLY], [int(comes.sum()), 2 * len(needing), 2 * len(applying)])
    later = (rng.random(len(row)) * np.maximum(line.today - first_day[row], 1)).astype(np.int64)
    day = np.where(action == _ENROL, first_day[row], first_day[row] + later)
    keep = (action == _ENROL) | (rng.random(len(row)) < 0.75)
    row, action, day = row[keep], action[keep], day[keep]
    helped = (ties.agent >= 0) & (rng.random(len(people)) < _HELPED)
    device, place, phone = _habits(rng, people, ties, row, helped[row])
    parts: list[tuple[I64, ...]] = [(row, device, place, phone, day, action)]
    for number, plant in enumerate(plants):
        if plant.pattern == SHARED_DEVICE or (plant.fraud and plant.pattern == SHELL):
            parts.append(_gang(rng, people, ties, plant, number))
    row, device, place, phone, day, action = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    keep = (day <= line.today) & (day >= people.founded_day[row])
    second = (8 * 3600 + rng.beta(2.0, 2.2, len(row)) * 10 * 3600).astype(np.int64) - 8 * 3600  # office hours, in UTC
    table = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "device": _digest(device, 1),
            "ip_block": _digest(place, 2),
            "phone": _digest(phone, 3),
            "at": pl.Series((day * 86_400 + second) * _MICROSECONDS).cast(pl.Datetime("us", "UTC")),
            "action": pl.Series(ACTIONS).gather(action),
        }
    )
    return table.filter(pl.Series(keep)).sort("at", "uscc", "action")


def _habits(rng: np.random.Generator, people: Population, ties: Ties, row: I64, helped: Bool) -> tuple[I64, I64, I64]:
    """Whose device, network and telephone each visit used. An agent has a few devices and one network."""
    agent, group = ties.agent[row], ties.group[row]
    office = _building(people, row)
    kin = (group >= 0) & (rng.random(len(row)) < 0.6)
    counter = rng.random(len(row)) < 0.015  # at the counter of a bank or a public hall
    desk = (people.district[row] + 10 * rng.integers(0, len(people) // 2000 + 1, len(row))) + _COUNTER
    device = row + _OFFICE
    device = np.where(kin, group + _FAMILY, device)
    device = np.where(helped, agent * 4 + rng.integers(0, 3, len(row)) + _HELPER, device)
    device = np.where(counter, desk, device)
    place = np.where(helped, agent + _HELPER, np.where(kin, group + _FAMILY, office + _OFFICE))
    place = np.where(counter, desk, place)
    phone = np.where(helped & (rng.random(len(row)) < 0.3), agent + _HELPER, row + _OFFICE)
    return device, place, np.where(kin & (rng.random(len(row)) < 0.5), group + _FAMILY, phone)


def _building(people: Population, row: I64) -> I64:
    """The address block of an office's building; the larger the city, the more buildings."""
    return people.district[row] * 100_000 + row % (_BUILDINGS * (1 + len(people) // 2000))


def _gang(rng: np.random.Generator, people: Population, ties: Ties, plant: Plant, number: int) -> tuple[I64, ...]:
    """Applications of one group: from one device within weeks; or an agent's (0), a family's (1), a counter's (2)."""
    rows, count = plant.members, len(plant.members)
    line = people.timeline
    key = number + _PLANT
    span = 2 + round(27 * (1 - plant.strength))
    start = int(line.month_start(np.array([plant.month]))[0])
    if plant.fraud and plant.pattern == SHELL:
        rows = rows[rng.random(count) < 0.4 * plant.strength]
        start += 120
    if plant.form == 2:
        key, span = np.int64(number % 6) + _COUNTER, 28
    elif plant.form == 0:
        key, span = ties.agent[rows[0]] * 4 + _HELPER, 27
    enrols, applies = rows, np.repeat(rows, 1 + rng.integers(0, 2, len(rows)))
    row = np.concatenate([enrols, applies])
    action = np.repeat([_ENROL, _APPLY], [len(enrols), len(applies)])
    begun = start + (rng.random(len(people)) * span).astype(np.int64)
    day = np.where(action == _ENROL, begun[row] - rng.integers(0, 20, len(row)), begun[row])
    same: Bool = rng.random(len(row)) < (plant.strength if plant.fraud else 0.8)
    place = np.where(same, key, _building(people, row) + _OFFICE)
    own = (rng.random(len(row)) < plant.strength * 0.7) & (plant.form in (-1, 1))
    phone = np.where(own, key, row + _OFFICE)
    device = np.full(len(row), key)
    strayed = (action == _ENROL) & (rng.random(len(row)) < 0.5 * (1 - plant.strength))
    return row, np.where(strayed, row + _OFFICE, device), place, phone, day, action


def _digest(keys: I64, space: int) -> pl.Series:
    """Sixteen hexadecimal digits, different for different keys of a space (SplitMix64's finaliser is a bijection)."""
    mixed = keys.astype(np.uint64) | np.uint64(space << 56)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    octets = mixed.astype(">u8").tobytes()
    return pl.Series([octets[at : at + 8].hex() for at in range(0, len(octets), 8)], dtype=pl.String)
