"""The guarantee contracts that banks hold."""

import numpy as np
import polars as pl

from puhui.city.economy.infecting import Contracts
from puhui.city.economy.population import Population
from puhui.city.economy.timeline import dates
from puhui.city.economy.tying import KINDS


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
