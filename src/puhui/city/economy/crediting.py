"""What the credit centre has on record: an enterprise's loans, arrears, enquiries and guarantees, and its owner's.

An enterprise's own record joins what all its lenders report. Of the owner there is only how loans are sought and paid:
no income, deposits, securities, insurance or property, which need a warning and a written consent of their own
(征信业管理条例 art. 14).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.infecting import Contracts
from puhui.city.economy.lending import Loans
from puhui.city.economy.planting import SHARED_DEVICE, Plant
from puhui.city.economy.population import Population
from puhui.city.economy.streams import F64, I64, stream
from puhui.city.economy.timeline import NEVER, dates

_NONBANKS = ("小额贷款公司甲", "小额贷款公司乙", "融资租赁公司", "网络贷款公司", "商业保理公司")
_SEEKS_MONTHLY = 0.025  # enquiries a month that lead to no loan, of an enterprise in good health


@dataclass(frozen=True)
class Records:
    """The tables of one block."""

    facilities: pl.DataFrame
    arrears: pl.DataFrame
    enquiries: pl.DataFrame


def records(
    seed: int, block: int, people: Population, lent: Sequence[tuple[str, Loans]], plants: tuple[Plant, ...]
) -> Records:
    """One block's record, from what each lender `lent`, by its name, and from lenders that are no banks."""
    rng = stream(seed, "credit-centre", block)
    banks = [_of_bank(name, loans) for name, loans in lent]
    facilities = pl.concat([*banks, _of_others(rng, people)])
    late = [_late(people, name, loans.instalments) for name, loans in lent]
    return Records(
        facilities.sort("uscc", "opened_on", "lender", "balance_fen"),
        pl.concat(late).sort("uscc", "lender", "month"),
        _enquiries(rng, people, facilities, plants),
    )


def _of_bank(name: str, given: Loans) -> pl.DataFrame:
    """A bank's loans as it reports them; closed on the day of the last payment."""
    ended = given.instalments.group_by("loan_no").agg(pl.col("paid_on").max())
    loans = given.loans.join(ended, on="loan_no", how="left", maintain_order="left")
    closed = pl.when((pl.col("state") != "active") & (pl.col("outstanding_fen") == 0)).then("paid_on")
    return loans.select(
        "uscc",
        pl.lit(name).alias("lender"),
        pl.lit("bank").alias("lender_kind"),
        pl.col("disbursed_on").alias("opened_on"),
        closed.otherwise(None).cast(pl.Date).alias("closed_on"),
        pl.col("outstanding_fen").alias("balance_fen"),
        "overdue_fen",
    )


def _of_others(rng: np.random.Generator, people: Population) -> pl.DataFrame:
    """Loans of lenders that are no banks: dear, short, and taken when the banks look away."""
    line = people.timeline
    felt = people.hidden.seen(0)
    hazard = 0.003 * np.exp(2.2 * felt) * people.present * ~people.hollow[:, None]
    hazard = np.where(line.months < people.hidden.default_month[:, None] - 2, np.minimum(hazard, 0.08), 0.0)
    row, month = np.nonzero(rng.random(hazard.shape) < hazard)
    opened = line.business_day(rng, month)
    ends = opened + rng.integers(90, 540, len(row))
    failed = people.default_day[row] < ends
    open_still = (ends > line.today) | failed
    yuan = np.clip(people.yearly_sales_yuan[row] * 0.04 * rng.lognormal(0, 0.7, len(row)), 10_000, 5e6)
    balance = np.where(open_still, np.rint(yuan * rng.uniform(0.2, 1.0, len(row)) / 100), 0).astype(np.int64) * 10_000
    overdue = np.where(failed & (people.default_day[row] <= line.today), balance, 0)
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "lender": pl.Series(_NONBANKS).gather(rng.integers(0, len(_NONBANKS), len(row))),
            "lender_kind": pl.Series(["nonbank"]).gather(np.zeros(len(row), dtype=np.uint32)),
            "opened_on": dates(opened),
            "closed_on": dates(np.where(open_still, NEVER, ends)),
            "balance_fen": balance,
            "overdue_fen": overdue,
        }
    )


def _late(people: Population, name: str, instalments: pl.DataFrame) -> pl.DataFrame:
    """Days past due at each month's end on which something of the lender's was unpaid."""
    last = people.timeline.month_start(np.array([people.timeline.complete]))[0] - 1
    ended = pl.lit(int(last)).cast(pl.Int32).cast(pl.Date)
    open_from, open_to = (
        pl.col("due_on").dt.month_end(),
        pl.min_horizontal(pl.col("paid_on") - pl.duration(days=1), ended),
    )
    late = instalments.filter(pl.col("days_late") > 0).with_columns(
        open_to=open_to.fill_null(ended), month=open_from.dt.truncate("1mo")
    )
    shown = late.filter(open_from <= pl.col("open_to"))
    months = shown.with_columns(month=pl.date_ranges("month", pl.col("open_to"), "1mo")).explode("month")
    past = (pl.col("month").dt.month_end() - pl.col("due_on")).dt.total_days()
    known = months.with_columns(past=past).filter(
        (pl.col("past") > 0) & (pl.col("month").dt.month_end() <= pl.col("open_to"))
    )
    worst = known.group_by("uscc", "month").agg(pl.col("past").max().alias("days_past_due"))
    return worst.select("uscc", pl.lit(name).alias("lender"), "month", "days_past_due")


def _enquiries(
    rng: np.random.Generator, people: Population, facilities: pl.DataFrame, plants: tuple[Plant, ...]
) -> pl.DataFrame:
    """Before each loan one, and those that led to none: more when banks refuse, many when a gang asks everywhere."""
    line = people.timeline
    before = facilities.select(
        "uscc",
        pl.col("lender_kind").alias("asker_kind"),
        asked_on=pl.col("opened_on") - pl.duration(days=pl.lit(rng.integers(3, 25, facilities.height))),
    )
    felt = people.hidden.seen(0)
    row, month = np.nonzero(rng.poisson(_SEEKS_MONTHLY * np.exp(1.8 * felt) * people.present))
    day = line.business_day(rng, month)
    for plant in plants:
        if plant.fraud and plant.pattern == SHARED_DEVICE:
            many = np.repeat(plant.members, rng.poisson(1 + 5 * plant.strength, len(plant.members)))
            start = int(line.month_start(np.array([plant.month]))[0])
            row, day = np.concatenate([row, many]), np.concatenate([day, start + rng.integers(0, 45, len(many))])
    kind = (rng.random(len(row)) < 0.35).astype(np.uint32)
    sought = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "asker_kind": pl.Series(["bank", "nonbank"]).gather(kind),
            "asked_on": dates(np.minimum(day, line.today)),
        }
    )
    return pl.concat([before, sought]).sort("uscc", "asked_on", "asker_kind")


def guarantees_given(people: Population, contracts: Contracts) -> pl.DataFrame:
    """What each enterprise has guaranteed for others, of the whole city."""
    firm = contracts.guarantor >= 0
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(contracts.guarantor[firm]),
            "amount_fen": contracts.fen[firm],
            "since": dates(contracts.since[firm]),
            "ended_on": dates(contracts.until[firm], people.timeline.today),
        }
    ).sort("uscc", "since", "amount_fen")


def owners(
    seed: int, people: Population, stakes: pl.DataFrame, plants: tuple[Plant, ...]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The last report on each enterprise's leader, and the enquiries about him, of the whole city.

    Whoever leads several enterprises has one record, which stands beside each of them.
    """
    rng = stream(seed, "owners")
    line = people.timeline
    who, first, of = np.unique(people.representative_id, return_index=True, return_inverse=True)
    count = len(who)
    felt, seeks = np.zeros(count), np.exp(rng.normal(0, 0.5, count))
    np.maximum.at(felt, of, people.hidden.seen(0)[:, -1])
    for plant in plants:
        if plant.fraud and plant.pattern == SHARED_DEVICE:
            seeks[of[plant.members]] *= 1 + 4 * plant.strength
    felt = felt * rng.lognormal(0, 0.4, count)
    known = (rng.random(count) < 0.8)[of] & people.present[:, -1]
    rows = np.flatnonzero(known)
    person = of[rows]
    held = stakes.filter(pl.col("role") == "shareholder").group_by("uscc", "person_id").agg(pl.col("ratio").sum())
    asked = pl.DataFrame({"uscc": people.uscc[rows], "person_id": who[person]})
    ratio = asked.join(held, on=["uscc", "person_id"], how="left", maintain_order="left")["ratio"].fill_null(0.0)
    columns = _personal(rng, felt, seeks)
    born = pl.Series(who, dtype=pl.String).str.slice(6, 8).str.to_date("%Y%m%d")
    credit = pl.DataFrame(
        {
            "uscc": people.uscc[rows],
            "owner": who[person],
            "reported_on": dates(line.today - rng.integers(1, 60, count)[person]),
            "born_on": born.gather(person),
            "shareholding": ratio,
        }
        | {name: values[person] for name, values in columns.items()}
    ).sort("uscc")
    back = rng.poisson(2.0 * seeks * np.exp(1.2 * np.minimum(felt, 1.0)))
    asks = np.repeat(np.arange(count), back)
    enquiries = pl.DataFrame(
        {
            "uscc": people.uscc[first[asks]],
            "owner": who[asks],
            "asker_kind": pl.Series(["bank", "nonbank"]).gather((rng.random(len(asks)) < 0.4).astype(np.uint32)),
            "asked_on": dates(line.today - rng.integers(0, 720, len(asks))),
        }
    )
    # About whom a record stands beside several enterprises, the enquiries stand there too.
    beside = pl.DataFrame({"beside": people.uscc[rows], "owner": who[person]})
    enquiries = beside.join(enquiries.drop("uscc"), on="owner").rename({"beside": "uscc"})
    return credit, enquiries.sort("uscc", "asked_on", "asker_kind")


def _personal(rng: np.random.Generator, felt: F64, seeks: F64) -> dict[str, I64]:
    """How each person borrows and pays."""
    count = len(felt)
    months = np.minimum(rng.poisson(np.clip(0.10 + 3.5 * felt**1.5, 0, 8)), 24)
    limit = np.rint(np.clip(rng.lognormal(10.3, 0.9, count), 3_000, 5e5) / 1000).astype(np.int64) * 100_000
    used = np.rint(limit * rng.beta(1.2 + 3 * np.clip(felt, 0, 1.5), 2.4, count)).astype(np.int64)
    now = (months > 0) & (rng.random(count) < np.clip(felt - 0.3, 0.0, 0.9))
    return {
        "lenders": rng.poisson(0.8 * np.sqrt(seeks)),
        "card_used_fen": used,
        "card_limit_fen": limit,
        "overdue_now_fen": np.where(now, np.rint(used * rng.uniform(0.02, 0.3, count)), 0).astype(np.int64),
        "overdue_months_24": months,
        "days_past_due_max_24": np.where(months > 0, 1 + rng.exponential(6 + 60 * felt).astype(np.int64), 0),
    }
