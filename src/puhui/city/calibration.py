"""How like the real thing the simulated economy is: the same figures measured on both, and the tolerance of each.

The shipped targets (`economy/calibration.json`) were measured by `tools/derive_city_targets.py` on real data with the
very functions below; only aggregates are shipped. `compare` measures a simulated city against them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

Figures = dict[str, float]


@dataclass(frozen=True)
class Finding:
    """One figure of the simulated city beside its target and the range that is accepted."""

    source: str
    name: str
    target: float
    low: float
    high: float
    found: float

    @property
    def holds(self) -> bool:
        """Whether the figure lies within its range."""
        return self.low <= self.found <= self.high


def targets() -> Mapping[str, Any]:
    """The shipped targets, with their sources and tolerances."""
    content: Mapping[str, Any] = json.loads((files("puhui.city.economy") / "calibration.json").read_text("utf-8"))
    return content


def compare(tax: Path, power: Path, city: Path) -> list[Finding]:
    """Every shipped target beside the simulated city's figure. The folders are those of `Economy.write`."""
    connection = duckdb.connect()
    sales = connection.read_parquet(str(tax / "sales.parquet"))
    purchases = connection.read_parquet(str(tax / "purchases.parquet"))
    consumption = connection.read_parquet(str(power / "consumption.parquet")).select("uscc, month, kwh")
    found = {
        "invoices": measure_invoices(connection, sales, purchases),
        "power": measure_power(connection, consumption),
        "default": measure_default(connection, city),
    }
    return [
        Finding(source, name, entry["value"], entry["low"], entry["high"], found[source][name])
        for source, entries in targets()["targets"].items()
        for name, entry in entries.items()
    ]


def measure_invoices(
    connection: duckdb.DuckDBPyConnection, sales: duckdb.DuckDBPyRelation, purchases: duckdb.DuckDBPyRelation
) -> Figures:
    """Marginals of three years of invoices. Columns: `uscc`, `issued_on`, `counterparty`, `amount_fen`, `status`.

    Growth compares the data's last twelve months with the twelve before; shares of parties are of the last twelve.
    """
    figures: Figures = {}
    columns = "uscc, issued_on, counterparty, amount_fen, status"
    for side, relation in (("sales", sales), ("purchases", purchases)):
        relation.select(columns).create_view(side, replace=True)
        relation.select(columns).create_view("invoices", replace=True)
        for name, query in _ONE_SIDE.items():
            figures |= _measure(connection, f"{side}_{name}", query)
    for name, query in _BOTH_SIDES.items():
        figures |= _measure(connection, name, query)
    return figures


def measure_power(connection: duckdb.DuckDBPyConnection, monthly: duckdb.DuckDBPyRelation) -> Figures:
    """Marginals of monthly consumption. Columns: `uscc`, `month`, `kwh`. Six months are compared with a year before."""
    monthly.create_view("monthly", replace=True)
    figures: Figures = {}
    for name, query in _POWER.items():
        figures |= _measure(connection, name, query)
    return figures


def measure_default(connection: duckdb.DuckDBPyConnection, city: Path) -> Figures:
    """Defaults per enterprise and year, over history and the year after it; the three that are cast are left out."""
    connection.read_parquet(str(city / "truth.parquet")).create_view("truth", replace=True)
    connection.read_parquet(str(city / "health.parquet")).create_view("health", replace=True)
    return _measure(connection, "yearly_rate", _DEFAULT)


def round_figures(figures: Mapping[str, Figures]) -> dict[str, Figures]:
    """Three significant digits: aggregates, not fingerprints."""
    return {
        source: {name: float(f"{value:.3g}") for name, value in entries.items()} for source, entries in figures.items()
    }


def _measure(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> Figures:
    """A query's one row; each column's name, if it is not `value`, is added to the figure's."""
    answer = connection.execute(query)
    columns = [column[0] for column in answer.description or ()]
    row = answer.fetchall()[0]
    return {
        name if column == "value" else f"{name}_{column}": float(value)
        for column, value in zip(columns, row, strict=True)
    }


_ONE_SIDE = {
    "per_month": """
        with m as (select count(*) as n from invoices group by uscc, date_trunc('month', issued_on))
        select quantile_cont(n, .25) as p25, quantile_cont(n, .5) as p50, quantile_cont(n, .9) as p90 from m""",
    "amount_yuan": """
        select quantile_cont(amount_fen / 100, .1) as p10, quantile_cont(amount_fen / 100, .5) as p50,
               quantile_cont(amount_fen / 100, .9) as p90
        from invoices where status = 'valid' and amount_fen > 0""",
    "void_rate": """
        with r as (select avg((status = 'void')::int) as rate from invoices group by uscc having count(*) >= 30)
        select quantile_cont(rate, .25) as p25, quantile_cont(rate, .5) as p50, quantile_cont(rate, .75) as p75
        from r""",
    "red_rate": """
        with r as (select avg((status = 'valid' and amount_fen < 0)::int) as rate
                   from invoices group by uscc having count(*) >= 30)
        select quantile_cont(rate, .5) as p50, avg(rate) as mean from r""",
    "parties": """
        with n as (select count(distinct counterparty) as n from invoices where status = 'valid' group by uscc)
        select quantile_cont(n, .5) as p50, quantile_cont(n, .9) as p90 from n""",
    "top_share": """
        with last as (select max(issued_on) - interval 12 month as since from invoices),
        by_party as (select uscc, counterparty, greatest(sum(amount_fen), 0) as s from invoices, last
                     where status = 'valid' and issued_on > since group by all),
        shares as (select uscc, max(s) / sum(s) as first, list_sum(list_reverse_sort(list(s))[1:5]) / sum(s) as five
                   from by_party group by 1 having sum(s) > 0)
        select quantile_cont(first, .25) as p25, quantile_cont(first, .5) as p50, quantile_cont(first, .75) as p75,
               quantile_cont(five, .5) as five_p50 from shares""",
    "active_months": """
        with a as (select count(distinct date_trunc('month', issued_on)) / 36 as a from invoices group by uscc)
        select quantile_cont(a, .25) as p25, quantile_cont(a, .5) as p50 from a""",
}
_BOTH_SIDES = {
    "monthly_cv_p50": """
        with m as (select uscc, sum(amount_fen) as s from sales where status = 'valid'
                   group by uscc, date_trunc('month', issued_on)),
        v as (select stddev(s) / avg(s) as cv from m group by uscc having count(*) >= 18 and avg(s) > 0)
        select quantile_cont(cv, .5) as value from v""",
    "growth": """
        with last as (select max(issued_on) as day from sales),
        y as (select uscc, sum(amount_fen) filter (issued_on > day - interval 12 month) as now, sum(amount_fen)
              filter (issued_on <= day - interval 12 month and issued_on > day - interval 24 month) as before
              from sales, last where status = 'valid' group by 1),
        g as (select coalesce(now, 0) / before - 1 as g from y where before > 1000000)
        select quantile_cont(g, .25) as p25, quantile_cont(g, .5) as p50, quantile_cont(g, .75) as p75 from g""",
    "in_out_ratio": """
        with o as (select uscc, sum(amount_fen) as s from sales where status = 'valid' group by 1),
        i as (select uscc, sum(amount_fen) as s from purchases where status = 'valid' group by 1),
        r as (select i.s / o.s as r from o join i using (uscc) where o.s > 0)
        select quantile_cont(r, .25) as p25, quantile_cont(r, .5) as p50, quantile_cont(r, .75) as p75 from r""",
    "february_of_usual": """
        with m as (select month(issued_on) as month, count(*) as n from sales where status = 'valid' group by 1)
        select sum(n) filter (month = 2) / avg(n) as value from m""",
    "weekend_share": "select avg((isodow(issued_on) >= 6)::int) as value from sales",
}
_POWER = {
    "zero_months": "select avg((kwh = 0)::int) as value from monthly",
    "february_of_usual": """
        with base as (select uscc, avg(kwh) as usual from monthly group by 1 having avg(kwh) > 0)
        select median(kwh / usual) as value from monthly join base using (uscc) where month(month) = 2""",
    "yoy": """
        with u as (select uscc, kwh, row_number() over (partition by uscc order by month desc) as back from monthly),
        s as (select uscc, sum(kwh) filter (back <= 6) as now, sum(kwh) filter (back between 13 and 18) as before
              from u group by 1),
        y as (select now / before - 1 as g from s where before > 0)
        select quantile_cont(g, .25) as p25, quantile_cont(g, .5) as p50, quantile_cont(g, .75) as p75 from y""",
    "monthly_cv_p50": """
        with v as (select stddev(kwh) / avg(kwh) as cv from monthly group by uscc having avg(kwh) > 0)
        select quantile_cont(cv, .5) as value from v""",
}
_DEFAULT = """
    with months as (select count(distinct month) as n from health)
    select count(defaulted_on) / count(*) / any_value(n) * 12 as value from (from truth offset 3), months"""
