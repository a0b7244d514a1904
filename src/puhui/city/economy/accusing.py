"""The list of fraud that the police hand to the city: those behind planted shells, and people who are nobody's here.

Ids follow the form of resident IDs, of districts that do not exist; who is listed is drawn apart from everything else.
"""

import numpy as np
import polars as pl

from puhui.city.economy import codes
from puhui.city.economy.planting import SHARED_DEVICE, SHELL, Plant
from puhui.city.economy.population import Population, division_of
from puhui.city.economy.streams import stream
from puhui.city.economy.timeline import NEVER, dates

_CAUGHT = 0.5  # share of planted groups whose leader the police know
_STRANGERS = 40  # for a thousand enterprises: listed persons who lead none of them
_LIFTED = 0.1
_LEVELS = ("fraud", "suspected", "account_seller")


def accused(seed: int, people: Population, plants: tuple[Plant, ...]) -> pl.DataFrame:
    """One row a listing, of an enterprise or of a person: `uscc`, `id_number`, `level`, `listed_on`, `lifted_on`."""
    rng = stream(seed, "fraud list")
    line = people.timeline
    caught = [
        int(plant.members[0])
        for plant in plants
        if plant.fraud and plant.pattern in (SHELL, SHARED_DEVICE) and rng.random() < _CAUGHT
    ]
    count = max(5, round(_STRANGERS * len(people) / 1000))
    born = line.today - (rng.uniform(18, 70, count) * 365.25).astype(np.int64)
    lead = rng.integers(0, int(people.district.max()) + 1, count)
    drawn = codes.resident_ids(rng, division_of(lead), born, rng.random(count) < 0.5)
    leading = set(people.representative_id.tolist())
    strangers = [str(one) for one in drawn if str(one) not in leading]
    known = 2 * len(caught)
    rows = known + len(strangers)
    nobody = np.arange(rows) >= known
    day = line.today - rng.integers(10, 900, rows)
    lifted = nobody & (rng.random(rows) < _LIFTED)
    lifted[-1] = False  # somebody is always listed
    none: list[str | None] = [None]
    return pl.DataFrame(
        {
            "uscc": [str(people.uscc[row]) for row in caught] + none * (len(caught) + len(strangers)),
            "id_number": none * len(caught) + [str(people.representative_id[row]) for row in caught] + strangers,
            "level": [_LEVELS[grade] for grade in np.where(nobody, rng.integers(0, 3, rows), 0)],
            "listed_on": dates(day),
            "lifted_on": dates(np.where(lifted, np.minimum(day + 200, line.today), NEVER)),
        },
        schema_overrides={"uscc": pl.String, "id_number": pl.String},
    ).sort("uscc", "id_number")
