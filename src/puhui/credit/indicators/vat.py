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

from datetime import date
from typing import Any

import ibis
from ibis import _

INVOICES = {
    "enterprise": "string",
    "invoice_no": "string",
    "issued_on": "date",
    "counterparty": "string",
    "amount_fen": "int64",
    "tax_fen": "int64",
    "status": "string",
}
SUBJECTS = {"enterprise": "string", "as_of": "date"}

YEAR = 12
NEW_BUYER_D = 90  # "first seen < 90 d", domain/scoring §3
ONE_OFF_SHARE = 0.2  # "one-off > 20 % single, first-time buyer", domain/limit-price-loans §2
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
    # The day after `as_of`, cut to its month, less one day: the end of the last full month.
    month = (_.as_of + ibis.interval(days=1)).truncate("M")
    subjects = subjects.select("enterprise", until=(month - ibis.interval(days=1)).cast("date"))
    sold, bought = _facts(sales, subjects), _facts(purchases, subjects)
    sold_by, bought_by = _by_party_and_month(sold), _by_party_and_month(bought)
    parts = (
        _turnover(sold_by, "s_"),
        _parties(sold_by, "s_"),
        _turnover(bought_by, "p_"),
        _parties(bought_by, "p_"),
        _silence(sold_by),
        _gaps(sold),
        _season(sold_by),
    )
    row = subjects
    for number, part in enumerate(parts):  # keys of their own names let all joins be one, with half the SQL to plan
        named = part.rename({f"key{number}": "enterprise"})
        row = row.left_join(named, row.enterprise == named[f"key{number}"])
    return _indicators(row).order_by("enterprise")


def _facts(invoices: Any, subjects: Any) -> Any:
    """Each invoice once, with its distance from the end of the window: `back` in days, `ago` in calendar months."""
    once = invoices.group_by("enterprise", "invoice_no", "issued_on", "amount_fen", "tax_fen", "status").agg(
        counterparty=_.counterparty.min(), delivered=_.count()
    )
    dated = once.join(subjects, "enterprise").filter(_.issued_on <= _.until)
    ago = (_.until.year() - _.issued_on.year()) * YEAR + (_.until.month() - _.issued_on.month())
    return dated.select(
        "enterprise",
        "counterparty",
        "amount_fen",
        "tax_fen",
        "delivered",
        valid=_.status == "valid",
        ago=ago.cast("int32"),
        back=_.until.delta(_.issued_on, unit="day").cast("int32"),
    )


def _by_party_and_month(facts: Any) -> Any:
    """The one small table that nearly everything else is read from."""
    return facts.group_by("enterprise", "counterparty", "ago").agg(
        count=_.count(),
        delivered=_.delivered.sum(),
        valid=_.count(where=_.valid),
        net=_fen(_.amount_fen.sum(where=_.valid)),
        red=_fen(_.amount_fen.sum(where=_.valid & (_.amount_fen < 0))),
        tax=_fen(_.tax_fen.sum(where=_.valid)),
        oldest_back=_.back.max(where=_.valid),
        latest_back=_.back.min(where=_.valid),
    )


def _turnover(cube: Any, side: str) -> Any:
    """Sums over whole windows, and over months: level, change, spread, trend."""
    months = cube.group_by("enterprise", "ago").agg(
        count=_["count"].sum(),
        delivered=_.delivered.sum(),
        valid=_.valid.sum(),
        net=_fen(_.net.sum()),
        red=_fen(_.red.sum()),
        tax=_fen(_.tax.sum()),
        latest_back=_.latest_back.min(),
    )
    net = months.net.cast("float64")

    def total(column: Any, start: int, stop: int) -> Any:
        return _fen(column.sum(where=months.ago.between(start, stop - 1)))

    this_year = months.ago < YEAR
    sums = {
        "net12": total(months.net, 0, YEAR),
        "net_before12": total(months.net, YEAR, 2 * YEAR),
        "net3": total(months.net, 0, 3),
        "net3_before12": total(months.net, YEAR, YEAR + 3),
        "net6": total(months.net, 0, 6),
        "net6_before12": total(months.net, YEAR, YEAR + 6),
        "red12": total(months.red, 0, YEAR),
        "tax12": total(months.tax, 0, YEAR),
        "repeats": (months.delivered - months["count"]).sum(),
        "count12": months["count"].sum(where=this_year).fill_null(0),
        "valid12": months.valid.sum(where=this_year).fill_null(0),
        "months12": months.count(where=this_year & (months.valid > 0)),
        "months24": months.count(where=(months.ago < 2 * YEAR) & (months.valid > 0)),
        "squares12": (net * net).sum(where=this_year).fill_null(0.0),
        # Months 0 … 11 ago stand at times 11 … 0: this is Σ (t - mean t) · net, the numerator of the slope.
        "moment12": (net * (5.5 - months.ago)).sum(where=this_year).fill_null(0.0),
        "oldest": months.ago.max(),
        "quiet_d": months.latest_back.min(),
    }
    return months.group_by("enterprise").agg(**{side + name: column for name, column in sums.items()})


def _parties(cube: Any, side: str) -> Any:
    """How revenue (or purchasing) spreads over counterparties. Those whose net is not above zero have no share."""
    parties = (
        cube.filter(cube.valid > 0)
        .group_by("enterprise", "counterparty")
        .agg(
            net=_fen(_.net.sum(where=_.ago < YEAR)),
            months=_.count(where=_.ago < YEAR),
            before=_.count(where=_.ago >= YEAR),
            oldest_back=_.oldest_back.max(),
        )
        .filter(_.net > 0)
    )
    by_size = ibis.window(group_by="enterprise", order_by=[_.net.desc(), _.counterparty])
    ranked = parties.mutate(
        rank=ibis.row_number().over(by_size),
        all=_.net.sum().over(ibis.window(group_by="enterprise")),
    )
    net = ranked.net.cast("float64")
    one_off = (ranked.before == 0) & (ranked.months == 1) & (net > ONE_OFF_SHARE * ranked["all"])
    sums = {
        "parties": ranked.count(),
        "gross": _fen(ranked.net.sum()),
        "top1": _fen(ranked.net.sum(where=ranked["rank"] < 1)),
        "top5": _fen(ranked.net.sum(where=ranked["rank"] < 5)),
        "party_squares": (net * net).sum(),
        "new": _fen(ranked.net.sum(where=ranked.oldest_back < NEW_BUYER_D)),
        "kept": _fen(ranked.net.sum(where=ranked.before > 0)),
        "one_off": _fen(ranked.net.sum(where=one_off)),
    }
    return ranked.group_by("enterprise").agg(**{side + name: column for name, column in sums.items()})


def _silence(cube: Any) -> Any:
    """The longest run of months without a sale between months with one, in M(12), and where the months end."""
    active = cube.filter((cube.valid > 0) & (cube.ago < YEAR)).select("enterprise", "ago").distinct()
    in_order = ibis.window(group_by="enterprise", order_by=_.ago)
    return (
        active.mutate(run=_.ago - _.ago.lag().over(in_order) - 1)
        .group_by("enterprise")
        .agg(run_inside=_.run.max(), run_last=_.ago.min(), oldest_active=_.ago.max())
    )


def _gaps(facts: Any) -> Any:
    """The most days between two consecutive days with a valid sale, in M(12)."""
    days = facts.filter(facts.valid & (facts.ago < YEAR)).select("enterprise", "back").distinct()
    in_order = ibis.window(group_by="enterprise", order_by=_.back)
    return days.mutate(gap=_.back - _.back.lag().over(in_order)).group_by("enterprise").agg(max_gap_d=_.gap.max())


def _season(cube: Any) -> Any:
    """Sums for the correlation of the last twelve months with the same months a year before."""
    pairs = (
        cube.filter(cube.ago < 2 * YEAR)
        .group_by("enterprise", month=_.ago % YEAR)
        .agg(
            x=_.net.sum(where=_.ago < YEAR).fill_null(0).cast("float64"),
            y=_.net.sum(where=_.ago >= YEAR).fill_null(0).cast("float64"),
        )
    )
    return pairs.group_by("enterprise").agg(
        sx=_.x.sum(), sy=_.y.sum(), sxx=(_.x * _.x).sum(), syy=(_.y * _.y).sum(), sxy=(_.x * _.y).sum()
    )


def _indicators(row: Any) -> Any:
    """Sums into indicators; here, and only here, it is decided what is absent."""
    record = ibis.greatest(row.s_oldest.fill_null(-1), row.p_oldest.fill_null(-1)) + 1
    window12, window24 = ibis.least(record, YEAR), ibis.least(record, 2 * YEAR)
    sells, buys = row.s_oldest.notnull(), row.p_oldest.notnull()

    def seen(column: Any, months: int = 0) -> Any:
        """`column` for an enterprise with sales on record and at least that many months."""
        return ibis.ifelse(sells & (record >= months), column, ibis.null())

    def bought(column: Any, months: int = 0) -> Any:
        return ibis.ifelse(buys & (record >= months), column, ibis.null())

    def change(new: Any, old: Any) -> Any:
        return ibis.ifelse(old > 0, new / old - 1, ibis.null())

    revenue, spent = row.s_net12, row.p_net12
    blue = revenue - row.s_red12
    mean = revenue / window12
    spread = (row.s_squares12 - revenue * mean) / (window12 - 1)
    covariance = YEAR * row.sxy - row.sx * row.sy
    variances = (YEAR * row.sxx - row.sx * row.sx) * (YEAR * row.syy - row.sy * row.sy)
    active = row.s_months12.fill_null(0)
    # Before its first month on record an enterprise was not silent; after its last sale it is.
    run_first = window12 - 1 - row.oldest_active
    run = ibis.greatest(row.run_inside.fill_null(0), row.run_last, run_first)
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=record.cast("int64"),
        repeated_rows=(row.s_repeats.fill_null(0) + row.p_repeats.fill_null(0)).cast("int64"),
        rev12_fen=seen(revenue),
        rev12_eff_fen=seen(ibis.greatest(revenue - row.s_one_off.fill_null(0), 0)),
        rev_yoy=seen(change(revenue, row.s_net_before12), 24),
        rev3_yoy=seen(change(row.s_net3, row.s_net3_before12), 15),
        rev6_yoy=seen(change(row.s_net6, row.s_net6_before12), 18),
        rev_trend12=seen(_ratio(row.s_moment12 / 143, revenue / YEAR), 12),
        last3_share12=seen(_ratio(row.s_net3, revenue), 12),
        invoices12=seen(row.s_valid12),
        inv_months24=seen(row.s_months24),
        active_share24=seen(row.s_months24 / window24),
        zero_months12=seen((window12 - active).cast("int64")),
        zero_run12=seen(ibis.ifelse(active > 0, run, window12).cast("int64")),
        max_gap_d=seen(row.max_gap_d.cast("int64")),
        quiet_d=seen(row.s_quiet_d.cast("int64")),
        rev_cv12=seen(_ratio(ibis.greatest(spread, 0.0).sqrt(), mean), MIN_MONTHS_SPREAD),
        season_strength24=seen(
            ibis.ifelse(variances > 0, ibis.greatest(covariance / variances.sqrt(), 0.0), ibis.null()), 24
        ),
        void_rate12=seen(_ratio(row.s_count12 - row.s_valid12, row.s_count12)),
        red_rate12=seen(_ratio(-row.s_red12, blue)),
        buyers12=seen(row.s_parties.fill_null(0)),
        top1_share=seen(_ratio(row.s_top1, row.s_gross)),
        top5_share=seen(_ratio(row.s_top5, row.s_gross)),
        hhi=seen(row.s_party_squares / (row.s_gross.cast("float64") * row.s_gross)),
        new_buyer_share=seen(_ratio(row.s_new, row.s_gross), 6),
        kept_buyer_share=seen(_ratio(row.s_kept, row.s_gross), 24),
        one_off_share=seen(_ratio(row.s_one_off, row.s_gross), 12),
        buy12_fen=bought(spent),
        buy_yoy=bought(change(spent, row.p_net_before12), 24),
        in_out_ratio=bought(seen(_ratio(spent, revenue))),
        suppliers12=bought(row.p_parties.fill_null(0)),
        sup_top1_share=bought(_ratio(row.p_top1, row.p_gross)),
        sup_top5_share=bought(_ratio(row.p_top5, row.p_gross)),
        sup_hhi=bought(row.p_party_squares / (row.p_gross.cast("float64") * row.p_gross)),
        vat12_fen=bought(seen(row.s_tax12 - row.p_tax12)),
        vat_rev12=bought(seen(_ratio(row.s_tax12 - row.p_tax12, revenue))),
    )


def _fen(column: Any) -> Any:
    """A sum of fen, zero where nothing is summed."""
    return column.fill_null(0)


def _ratio(part: Any, whole: Any) -> Any:
    """`part / whole`, absent where the whole is not above zero."""
    return ibis.ifelse(whole > 0, part / whole, ibis.null())
