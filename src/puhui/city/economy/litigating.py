"""Courts: lawsuits follow distress by months, judgments follow lawsuits, enforcement follows judgments."""

import numpy as np
import polars as pl

from puhui.city.economy import names
from puhui.city.economy.population import Population
from puhui.city.economy.streams import F64, I64, pick_each, stream
from puhui.city.economy.timeline import NEVER, dates

_SEEN_AFTER = 1
_QUIET = 0.0009  # lawsuits a month against an enterprise in good health
_DISTRESS_SUES = 6.0  # log of the hazard at default
_AFTER_DEFAULT = 0.13  # lawsuits a month in the year after default
_MORE_CREDITORS = 3.0  # times as many of those who borrow wherever they can
_SUES = 0.0022  # lawsuits a month that an enterprise brings
KINDS = ("lawsuit", "execution", "dishonest", "consumption_limit", "bankruptcy")
CAUSES = ("financial_loan", "private_lending", "sale", "labour", "other")
RESULTS = ("pending", "won", "lost", "mediated", "withdrawn", "performed", "ended_for_now")
ROLES = ("defendant", "plaintiff", "debtor")
_LAWSUIT, _EXECUTION, _DISHONEST, _LIMIT, _BANKRUPTCY = range(5)
_PENDING, _WON, _LOST, _MEDIATED, _WITHDRAWN, _PERFORMED, _ENDED = range(7)
_DEFENDANT, _PLAINTIFF, _DEBTOR = range(3)
_LETTERS = np.array(["民初", "执", "执", "执", "破"])


class _Docket:
    """Cases gathered step by step, one array a column."""

    def __init__(self) -> None:
        self._parts: list[tuple[I64, ...]] = []

    def add(
        self,
        row: I64,
        *,
        kind: int,
        role: int,
        cause: I64 | int,
        fen: I64,
        filed: I64,
        closed: I64 | int,
        result: I64 | int,
        unpaid: I64 | int = 0,
    ) -> None:
        columns = np.broadcast_arrays(row, kind, role, cause, fen, unpaid, filed, closed, result)
        self._parts.append(tuple(np.asarray(column, dtype=np.int64) for column in columns))

    def columns(self) -> list[I64]:
        return [np.concatenate(column) for column in zip(*self._parts, strict=True)]


def litigation(seed: int, block: int, people: Population) -> pl.DataFrame:
    """The cases of one block's enterprises that were filed by `as_of`."""
    rng = stream(seed, "court", block)
    line, hidden = people.timeline, people.hidden
    docket = _Docket()
    size = np.clip(people.yearly_sales_yuan / 3e6, 0.05, 30) ** 0.35
    size = np.where(people.borrows, _MORE_CREDITORS * np.maximum(size, 1.0), size)
    sensitivity = np.minimum(rng.lognormal(0, 0.3, len(people)), 1.5)
    felt = hidden.seen(_SEEN_AFTER)
    hazard = _QUIET * size[:, None] * np.exp(_DISTRESS_SUES * sensitivity[:, None] * felt)
    since = line.months - hidden.default_month[:, None]
    hazard = np.where((since >= 0) & (since < 12), _AFTER_DEFAULT, hazard) * people.present
    row, month = np.nonzero(rng.poisson(hazard))
    filed = line.business_day(rng, month)
    trouble = felt[row, month]
    calm = np.array([0.03, 0.07, 0.45, 0.25, 0.20])
    grave = np.array([0.25, 0.15, 0.38, 0.14, 0.08])
    cause = pick_each(rng, calm + (grave - calm) * trouble[:, None])

    # The lender sues most of those that default.
    day = people.default_day + 30 + rng.integers(0, 150, len(people))
    sued = np.flatnonzero((day <= line.today) & (rng.random(len(people)) < 0.6))
    # And whoever vouched for one of them, where it does not pay at once.
    claim = people.called_day + rng.integers(30, 150, len(people))
    vouched = np.flatnonzero((claim <= line.today) & (rng.random(len(people)) < 0.5))
    row = np.concatenate([row, sued, vouched])
    filed = np.concatenate([filed, day[sued], claim[vouched]])
    cause = np.concatenate([cause, np.zeros(len(sued) + len(vouched), dtype=np.int64)])
    trouble = np.concatenate([trouble, np.ones(len(sued)), np.full(len(vouched), 0.5)])
    _proceed(rng, people, docket, row, filed=filed, cause=cause, trouble=trouble)

    own, own_month = np.nonzero(rng.poisson(_SUES * size[:, None] * people.present))
    own_filed = line.business_day(rng, own_month)
    own_closed = own_filed + 40 + rng.exponential(90, len(own)).astype(np.int64)
    outcome = pick_each(rng, np.broadcast_to([0.5, 0.1, 0.3, 0.1], (len(own), 4))) + _WON
    docket.add(
        own,
        kind=_LAWSUIT,
        role=_PLAINTIFF,
        cause=CAUSES.index("sale"),
        fen=_claims(rng, people, own, 0.03),
        filed=own_filed,
        closed=own_closed,
        result=outcome,
    )
    broke = np.flatnonzero((people.default_day < NEVER) & (rng.random(len(people)) < 0.05))
    opened = people.default_day[broke] + rng.integers(90, 300, len(broke))
    docket.add(
        broke,
        kind=_BANKRUPTCY,
        role=_DEBTOR,
        cause=CAUSES.index("other"),
        fen=_claims(rng, people, broke, 0.4),
        filed=opened,
        closed=NEVER,
        result=_PENDING,
    )
    return _table(people, block, docket)


def _proceed(
    rng: np.random.Generator, people: Population, docket: _Docket, row: I64, *, filed: I64, cause: I64, trouble: F64
) -> None:
    """A lawsuit against an enterprise, and what follows when it loses and does not pay."""
    count = len(row)
    fen = _claims(rng, people, row, 0.05 + 0.1 * trouble)
    closed = filed + 35 + rng.exponential(80, count).astype(np.int64)
    calm = np.array([0.20, 0.30, 0.30, 0.20])
    grave = np.array([0.04, 0.62, 0.26, 0.08])
    result = pick_each(rng, calm + (grave - calm) * trouble[:, None]) + _WON
    docket.add(row, kind=_LAWSUIT, role=_DEFENDANT, cause=cause, fen=fen, filed=filed, closed=closed, result=result)

    owes = (result == _LOST) | (result == _MEDIATED)
    forced = np.flatnonzero(owes & (rng.random(count) < 0.12 + 0.68 * trouble))
    row, cause, fen, trouble = row[forced], cause[forced], fen[forced], trouble[forced]
    start = closed[forced] + 20 + rng.exponential(40, len(forced)).astype(np.int64)
    end = start + 60 + rng.exponential(70, len(forced)).astype(np.int64)
    performed = rng.random(len(forced)) < 0.95 - 0.8 * trouble
    paid_share = np.where(performed, 1.0, rng.beta(0.6, 4.0, len(forced)))
    paid_share = np.where(end <= people.timeline.today, paid_share, 0.0)
    unpaid = np.rint(fen * (1 - paid_share)).astype(np.int64)
    outcome = np.where(performed, _PERFORMED, _ENDED)
    docket.add(
        row,
        kind=_EXECUTION,
        role=_DEBTOR,
        cause=cause,
        fen=fen,
        unpaid=unpaid,
        filed=start,
        closed=end,
        result=outcome,
    )

    for kind, chance, delay in ((_LIMIT, 0.75, 35), (_DISHONEST, 0.45, 75)):
        listed = np.flatnonzero(~performed & (rng.random(len(forced)) < chance))
        day = start[listed] + delay + rng.integers(0, 60, len(listed))
        docket.add(
            row[listed],
            kind=kind,
            role=_DEBTOR,
            cause=cause[listed],
            fen=fen[listed],
            unpaid=unpaid[listed],
            filed=day,
            closed=NEVER,
            result=_PENDING,
        )


def _claims(rng: np.random.Generator, people: Population, row: I64, share: F64 | float) -> I64:
    """Amounts in whole yuan, as fen, around a share of a year's sales."""
    yuan = people.yearly_sales_yuan[row] * share * rng.lognormal(0, 0.9, len(row))
    fen: I64 = np.rint(np.clip(yuan, 3_000, 2e7)).astype(np.int64) * 100
    return fen


def _table(people: Population, block: int, docket: _Docket) -> pl.DataFrame:
    today = people.timeline.today
    row, kind, role, cause, fen, unpaid, filed, closed, result = docket.columns()
    keep = filed <= today
    order = np.lexsort((kind[keep], filed[keep], row[keep]))
    row, kind, role, cause, fen, unpaid, filed, closed, result = (
        column[keep][order] for column in (row, kind, role, cause, fen, unpaid, filed, closed, result)
    )
    filed_on = dates(filed)
    number = np.char.add((np.arange(len(row)) + 1 + block * 100_000).astype("U12"), "号")
    year = np.char.add(np.char.add("（", filed_on.dt.year().to_numpy().astype("U4")), "）赣3698")
    district = np.array([name for name, _ in names.DISTRICTS])[people.district[row]]
    return pl.DataFrame(
        {
            "uscc": people.uscc[row],
            "case_no": np.char.add(np.char.add(year, _LETTERS[kind]), number),
            "court": np.char.add(np.char.add(names.CITY, district), "人民法院"),
            "kind": np.array(KINDS)[kind],
            "role": np.array(ROLES)[role],
            "cause": np.array(CAUSES)[cause],
            "amount_fen": fen,
            "unpaid_fen": unpaid,
            "filed_on": filed_on,
            "closed_on": dates(closed, today),
            "result": np.array(RESULTS)[np.where(closed <= today, result, _PENDING)],
        }
    )
