"""What each source shows in the months before default: the simulated economy's own event study.

Reads the custodians' folders and the truth, and gives for each source an indicator by enterprise and month, higher =
worse. `separation` says how well it tells enterprises that will default from those that will not. For tests, benches
and pictures; no node runs it, for no node sees the truth.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Panel:
    """Enterprise × month. `ahead` counts the months to default (NaN: none within the truth; ≤ 0: defaulted)."""

    ahead: Matrix
    indicators: dict[str, Matrix]  # NaN where the source says nothing
    levels: dict[str, Matrix]  # monthly sales, kWh, heads, bank inflow, as they are


def read(folders: Mapping[str, Path]) -> Panel:
    """The panel of a written economy; `folders` as given to `Economy.write`, with all banks and `city`."""
    connection = duckdb.connect()
    for name, pattern in _TABLES.items():
        custodian, _, table = pattern.partition("/")
        paths = [str(folders[one] / f"{table}.parquet") for one in custodian.split("+")]
        connection.read_parquet(paths).create_view(name)
    months = [row[0] for row in connection.execute(_MONTHS).fetchall()]
    firms = [row[0] for row in connection.execute("select uscc from truth order by uscc").fetchall()]
    place = ({uscc: row for row, uscc in enumerate(firms)}, {month: column for column, month in enumerate(months)})
    levels = {name: _matrix(connection, query, place) for name, query in _LEVELS.items()}
    ahead = _matrix(connection, _AHEAD, place)
    return Panel(ahead, _indicators(levels), {name: levels[name] for name in ("sales", "kwh", "heads", "inflow")})


def separation(panel: Panel, name: str, low: int, high: int) -> float:
    """AUC of one indicator: months with default `low` … `high` months ahead against months with none within 12."""
    bad = (panel.ahead >= low) & (panel.ahead <= high)
    good = ~(panel.ahead <= 12)
    values = panel.indicators[name]
    seen = ~np.isnan(values)
    return auc(values[bad & seen], values[good & seen])


def auc(bad: Matrix, good: Matrix) -> float:
    """The chance that a bad one scores higher than a good one, ties counted half."""
    ranks = rankdata(np.concatenate([bad, good]))
    return float((ranks[: len(bad)].sum() - len(bad) * (len(bad) + 1) / 2) / (len(bad) * len(good)))


def _matrix(connection: duckdb.DuckDBPyConnection, query: str, place: Any) -> Matrix:
    rows, columns = place
    matrix = np.full((len(rows), len(columns)), np.nan)
    for uscc, month, value in connection.execute(query).fetchall():
        if month in columns and value is not None:
            matrix[rows[uscc], columns[month]] = value
    return matrix


def _indicators(levels: dict[str, Matrix]) -> dict[str, Matrix]:
    known = ~np.isnan(levels["sales_months"])
    sales, buyers = (np.where(known, np.nan_to_num(levels[name]), np.nan) for name in ("sales", "buyers"))
    count, faulty = _rolled(levels["invoices"], 6), _rolled(levels["faulty"], 6)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "sales fall": -_yearly_ratio(sales, 3),
            "buyers leave": -_yearly_ratio(buyers, 3),
            "voided and red-letter share": faulty / np.where(count > 5, count, np.nan),
            "heads fall": -levels["heads"] / _lagged(levels["heads"], 12),
            "contributions in arrears": np.where(np.isnan(levels["heads"]), np.nan, levels["social_arrears"]),
            "power falls": -_yearly_ratio(levels["kwh"], 3),
            "power bills late": _rolled(levels["power_late"], 6),
            "tax late": _rolled(np.where(known, np.nan_to_num(levels["tax_late"]), np.nan), 12),
            "sued": _rolled(np.where(known, np.nan_to_num(levels["sued"]), np.nan), 12),
            "bank inflow falls": -_yearly_ratio(levels["inflow"], 3),
            "balances thin": -_rolled(levels["balance"], 3) / _rolled(levels["inflow"], 12),
            "instalments late": _rolled(levels["instalment_late"], 6),
        }


def _lagged(matrix: Matrix, lag: int) -> Matrix:
    moved = np.full_like(matrix, np.nan)
    moved[:, lag:] = matrix[:, :-lag]
    return moved


def _rolled(matrix: Matrix, window: int) -> Matrix:
    """Sums over the last `window` months; a silent month counts nothing. NaN where all are silent."""
    total = np.cumsum(np.nan_to_num(matrix), axis=1)
    heard = np.cumsum(~np.isnan(matrix), axis=1)
    total[:, window:], heard[:, window:] = (
        total[:, window:] - total[:, :-window],
        heard[:, window:] - heard[:, :-window],
    )
    total[:, : window - 1] = np.nan
    return np.where(heard > 0, total, np.nan)


def _yearly_ratio(matrix: Matrix, window: int) -> Matrix:
    now = _rolled(matrix, window)
    before = _lagged(now, 12)
    ratio: Matrix = now / np.where(before > 0, before, np.nan)
    return ratio


_TABLES = {
    "truth": "city/truth",
    "health": "city/health",
    "sales": "tax/sales",
    "declarations": "tax/declarations",
    "insured": "social/insured",
    "consumption": "power/consumption",
    "cases": "court/cases",
    "flows": "bank-a+bank-b+bank-c/flows",
    "instalments": "bank-a+bank-b+bank-c/instalments",
}
_MONTHS = "select distinct month from insured order by 1"
_AHEAD = """
    select uscc, month, date_diff('month', month, defaulted_on) as ahead
    from truth join health using (uscc) where defaulted_on is not null"""
_LEVELS = {
    "sales": """select uscc, date_trunc('month', issued_on)::date, sum(amount_fen)::double
        from sales where status = 'valid' group by all""",
    "sales_months": """with first as (select uscc, min(issued_on) as since from sales group by 1)
        select uscc, month, 1.0 from first join health using (uscc) where month >= date_trunc('month', since)""",
    "buyers": """select uscc, date_trunc('month', issued_on)::date, count(distinct counterparty)::double
        from sales where status = 'valid' group by all""",
    "invoices": "select uscc, date_trunc('month', issued_on)::date, count(*)::double from sales group by all",
    "faulty": """select uscc, date_trunc('month', issued_on)::date,
        sum((status = 'void' or amount_fen < 0)::int)::double from sales group by all""",
    "heads": "select uscc, month, nullif(insured, 0)::double from insured",
    "social_arrears": "select uscc, month, arrears_fen / nullif(due_fen, 0) from insured",
    "kwh": "select uscc, month, kwh from consumption",
    "power_late": """select uscc, date_trunc('month', due_on)::date,
        sum(greatest(least(coalesce(paid_on, due_on + 90) - due_on, 90), 0))::double from consumption group by all""",
    "tax_late": """select uscc, date_trunc('month', due_on)::date,
        sum((coalesce(filed_on > due_on, true) or coalesce(paid_on > due_on, true))::int)::double
        from declarations group by all""",
    "sued": """select uscc, date_trunc('month', filed_on)::date, count(*)::double from cases
        where role <> 'plaintiff' group by all""",
    "inflow": "select uscc, month, sum(in_fen - loan_in_fen)::double from flows group by all",
    "balance": "select uscc, month, sum(balance_avg_fen)::double from flows group by all",
    "instalment_late": """select uscc, date_trunc('month', due_on)::date, max(least(days_late, 90))::double
        from instalments group by all""",
}
