"""What a contract says when nobody said otherwise: versioned defaults, each with its mark and its source."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources

from puhui.lending.agreed import PrepaymentEffect, PrepaymentTerms
from puhui.lending.penalty import Breach, check_multiplier
from puhui.lending.schedule import DayCount


@dataclass(frozen=True, slots=True)
class Defaults:
    """The defaults that hold on a day."""

    version: str
    decide_within: timedelta
    appeal_within: timedelta
    answer_appeal_within: timedelta
    penalty_multiplier: Decimal
    day_count: DayCount
    prepayment: PrepaymentTerms
    observation_days: int
    cross_in_bank_share: Decimal
    cross_all_banks_share: Decimal


@cache
def defaults(on: date) -> Defaults:
    """The shipped defaults that hold on `on`: of each code the latest that is valid by then."""
    raw = json.loads(resources.files(__package__).joinpath("defaults.json").read_bytes())
    rows = sorted(raw["defaults"], key=lambda row: str(row["valid_from"]))
    held = {row["code"]: row["value"] for row in rows if date.fromisoformat(row["valid_from"]) <= on}
    held = {row["code"]: row["value"] for row in rows[::-1]} | held  # before the first one, the first one
    return Defaults(
        version=raw["version"],
        decide_within=timedelta(hours=int(held["decide_within_hours"])),
        appeal_within=timedelta(days=int(held["appeal_within_days"])),
        answer_appeal_within=timedelta(days=int(held["answer_appeal_within_days"])),
        penalty_multiplier=check_multiplier(Decimal(held["penalty_multiplier_overdue"]), Breach.OVERDUE),
        day_count=DayCount(int(held["day_count"])),
        prepayment=PrepaymentTerms(
            least_fen=int(held["prepayment_least_fen"]),
            fee_rate=Decimal(held["prepayment_fee_rate"]),
            effect=PrepaymentEffect(held["prepayment_effect"]),
        ),
        observation_days=int(held["observation_days"]),
        cross_in_bank_share=Decimal(held["cross_in_bank_share"]),
        cross_all_banks_share=Decimal(held["cross_all_banks_share"]),
    )
