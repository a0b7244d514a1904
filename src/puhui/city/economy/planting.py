"""Frauds planted among the enterprises, and honest groups that look like them: who, when, and how blatant.

A plant is a group of enterprises of one block. Here it is chosen and its members get the registered face that goes
with it; invoices, payments, guarantees and visits follow in their own modules. The key of all plants is for
measurements only.
"""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from puhui.city.economy import codes, names
from puhui.city.economy.infecting import begin_anew, strike
from puhui.city.economy.population import MEDIUM, SMALL, SOLE, Population, division_of
from puhui.city.economy.streams import BLOCK, I64, Bool, stream
from puhui.city.economy.timeline import NEVER

SHELL, CIRCULAR_TRADE, GUARANTEE_CIRCLE, SHARED_DEVICE, VOID_ABUSE = range(5)
PATTERNS = ("shell", "circular_trade", "guarantee_circle", "shared_device", "void_abuse")
_SIZES = ((5, 13), (3, 6), (4, 8), (3, 7), (1, 1))  # members, by pattern
_RUINS = (0.35, 0.40, 0.25, 0.45, 0.45)  # chance that a blatant fraud ends in default, by pattern
_CLERKS_AGE = (58, 76)  # years: those who lend their name are old
FORMS = 3  # kinds of honest look-alike of each pattern


@dataclass(frozen=True)
class Plant:
    """One planted group. `form` tells the kinds of look-alike apart; a fraud has form −1."""

    pattern: int
    members: I64  # rows, in the order of their part
    strength: float  # 0 faint … 1 blatant
    month: int  # of history, in which it begins
    form: int

    @property
    def fraud(self) -> bool:
        """Whether it is a fraud, not a look-alike."""
        return self.form < 0


def choose(seed: int, people: Population, per_1000: float) -> tuple[Plant, ...]:
    """Groups of every pattern, `per_1000` of each for a thousand enterprises, and as many look-alikes."""
    rng = stream(seed, "plants")
    groups = int(per_1000 * len(people) / 1000 + 0.5)
    free = ~people.cast & (people.hidden.exit_month > people.timeline.width)
    width = people.timeline.complete
    chosen = []
    for number in range(groups):
        for pattern in range(len(PATTERNS)):
            for form in (-1, number % FORMS):
                strength = float(rng.uniform(0.15, 1.0))
                low, high = _SIZES[pattern]
                size = int(np.clip(np.rint(low + (high - low) * strength * rng.uniform(0.6, 1.2)), low, high))
                month = int(rng.integers(width - 14, width - 3))
                members = _members(rng, people, free & _fits(people, pattern, month), size)
                if len(members) == size:
                    free[members] = False
                    chosen.append(Plant(pattern, members, strength, month, form))
    return tuple(chosen)


def _fits(people: Population, pattern: int, month: int) -> Bool:
    """Who could take part: by size, age and state."""
    company = (people.segment == SMALL) | (people.segment == MEDIUM)
    well = people.hidden.default_month == NEVER
    old = people.founded < month - 18
    busy = people.pace > (1.6 if pattern == VOID_ABUSE else 1.0)
    fits: Bool = company & old & well & busy
    if pattern == SHELL:
        fits = (people.segment == SMALL) & np.char.endswith(people.form, "有限公司")
    elif pattern == SHARED_DEVICE:
        fits = (people.segment == SMALL) | (people.segment == SOLE)
    return fits


def _members(rng: np.random.Generator, people: Population, fits: Bool, size: int) -> I64:
    """`size` of those who fit, of one block and of like size; fewer when there are not enough."""
    for block in rng.permutation(-(-len(people) // BLOCK)):
        rows: I64 = np.flatnonzero(fits[block * BLOCK : (block + 1) * BLOCK]) + block * BLOCK
        if len(rows) >= size:
            break
    else:
        return rows
    ranked = rows[np.argsort(people.pace[rows] + people.ticket[rows], kind="stable")]
    reach = min(len(ranked), 3 * size + 4)
    start = int(rng.integers(0, len(ranked) - reach + 1))
    chosen: I64 = rng.permutation(ranked[start : start + reach])[:size]
    return chosen


def disguise(seed: int, people: Population, plants: tuple[Plant, ...]) -> Population:
    """`people` with what the plants change in the register, and with what becomes of their members."""
    rng = stream(seed, "disguise")
    for plant in plants:
        if plant.pattern == SHELL:
            people = _shell(rng, people, plant) if plant.fraud else _tenants(rng, people, plant)
        elif plant.pattern == GUARANTEE_CIRCLE or (plant.fraud and plant.pattern != VOID_ABUSE):
            people = _customers(people, plant.members)
        if plant.pattern == SHARED_DEVICE and plant.form == 1:
            people = _one_owner(people, plant.members)
        if plant.fraud:
            people = _ruin(rng, people, plant)
    return people


def _shell(rng: np.random.Generator, people: Population, plant: Plant) -> Population:
    """Companies on paper: one room, a few old people's names, founded together, neither staff nor production."""
    rows, count = plant.members, len(plant.members)
    line = people.timeline
    lead = people.district[rows[0]]
    clerks = max(1, round(count / (3 + 2 * plant.strength)))
    of = np.arange(count) % clerks
    born = line.today - (rng.uniform(*_CLERKS_AGE, clerks) * 365.25).astype(np.int64)
    clerk_ids = codes.resident_ids(rng, division_of(np.full(clerks, lead)), born, rng.random(clerks) < 0.5)
    clerk = names.people(rng, clerks)
    spread = 60 + 150 * (1 - plant.strength)
    founded_day = line.today - int(rng.integers(300, 700)) + (rng.random(count) * spread).astype(np.int64)
    room = np.char.add(f"{int(rng.integers(2, 19))}0{int(rng.integers(1, 9))}室", _desks(rng, count, plant.strength))
    place = names.addresses(rng, np.array([lead]), np.array([0]))[0]
    people = _moved(people, rows, district=np.full(count, lead), address=np.char.add(place, room))
    people = _led(people, rows, clerk[of], clerk_ids[of])
    people = begin_anew(people, rows, rng.normal(-0.5, 0.5, count))
    arrays = {name: getattr(people, name).copy() for name in _SHELL_COLUMNS}
    arrays["founded_day"][rows] = founded_day
    arrays["founded"][rows] = (founded_day.astype("datetime64[D]").astype("datetime64[M]") - line.first).astype(int)
    arrays["pace"][rows] = rng.normal(-0.2, 0.5, count)
    arrays["ticket"][rows] = rng.normal(9.6, 0.4, count)
    arrays["general"][rows] = True
    arrays["hollow"][rows] = rng.random(count) < 0.55 + 0.45 * plant.strength
    arrays["metered"][rows] = rng.random(count) < 0.35
    arrays["insures"][rows] = rng.random(count) < 0.5
    return replace(people, **arrays)


_SHELL_COLUMNS = ("founded_day", "founded", "pace", "ticket", "general", "hollow", "metered", "insures")


def _desks(rng: np.random.Generator, count: int, strength: float) -> codes.Codes:
    """What some add to the number of the one room: a desk of their own."""
    desk = np.char.add("-", (np.arange(count) + 1).astype("U2"))
    return np.where(rng.random(count) < 0.7 * (1 - strength), desk, "")


def _tenants(rng: np.random.Generator, people: Population, plant: Plant) -> Population:
    """Honest companies under one roof: of an incubator (0), of a bookkeeping agent (1), or of one busy founder (2)."""
    rows = plant.members
    lead = people.district[rows[0]]
    place = names.addresses(rng, np.array([lead]), np.array([0]))[0]
    roof = ("明澄众创空间", "3楼", "园区2栋")[plant.form]
    people = _moved(people, rows, district=np.full(len(rows), lead), address=np.full(len(rows), place + roof))
    if plant.form == 2:
        people = _one_owner(people, rows[: 3 + len(rows) // 3])
    return people


def _moved(people: Population, rows: I64, *, district: I64, address: codes.Codes) -> Population:
    places, addresses = people.district.copy(), people.address.astype("U64")
    places[rows], addresses[rows] = district, address
    return replace(people, district=places, address=addresses)


def _led(people: Population, rows: I64, name: codes.Codes, identity: codes.Codes) -> Population:
    leaders, ids = people.representative.copy(), people.representative_id.copy()
    leaders[rows], ids[rows] = name, identity
    return replace(people, representative=leaders, representative_id=ids)


def _one_owner(people: Population, rows: I64) -> Population:
    """The first one's representative leads them all."""
    first = int(rows[0])
    count = len(rows)
    name, identity = people.representative[first], people.representative_id[first]
    return _led(people, rows, np.full(count, name), np.full(count, identity))


def _customers(people: Population, rows: I64) -> Population:
    """Borrowers: whoever has no bank goes to the first."""
    banks, borrows = people.banks.copy(), people.borrows.copy()
    banks[rows, 0] |= ~banks[rows].any(axis=1)
    borrows[rows] = True
    return replace(people, banks=banks, borrows=borrows)


def _ruin(rng: np.random.Generator, people: Population, plant: Plant) -> Population:
    """A fraud holds for a while: some members fall in the months after it began."""
    falls = rng.random(len(plant.members)) < _RUINS[plant.pattern] * (0.4 + 0.6 * plant.strength)
    rows = plant.members[falls]
    months = plant.month + rng.integers(-2, 10, len(rows))
    return strike(rng, people, rows, months, np.ones(len(rows), dtype=bool))


def key(people: Population, plants: tuple[Plant, ...]) -> pl.DataFrame:
    """The answer key, one row a member: `pattern`, `group`, `member`, `role` and what says how hard it is."""
    rows = [
        (
            PATTERNS[plant.pattern],
            f"{PATTERNS[plant.pattern]}-{number:04d}",
            str(people.uscc[row]),
            _role(plant, at),
            plant.strength,
            int(people.timeline.month_start(np.array([plant.month]))[0]),
        )
        for number, plant in enumerate(plants, start=1)
        for at, row in enumerate(plant.members)
    ]
    columns = ("pattern", "group", "member", "role", "strength", "begun_on")
    schema = dict(zip(columns, [pl.String] * 4 + [pl.Float64, pl.Int32], strict=True))
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col("begun_on").cast(pl.Date))


def _role(plant: Plant, at: int) -> str:
    if not plant.fraud:
        return "lookalike"
    return "centre" if at == 0 and plant.pattern in (SHELL, SHARED_DEVICE) else "member"
