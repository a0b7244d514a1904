"""What value-added-tax invoices say about an enterprise: one row each, as pure Ibis expressions.

`vat_indicators` is the one definition; it runs in whatever warehouse the custodian has. What each column means, its
unit, window and treatment when absent stands in `definitions.VAT`. A null is an absence, never a bad value.

Input, one row an invoice (`SALES` for output invoices, `PURCHASES` for input invoices, the same columns):

| column | type | meaning |
|---|---|---|
| `enterprise` | text | whose invoices these are |
| `invoice_no` | text | |
| `issued_on` | date | |
| `counterparty` | text | the buyer of a sale, the seller of a purchase; two separate name spaces |
| `amount_fen`, `tax_fen` | int64 | without tax; tax. Negative: a red-letter invoice |
| `status` | text | `valid` or `void` |

Three rules about the data:

* The same number, day, amount, tax and status twice is one invoice delivered twice, whatever the counterparty is
  called (the same buyer spelt in two ways is why it came twice). It counts once.
* Windows `M(k)` are the last k full calendar months up to `as_of`; what lies after them is not looked at.
* An enterprise is on record from the month of its first invoice on either side. A comparison with a time
  before that is absent, not zero.

>>> import ibis
>>> row = {"enterprise": "E1", "invoice_no": "1", "issued_on": date(2025, 3, 1), "counterparty": "B", "status": "valid"}
>>> sales = ibis.memtable([row | {"amount_fen": 30000, "tax_fen": 900}], schema=INVOICES)
>>> purchases = ibis.memtable([row | {"amount_fen": 10000, "tax_fen": 300}], schema=INVOICES)
>>> found = vat_indicators(sales, purchases, date(2025, 4, 15)).to_pyarrow().to_pylist()[0]
>>> found["as_of"].isoformat(), found["rev12_fen"], round(found["in_out_ratio"], 2), found["rev_yoy"]
('2025-03-31', 30000, 0.33, None)
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
    date,
    days,
    deviation,
    joined,
    likeness,
    mean,
    ratio,
    share,
    slope,
    total,
    until,
)

INVOICES = {
    "enterprise": "string",
    "invoice_no": "string",
    "issued_on": "date",
    "counterparty": "string",
    "amount_fen": "int64",
    "tax_fen": "int64",
    "status": "string",
}

NEW_BUYER_D = 90  # "first seen < 90 d", domain/scoring §3
ONE_OFF_PERCENT = 20  # "one-off > 20 % single, first-time buyer", domain/limit-price-loans §2
MIN_MONTHS_SPREAD = 6  # months on record below which a spread or trend says nothing


def vat_indicators(sales: Any, purchases: Any, as_of: Any) -> Any:
    """One row an enterprise with every indicator of `definitions.VAT`, ordered by `enterprise`.

    `as_of` is a `datetime.date` for all enterprises of both tables, or a table of `SUBJECTS` that names the enterprises
    wanted and a date each. An enterprise that is asked for and has no invoice gets a row of nulls.
    """
    if isinstance(as_of, date):
        known = sales.select("enterprise").union(purchases.select("enterprise"), distinct=True)
        subjects = known.mutate(as_of=ibis.date(as_of.year, as_of.month, as_of.day))
    else:
        subjects = as_of.select("enterprise", "as_of")
    subjects = until(subjects).select("enterprise", "until")
    subjects = subjects.mutate(number=ibis.row_number().over(ibis.window(order_by="enterprise")).cast("int32"))
    sold, bought = (_facts(side, subjects) for side in (sales, purchases))
    months_sold, months_bought = _by_month(sold), _by_month(bought)
    parts = (
        _turnover(months_sold, "s_", 2 * YEAR),
        _parties(sold, "s_"),
        _turnover(months_bought, "p_", 0),
        _parties(bought, "p_"),
        _silence(months_sold),
        _gaps_inside(months_sold),
    )
    return _indicators(joined(subjects.rename(name="enterprise", enterprise="number"), parts)).order_by("enterprise")


def _facts(invoices: Any, subjects: Any) -> Any:
    """Each invoice once, with its distance from the end of the window: `back` in days, `ago` in calendar months.

    `day` has a bit for the day of the month. The one table that everything else is read from, an aggregation each:
    narrow, since it holds every invoice. So an enterprise is a number here, and a date is what follows from it.
    """
    named = subjects.rename(name="enterprise")
    asked = invoices.join(named, invoices.enterprise == named.name).filter(_.issued_on <= _.until)
    dated = asked.select(
        "number",
        "invoice_no",
        "amount_fen",
        "tax_fen",
        "counterparty",
        valid=_.status == "valid",
        day=ibis.literal(1) << (asked.issued_on.day().cast("int64") - 1).cast("int32"),
        ago=ago(_.until, _.issued_on),
        back=days(_.until, _.issued_on).cast("int32"),
    )
    once = dated.group_by("number", "invoice_no", "amount_fen", "tax_fen", "valid", "day", "ago", "back").agg(
        counterparty=_.counterparty.min(), delivered=_.count()
    )
    return once.select(
        "counterparty",
        "amount_fen",
        "tax_fen",
        "valid",
        "day",
        "ago",
        "back",
        enterprise=_.number,
        repeats=(_.delivered - 1).cast("int32"),
    )


def invoices_once(invoices: Any, subjects: Any) -> Any:
    """Every invoice of `subjects` up to `until` once, whatever its counterparty is called, with `valid` and `ago`."""
    asked = invoices.join(subjects, "enterprise").filter(_.issued_on <= _.until)
    dated = asked.select(
        "enterprise",
        "invoice_no",
        "issued_on",
        "amount_fen",
        "tax_fen",
        valid=_.status == "valid",
        ago=ago(_.until, _.issued_on),
    )
    return dated.distinct()


def _by_month(facts: Any) -> Any:
    """All counterparties together, a row a month with an invoice; `days` has a bit for each day with a sale."""
    return facts.group_by("enterprise", "ago").agg(
        count=_.count(),
        repeats=total(_.repeats),
        valid=_.count(where=_.valid),
        net=total(_.amount_fen, _.valid),
        red=total(_.amount_fen, _.valid & (_.amount_fen < 0)),
        tax=total(_.tax_fen, _.valid),
        oldest_back=_.back.max(where=_.valid),
        latest_back=_.back.min(where=_.valid),
        days=_.day.bit_or(where=_.valid),
    )


def _turnover(months: Any, side: str, months_kept: int) -> Any:
    """Sums over whole windows, and over each of the latest `months_kept` months."""

    def window(column: Any, start: int, stop: int) -> Any:
        return total(column, months.ago.between(start, stop - 1))

    this_year = months.ago < YEAR
    sums = {
        "net12": window(months.net, 0, YEAR),
        "net_before12": window(months.net, YEAR, 2 * YEAR),
        "net3": window(months.net, 0, 3),
        "net3_before12": window(months.net, YEAR, YEAR + 3),
        "net6": window(months.net, 0, 6),
        "net6_before12": window(months.net, YEAR, YEAR + 6),
        "red12": window(months.red, 0, YEAR),
        "tax12": window(months.tax, 0, YEAR),
        "repeats": total(months.repeats),
        "count12": total(months["count"], this_year),
        "valid12": total(months.valid, this_year),
        "months12": months.count(where=this_year & (months.valid > 0)),
        "months24": months.count(where=(months.ago < 2 * YEAR) & (months.valid > 0)),
        "oldest": months.ago.max(),
        "quiet_d": months.latest_back.min(),
        **by_month(months.net, months.ago, months_kept),
    }
    return months.group_by("enterprise").agg(**{side + name: column for name, column in sums.items()})


def _parties(facts: Any, side: str) -> Any:
    """How revenue (or purchasing) spreads over counterparties. Those whose net is not above zero have no share."""
    this_year = facts.ago < YEAR
    parties = (
        facts.filter(facts.valid)
        .group_by("enterprise", "counterparty")
        .agg(
            net=total(_.amount_fen, this_year),
            latest=_.ago.min(),
            earliest=_.ago.max(),
            oldest_back=_.back.max(),
        )
        .filter(_.net > 0)
    )
    by_size = ibis.window(group_by="enterprise", order_by=[_.net.desc(), _.counterparty])
    ranked = parties.mutate(
        rank=ibis.row_number().over(by_size),
        all=_.net.sum().over(ibis.window(group_by="enterprise")).cast("int64"),
    )
    before = ranked.earliest >= YEAR
    one_off = (ranked.latest == ranked.earliest) & ~before & (ranked.net * 100 > ranked["all"] * ONE_OFF_PERCENT)
    sums = {
        "parties": ranked.count(),
        "gross": total(ranked.net),
        "top1": total(ranked.net, ranked["rank"] < 1),
        "top5": total(ranked.net, ranked["rank"] < 5),
        "hhi": concentration(share(ranked.net, ranked["all"])),
        "new": total(ranked.net, ranked.oldest_back < NEW_BUYER_D),
        "kept": total(ranked.net, before),
        "one_off": total(ranked.net, one_off),
    }
    return ranked.group_by("enterprise").agg(**{side + name: column for name, column in sums.items()})


def _silence(months: Any) -> Any:
    """The longest runs without a sale between sales of M(12): whole months, and days from one month to another."""
    active = months.filter((months.valid > 0) & (months.ago < YEAR))
    in_order = ibis.window(group_by="enterprise", order_by=_.ago)
    return (
        active.mutate(
            run=_.ago - _.ago.lag().over(in_order) - 1,
            gap=_.latest_back - _.oldest_back.lag().over(in_order),
        )
        .group_by("enterprise")
        .agg(run_inside=_.run.max(), run_last=_.ago.min(), oldest_active=_.ago.max(), gap_between=_.gap.max())
    )


def _gaps_inside(months: Any) -> Any:
    """The most days between two consecutive days with a sale within a month of M(12)."""
    active = months.filter((months.valid > 0) & (months.ago < YEAR)).select("enterprise", "ago", "days")
    every_day = active.mutate(day=ibis.range(0, 31).unnest())
    bit = (every_day.days >> every_day.day.cast("int64").cast("int32")) & 1
    in_order = ibis.window(group_by=["enterprise", "ago"], order_by=_.day)
    apart = every_day.filter(bit == 1).mutate(gap=_.day - _.day.lag().over(in_order))
    return apart.group_by("enterprise").agg(gap_inside=_.gap.max())


def _indicators(row: Any) -> Any:
    """Sums into indicators; here, and only here, it is decided what is absent."""
    monthly = [f"s_m{number}" for number in range(2 * YEAR)]
    row = row.mutate(record=ibis.greatest(row.s_oldest.fill_null(-1), row.p_oldest.fill_null(-1)) + 1)
    row = row.mutate(window12=ibis.least(row.record, YEAR), window24=ibis.least(row.record, 2 * YEAR))
    row = row.mutate(
        mean_known=mean([row[name] for name in monthly[:YEAR]], row.window12),
        mean12=mean([row[name] for name in monthly[:YEAR]], ibis.literal(YEAR)),
        mean_before12=mean([row[name] for name in monthly[YEAR:]], ibis.literal(YEAR)),
    )
    months = [row[name] for name in monthly]
    record, window12, window24 = row.record, row.window12, row.window24
    sells, buys = row.s_oldest.notnull(), row.p_oldest.notnull()

    def seen(column: Any, months: int = 0) -> Any:
        """`column` for an enterprise with sales on record and at least that many months."""
        return ibis.ifelse(sells & (record >= months), column, ibis.null())

    def bought(column: Any, months: int = 0) -> Any:
        return ibis.ifelse(buys & (record >= months), column, ibis.null())

    revenue, spent = row.s_net12, row.p_net12
    blue = revenue - row.s_red12
    active = row.s_months12.fill_null(0)
    # Before its first month on record an enterprise was not silent; after its last sale it is.
    run_first = window12 - 1 - row.oldest_active
    run = ibis.greatest(row.run_inside.fill_null(0), row.run_last, run_first)
    return row.select(
        enterprise=row.name,
        as_of=row.until,
        record_months=record.cast("int64"),
        repeated_rows=(row.s_repeats.fill_null(0) + row.p_repeats.fill_null(0)).cast("int64"),
        rev12_fen=seen(revenue),
        rev12_eff_fen=seen(ibis.greatest(revenue - row.s_one_off.fill_null(0), 0)),
        rev_yoy=seen(change(revenue, row.s_net_before12), 24),
        rev3_yoy=seen(change(row.s_net3, row.s_net3_before12), 15),
        rev6_yoy=seen(change(row.s_net6, row.s_net6_before12), 18),
        rev_trend12=seen(slope(months[:YEAR]), 12),
        last3_share12=seen(ratio(row.s_net3, revenue), 12),
        invoices12=seen(row.s_valid12),
        inv_months24=seen(row.s_months24),
        active_share24=seen(ratio(row.s_months24, window24)),
        zero_months12=seen((window12 - active).cast("int64")),
        zero_run12=seen(ibis.ifelse(active > 0, run, window12).cast("int64")),
        max_gap_d=seen(ibis.greatest(row.gap_inside, row.gap_between).cast("int64")),
        quiet_d=seen(row.s_quiet_d.cast("int64")),
        rev_cv12=seen(deviation(months[:YEAR], window12, row.mean_known), MIN_MONTHS_SPREAD),
        season_strength24=seen(likeness(months[:YEAR], months[YEAR:], (row.mean12, row.mean_before12)), 24),
        void_rate12=seen(ratio(row.s_count12 - row.s_valid12, row.s_count12)),
        red_rate12=seen(ratio(-row.s_red12, blue)),
        buyers12=seen(row.s_parties.fill_null(0)),
        top1_share=seen(ratio(row.s_top1, row.s_gross)),
        top5_share=seen(ratio(row.s_top5, row.s_gross)),
        hhi=seen(row.s_hhi),
        new_buyer_share=seen(ratio(row.s_new, row.s_gross), 6),
        kept_buyer_share=seen(ratio(row.s_kept, row.s_gross), 24),
        one_off_share=seen(ratio(row.s_one_off, row.s_gross), 12),
        buy12_fen=bought(spent),
        buy_yoy=bought(change(spent, row.p_net_before12), 24),
        in_out_ratio=bought(seen(ratio(spent, revenue))),
        suppliers12=bought(row.p_parties.fill_null(0)),
        sup_top1_share=bought(ratio(row.p_top1, row.p_gross)),
        sup_top5_share=bought(ratio(row.p_top5, row.p_gross)),
        sup_hhi=bought(row.p_hhi),
        vat12_fen=bought(seen(row.s_tax12 - row.p_tax12)),
        vat_rev12=bought(seen(ratio(row.s_tax12 - row.p_tax12, revenue))),
    )
