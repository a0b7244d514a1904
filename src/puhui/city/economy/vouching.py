"""What a bank's last report on the owner says, and the guarantee contracts that banks hold.

Of the owner only how loans are sought and paid: no income, deposits, securities, insurance or property, which need a
warning and a written consent of their own (征信业管理条例 art. 14).
"""

import numpy as np
import polars as pl

from puhui.city.economy.infecting import Contracts
from puhui.city.economy.planting import SHARED_DEVICE, Plant
from puhui.city.economy.population import Population
from puhui.city.economy.streams import stream
from puhui.city.economy.timeline import LEAD, dates
from puhui.city.economy.tying import KINDS

_REPORTED = 0.5  # share of a bank's customers whose owner it has asked about


def owners(seed: int, block: int, bank: int, people: Population, plants: tuple[Plant, ...]) -> pl.DataFrame:
    """One row a customer: the last report on its owner, if the bank has one."""
    rng = stream(seed, f"owners-{bank}", block)
    line, count = people.timeline, len(people)
    back = rng.integers(3, 300, count)
    column = np.clip(LEAD + line.width - 1 - back // 30, 0, people.hidden.distress.shape[1] - 1)
    felt = people.hidden.distress[np.arange(count), column] * rng.lognormal(0, 0.4, count)
    seeks = np.exp(1.4 * felt + rng.normal(0, 0.5, count))
    for plant in plants:
        if plant.pattern == SHARED_DEVICE and plant.fraud:
            seeks[plant.members] *= 1 + 4 * plant.strength
    quarter = rng.poisson(0.5 * seeks)
    year = quarter + rng.poisson(1.3 * seeks)
    half = quarter + rng.binomial(year - quarter, 1 / 3)
    late = rng.poisson(np.clip(0.12 + 4.0 * felt**1.5, 0, 8))
    worst = np.where(late > 0, 1 + rng.exponential(6 + 60 * felt).astype(np.int64), 0)
    row = np.flatnonzero(people.banks[:, bank] & (rng.random(count) < _REPORTED) & people.present[:, -1])
    table = pl.DataFrame(
        {
            "uscc": people.uscc,
            "reported_on": dates(line.today - back),
            "enquiries_3m": quarter,
            "enquiries_6m": half,
            "enquiries_12m": year,
            "lenders": rng.poisson(0.7 * np.sqrt(seeks)),
            "overdue_now": (rng.random(count) < np.clip(felt - 0.35, 0, 0.9)).astype(np.int64),
            "overdue_24m": late,
            "overdue_days_max": worst,
            "card_utilisation": np.round(rng.beta(1.2 + 3 * np.clip(felt, 0, 1.5), 2.4, count), 3),
        }
    )
    return table[row]


def guarantees(people: Population, contracts: Contracts, bank: int) -> pl.DataFrame:
    """One bank's contracts, of the whole city."""
    here = contracts.bank == bank
    guarantor, borrower = contracts.guarantor[here], contracts.borrower[here]
    person = pl.Series(guarantor < 0)
    uscc, leader = pl.Series(people.uscc), pl.Series(people.representative_id)
    return pl.DataFrame(
        {
            "guarantor_uscc": uscc.gather(np.maximum(guarantor, 0)).set(person, None),
            "guarantor_person_id": leader.gather(borrower).set(~person, None),
            "borrower_uscc": uscc.gather(borrower),
            "amount_fen": contracts.fen[here],
            "kind": pl.Series(KINDS).gather(contracts.kind[here]),
            "since": dates(contracts.since[here]),
            "until": dates(contracts.until[here], people.timeline.today),
        }
    ).sort("borrower_uscc", "since", "guarantor_uscc", "guarantor_person_id", "amount_fen")
