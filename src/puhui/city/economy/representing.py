"""What courts have against the people who lead enterprises: they vouch for its debts, and answer for them in person.

Whoever leads several enterprises has one record, which stands beside each.
"""

import numpy as np
import polars as pl

from puhui.city.economy.population import Population
from puhui.city.economy.streams import I64, stream
from puhui.city.economy.timeline import NEVER, dates

_QUIET, _DISTRESS = 0.006, 0.25  # executions in three years of a person in good health, and more at full distress
_VOUCHED = 0.45  # of those whose enterprise defaults, who are executed against for what they vouched for
_YEARS_D = 3 * 365


def representatives(seed: int, people: Population) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Who leads each enterprise, as the register tells the courts; and the cases against each of them, filed so far."""
    rng = stream(seed, "representatives")
    line = people.timeline
    who, of = np.unique(people.representative_id, return_inverse=True)
    felt = np.zeros(len(who))
    np.maximum.at(felt, of, people.hidden.seen(1)[:, -1])
    person, filed = _executions(rng, people, of, felt)
    trouble = felt[person]
    end = filed + 60 + rng.exponential(80, len(filed)).astype(np.int64)
    performed = rng.random(len(filed)) < 0.9 - 0.7 * trouble
    parts = [("execution", person, filed, np.where(performed, end, NEVER))]
    for kind, chance, delay in (("consumption_limit", 0.7, 35), ("dishonest", 0.4, 75)):
        listed = np.flatnonzero(~performed & (rng.random(len(filed)) < chance))
        day = filed[listed] + delay + rng.integers(0, 60, len(listed))
        parts.append((kind, person[listed], day, np.full(len(listed), NEVER)))
    cases = pl.concat(
        [
            pl.DataFrame(
                {
                    "representative": who[of_person[told]],
                    "kind": pl.Series([kind]).gather(np.zeros(int(told.sum()), dtype=np.uint32)),
                    "filed_on": dates(day[told]),
                    "closed_on": dates(closed[told], line.today),
                }
            )
            for kind, of_person, day, closed in parts
            for told in (day <= line.today,)
        ]
    )
    led = pl.DataFrame({"uscc": people.uscc, "representative": people.representative_id}).sort("uscc")
    beside = led.join(cases, on="representative").select("uscc", *cases.columns)
    return led, beside.sort("uscc", "filed_on", "kind")


def _executions(
    rng: np.random.Generator, people: Population, of: I64, felt: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[I64, I64]:
    """Whom, and on which day: what comes of a person's own debts, and of an enterprise that did not pay."""
    line = people.timeline
    own = np.repeat(np.arange(len(felt)), rng.poisson(_QUIET + _DISTRESS * felt**2))
    filed = line.today - rng.integers(0, _YEARS_D, len(own))
    claimed = people.default_day + rng.integers(60, 240, len(people))
    called = np.flatnonzero(
        (people.default_day < NEVER) & (claimed <= line.today) & (rng.random(len(people)) < _VOUCHED)
    )
    return np.concatenate([own, of[called]]), np.concatenate([filed, claimed[called]])
