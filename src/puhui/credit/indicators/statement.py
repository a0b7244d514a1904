"""What a bank's own statement says of its customer, entry by entry (domain/cash-flow §2, relations-and-fraud §4).

One pure Ibis expression. Normal income is what flows in without related parties and without what is no income: loans,
interest, refunds, wealth products, transfers between accounts of one's own. Counterparties are only counted and ranked;
none is named in what comes out. Personal habits (festival amounts, hours of the night) are not looked at: they say
nothing of credit.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import (
    YEAR,
    ago,
    by_month,
    change,
    concentration,
    days,
    deviation,
    either,
    flag,
    joined,
    mean,
    ratio,
    share,
    total,
    until,
    whole,
)

TRANSACTIONS = {
    "enterprise": "string",
    "account_no": "string",
    "entry_no": "string",
    "on_day": "date",
    "amount_fen": "int64",  # in above zero, out below
    "counterparty": "string",
    "tag": "string",
}
BALANCES = {"enterprise": "string", "account_no": "string", "on_day": "date", "end_fen": "int64"}
SENSITIVE = ("loan", "interest", "refund", "wealth", "self")  # inflows that are no income
NOT_RUNNING = ("repayment", "wealth", "self", "related")  # outflows that are no running cost
REGULAR = ("salary", "tax", "social", "utility", "rent")
WAN = 1_000_000  # ten thousand yuan, in fen
BUCKETS_WAN = (5, 10, 30, 50, 100, 200)
FAST_FEN, LOT_FEN, LOT_STEP_FEN = 50 * WAN, 20 * WAN, WAN
LENDING_MONTHS, LENDING_SPREAD_D, LENDING_FEN = 6, 5, 50_000
DEMAND_RATE = 0.0035  # yearly interest on demand deposits at the time of the practice read (C): configurable
SETTLEMENT_DAY = 20  # banks settle demand interest on the 20th of each quarter's last month
DRESSING_D = 7
MIN_MONTHS = 6


def statement_indicators(transactions: Any, balances: Any, subjects: Any, demand_rate: float = DEMAND_RATE) -> Any:
    """One row for each of `subjects`, over all its accounts at the bank; nulls where it has none."""
    asked = until(subjects)
    entries = _entries(transactions, asked)
    parts = (_sums(entries), _months(entries), _payers(entries), _payees(entries), _days(entries), _large(entries))
    row = joined(asked, (*parts, _lending(entries), _balances(balances, asked)))
    row = row.mutate(record=ibis.greatest(row.oldest.fill_null(-1), row.oldest_balance.fill_null(-1)) + 1)
    row = row.mutate(known12=ibis.least(row.record, YEAR))
    row = row.mutate(mean12=mean([row[f"m{number}"] for number in range(YEAR)], row.known12))
    months = [row[f"m{number}"] for number in range(YEAR)]
    here = row.oldest.notnull()

    def told(column: Any) -> Any:
        return either(here, column.fill_null(0)).cast("int64")

    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=row.record.cast("int64"),
        eff_inflow12_fen=told(row.income12),
        eff_inflow_cnt12=told(row.incomes12),
        eff_inflow_mean_fen=whole(ratio(row.income12, row.incomes12)),
        eff_inflow_month_fen=whole(either(here, row.mean12)),
        eff_inflow_year_fen=whole(either(here, row.mean12) * float(YEAR)),
        eff_inflow_cv12=either(here & (row.known12 >= MIN_MONTHS), deviation(months, row.known12, row.mean12)),
        eff_inflow_yoy=either(row.record >= 2 * YEAR, change(row.income12, row.income_before12)),
        eff_inflow_zero_months12=either(here, row.known12 - row.earning12.fill_null(0)).cast("int64"),
        stmt_related_in_share12=ratio(row.related12, row.in12),
        related_over_rest12=either(row.in12 > 0, flag(row.related12 > row.in12 - row.related12)),
        sensitive_in_share12=ratio(row.sensitive12, row.in12),
        cash_in_share12=ratio(row.cash12, row.in12),
        rent_in_ratio12=ratio(row.rent12, row.income12),
        **{f"in_cnt_upto_{top}w": told(row[f"in_{top}"]) for top in BUCKETS_WAN},
        in_cnt_over_200w=told(row.in_over),
        payers12=told(row.payers),
        payer_top5_share12=ratio(row.payer_top5, row.payer_all),
        payer_top10_share12=ratio(row.payer_top10, row.payer_all),
        payer_hhi12=row.payer_hhi,
        payer_gap_d=ratio(row.payer_span, row.payer_days - 1),
        payer_top_months12=row.payer_months.cast("int64"),
        payees12=told(row.payees),
        payee_top5_share12=ratio(row.payee_top5, row.payee_all),
        loan_in12_fen=told(row.loan_in12),
        debt_repaid12_fen=told(row.repaid12),
        debt_parties12=told(row.lenders12),
        stmt_dscr12=ratio(row.income12 - row.running12, row.repaid12),
        **{f"{tag}_paid_months12": told(row[f"{tag}_months"]) for tag in REGULAR},
        fast_inout_days12=told(row.fast_days),
        lot_inout_days12=told(row.lot_days),
        large_once_share12=either(row.income12 > 0, ratio(row.large, row.income12)),
        private_lending_cnt24=told(row.lendings),
        balance_avg12_fen=whole(ratio(row.balance12, row.days12)),
        balance_low12_fen=row.lowest12.cast("int64"),
        **{f"bal_days_upto_{top}w": row[f"days_{top}"].cast("int64") for top in BUCKETS_WAN},
        bal_days_over_200w=row.days_over.cast("int64"),
        month_end_ratio12=ratio(ratio(row.ends12, row.ends_days12), ratio(row.balance12, row.days12)),
        dressing_ratio12=ratio(ratio(row.dressed12, row.dressed_days12), ratio(row.balance12, row.days12)),
        balance_by_interest_fen=whole(either(row.interest12 > 0, row.interest12.cast("float64") / demand_rate)),
    )


def _entries(transactions: Any, asked: Any) -> Any:
    seen = transactions.join(asked, "enterprise").filter(_.on_day <= _.until)
    return seen.select(
        "enterprise",
        "on_day",
        "counterparty",
        "tag",
        "amount_fen",
        ago=ago(_.until, _.on_day),
        size=_.amount_fen.abs(),
        income=(_.amount_fen > 0) & ~_.tag.fill_null("").isin((*SENSITIVE, "related")),
    )


def _sums(entries: Any) -> Any:
    year = entries.ago < YEAR
    came, went, income = year & (entries.amount_fen > 0), year & (entries.amount_fen < 0), year & entries.income
    size, tag = entries["size"], entries.tag.fill_null("")
    floors = (0, *BUCKETS_WAN)
    buckets = {
        f"in_{top}": entries.count(where=income & (size > low * WAN) & (size <= top * WAN))
        for low, top in zip(floors, BUCKETS_WAN, strict=False)
    }
    return entries.group_by("enterprise").agg(
        oldest=entries.ago.max(),
        income12=total(size, income),
        incomes12=entries.count(where=income),
        income_before12=total(size, entries.income & entries.ago.between(YEAR, 2 * YEAR - 1)),
        in12=total(size, came),
        related12=total(size, came & (tag == "related")),
        sensitive12=total(size, came & tag.isin(SENSITIVE)),
        cash12=total(size, came & (tag == "cash")),
        loan_in12=total(size, came & (tag == "loan")),
        interest12=total(size, came & (tag == "interest")),
        rent12=total(size, went & (tag == "rent")),
        repaid12=total(size, went & (tag == "repayment")),
        running12=total(size, went & ~tag.isin(NOT_RUNNING)),
        lenders12=entries.counterparty.nunique(where=(came & (tag == "loan")) | (went & (tag == "repayment"))),
        in_over=entries.count(where=income & (size > BUCKETS_WAN[-1] * WAN)),
        **buckets,
    )


def _months(entries: Any) -> Any:
    paying = entries.amount_fen < 0
    months = entries.group_by("enterprise", "ago").agg(
        income=total(entries["size"], entries.income),
        **{tag: entries.count(where=paying & (entries.tag == tag)) for tag in REGULAR},
    )
    year = months.ago < YEAR
    return months.group_by("enterprise").agg(
        earning12=months.count(where=year & (months.income > 0)),
        **{f"{tag}_months": months.count(where=year & (months[tag] > 0)) for tag in REGULAR},
        **by_month(months.income, months.ago, YEAR),
    )


def _ranked(entries: Any) -> Any:
    """Counterparties by amount in M(12), the largest first; of equal ones the first in the alphabet of bytes."""
    parties = entries.group_by("enterprise", "counterparty").agg(
        sum=total(_["size"]), days=_.on_day.nunique(), first=_.on_day.min(), last=_.on_day.max(), months=_.ago.nunique()
    )
    by_size = ibis.window(group_by="enterprise", order_by=[_["sum"].desc(), _.counterparty])
    return parties.mutate(
        nth=ibis.row_number().over(by_size),
        all=_["sum"].sum().over(ibis.window(group_by="enterprise")).cast("int64"),
    )


def _payers(entries: Any) -> Any:
    known = entries.filter(entries.income & (entries.ago < YEAR) & entries.counterparty.notnull())
    ranked = _ranked(known)
    top = ranked.nth == 0
    return ranked.group_by("enterprise").agg(
        payers=ranked.count(),
        payer_all=total(ranked["sum"]),
        payer_top5=total(ranked["sum"], ranked.nth < 5),
        payer_top10=total(ranked["sum"], ranked.nth < 10),
        payer_hhi=concentration(share(ranked["sum"], ranked["all"])),
        payer_span=days(ranked["last"], ranked["first"]).max(where=top),
        payer_days=ranked.days.max(where=top),
        payer_months=ranked.months.max(where=top),
    )


def _payees(entries: Any) -> Any:
    spent = (entries.amount_fen < 0) & ~entries.tag.fill_null("").isin(NOT_RUNNING)
    ranked = _ranked(entries.filter(spent & (entries.ago < YEAR) & entries.counterparty.notnull()))
    return ranked.group_by("enterprise").agg(
        payees=ranked.count(),
        payee_all=total(ranked["sum"]),
        payee_top5=total(ranked["sum"], ranked.nth < 5),
    )


def _days(entries: Any) -> Any:
    """Days on which money came and went again: through one counterparty, or in whole lots."""
    year = entries.filter(entries.ago < YEAR)
    came, went = year.amount_fen > 0, year.amount_fen < 0
    lot = (year["size"] >= LOT_FEN) & (year["size"] % LOT_STEP_FEN == 0)
    by_party = year.group_by("enterprise", "on_day", "counterparty").agg(
        came=total(year["size"], came),
        went=total(year["size"], went),
        lots_in=year.count(where=came & lot),
        lots_out=year.count(where=went & lot),
    )
    fast = by_party.counterparty.notnull() & (by_party.came >= FAST_FEN) & (by_party.went >= FAST_FEN)
    by_day = by_party.group_by("enterprise", "on_day").agg(
        fast=flag(fast).max(), lots_in=total(by_party.lots_in), lots_out=total(by_party.lots_out)
    )
    return by_day.group_by("enterprise").agg(
        fast_days=total(by_day.fast), lot_days=by_day.count(where=(by_day.lots_in > 0) & (by_day.lots_out > 0))
    )


def _large(entries: Any) -> Any:
    """Income of M(12) in entries above mean + 2 σ, reckoned in hundreds of yuan so that squares stay whole."""
    income = entries.filter(entries.income & (entries.ago < YEAR))
    income = income.select("enterprise", "size", hundreds=(income["size"] // 10_000).cast("int64"))
    spread = income.group_by("enterprise").agg(
        count=income.count(), sum=total(income.hundreds), squares=total(income.hundreds * income.hundreds)
    )
    level = spread["sum"].cast("float64") / spread["count"].cast("float64")
    apart = spread.squares.cast("float64") - level * spread["sum"].cast("float64")
    variance = ibis.greatest(apart, 0.0) / ibis.ifelse(
        spread["count"] > 1, spread["count"].cast("float64") - 1.0, ibis.null()
    )
    bounds = spread.select("enterprise", bound=level + variance.sqrt() * 2.0)
    beside = income.join(bounds, "enterprise")
    return beside.group_by("enterprise").agg(
        large=total(beside["size"], beside.hundreds.cast("float64") > beside.bound)
    )


def _lending(entries: Any) -> Any:
    """Equal amounts to one counterparty, month after month near the same day: six months or more in M(24)."""
    paid = entries.filter(
        (entries.amount_fen < 0)
        & (entries["size"] > LENDING_FEN)
        & (entries.ago < 2 * YEAR)
        & entries.counterparty.notnull()
        & ~entries.tag.fill_null("").isin((*REGULAR, *NOT_RUNNING))
    )
    keys = ["enterprise", "counterparty", "size"]
    months = paid.group_by(*keys, "ago").agg(day=paid.on_day.day().min())
    runs = months.mutate(run=months.ago - ibis.row_number().over(ibis.window(group_by=keys, order_by=months.ago)))
    lengths = runs.group_by(*keys, "run").agg(length=_.count(), early=_.day.min(), late=_.day.max())
    lent = lengths.filter((lengths.length >= LENDING_MONTHS) & (lengths.late - lengths.early <= LENDING_SPREAD_D))
    return lent.group_by("enterprise").agg(lendings=lent.count())


def _balances(balances: Any, asked: Any) -> Any:
    """End-of-day balances of all accounts together, by day of M(12)."""
    daily = (
        balances.join(asked, "enterprise")
        .filter(_.on_day <= _.until)
        .group_by("enterprise", "on_day", "until")
        .agg(end=total(_.end_fen))
    )
    daily = daily.mutate(ago=ago(daily.until, daily.on_day))
    year = daily.ago < YEAR
    tomorrow = (daily.on_day + ibis.interval(days=1)).cast("date")
    last_of_month = daily.on_day.month() != tomorrow.month()
    to_settlement = SETTLEMENT_DAY - daily.on_day.day()
    dressing = (daily.on_day.month() % 3 == 0) & to_settlement.between(1, DRESSING_D)
    floors = (None, *BUCKETS_WAN)
    buckets = {
        f"days_{top}": daily.count(
            where=year & (daily.end <= top * WAN) & (True if low is None else daily.end > low * WAN)
        )
        for low, top in zip(floors, BUCKETS_WAN, strict=False)
    }
    return daily.group_by("enterprise").agg(
        oldest_balance=daily.ago.max(),
        balance12=total(daily.end, year),
        days12=daily.count(where=year),
        lowest12=daily.end.min(where=year),
        ends12=total(daily.end, year & last_of_month),
        ends_days12=daily.count(where=year & last_of_month),
        dressed12=total(daily.end, year & dressing),
        dressed_days12=daily.count(where=year & dressing),
        days_over=daily.count(where=year & (daily.end > BUCKETS_WAN[-1] * WAN)),
        **buckets,
    )
