"""Administrative penalties: more in trades that offices inspect, more in distress; most are repaired after a time."""

import numpy as np
import polars as pl

from puhui.city.economy.population import Population
from puhui.city.economy.streams import pick_each, stream
from puhui.city.economy.timeline import NEVER, dates

_QUIET = 0.0025  # penalties a month of a small enterprise in good health
_DISTRESS = 1.6  # log of the hazard at default
FIELDS = ("market", "environment", "fire", "labour", "quality", "safety", "tax")
KINDS = ("warning", "fine", "confiscation", "suspension", "revocation")
_INSPECTED = {"C": (1, 4, 3, 1, 3, 4, 1), "H": (5, 1, 4, 2, 3, 1, 1), "E": (1, 2, 2, 4, 1, 6, 1)}
_ELSEWHERE = (5, 1, 2, 2, 2, 1, 2)
_SEVERITY = np.array([0.30, 0.55, 0.09, 0.05, 0.01])


def penalties(seed: int, block: int, people: Population) -> pl.DataFrame:
    """One row a decision: `repaired` says whether credit was repaired by `as_of`, `repaired_on` when."""
    rng = stream(seed, "penalties", block)
    line = people.timeline
    felt = people.hidden.seen(1)
    size = np.clip(people.yearly_sales_yuan / 3e6, 0.1, 30) ** 0.3
    careless = rng.gamma(1.5, 1 / 1.5, len(people))
    hazard = (_QUIET * size * careless)[:, None] * np.exp(_DISTRESS * felt) * people.present
    row, month = np.nonzero(rng.poisson(hazard))
    day = line.business_day(rng, month)
    section = people.trades.section[people.trade][row]
    weights = np.array([_INSPECTED.get(str(one), _ELSEWHERE) for one in section], dtype=np.float64).reshape(-1, 7)
    field = pick_each(rng, weights)
    trouble = felt[row, month]
    severity = _SEVERITY + trouble[:, None] * np.array([-0.15, 0.02, 0.05, 0.06, 0.02])
    kind = pick_each(rng, np.maximum(severity, 0.0))
    yuan = np.clip(rng.lognormal(8.6, 1.0, len(row)) * size[row], 500, 5e5)
    fined = (kind == 1) | (kind == 2)
    willing = rng.random(len(row)) < 0.8 - 0.6 * trouble
    repaired = np.where(willing, day + 95 + rng.exponential(160, len(row)).astype(np.int64), NEVER)
    number = pl.Series(np.arange(len(row)) + 1 + block * 10_000).cast(pl.String)
    year = dates(day).dt.year().cast(pl.String)
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "case_no": "明澄罚〔" + year + "〕" + number + "号",
            "field": pl.Series(FIELDS).gather(field),
            "kind": pl.Series(KINDS).gather(kind),
            "amount_fen": np.where(fined, np.rint(yuan / 100), 0).astype(np.int64) * 10_000,
            "decided_on": dates(day),
            "repaired": repaired <= line.today,
            "repaired_on": dates(repaired, line.today),
        }
    ).sort("uscc", "decided_on", "case_no")
