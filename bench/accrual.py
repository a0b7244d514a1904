"""The night's accrual of 100,000 loans, beside a bare vectorised computation of the same interest.

    python bench/accrual.py [--loans 100000] [--rounds 3] [--json]

Three figures, in wall and CPU seconds (the least of the rounds; compare those of one run with one another):

* `bare`: NumPy alone on columns that lie in memory already: overdue fen-days, penalty, compound and accrued interest in
  floats, no durability, no rounding rule. The least that could be called accruing these loans.
* `pass`: our exact pass from the stored positions' bytes to columns (unpacking, 64-bit integers, half up).
* `night`: the whole night as a node runs it: reading positions from SQLite, the pass, parts as Parquet, a transaction a
  part, totals and the entry that closes the date. Every round accrues another business date.

Positions are made of 2,000 distinct loans under all methods, on time, late and in part, repeated under new ids.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import ApplicationId, LoanId, OrgId, RequestId
from puhui.lending import ActiveLoan, DayCount, LoanOffice, standing
from puhui.lending.accruing import position as at
from puhui.lending.accruing.position import position_of
from puhui.lending.accruing.running import accrue
from puhui.lending.accruing.vectorised import _unpack, accrue_all
from puhui.lending.agreed import AgreedLoan
from puhui.lending.loan import plan_payment
from puhui.market import Repayment
from puhui.storage import Database, metadata

START = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
DISTINCT = 2_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--loans", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    clock, entropy = ManualClock(START), SeededEntropy(7)
    office = LoanOffice(OrgId("bank-a"), SoftwareSigner.new(suite("ed25519-sha256"), entropy), clock, entropy)
    made = [position_of(loan) for loan in _loans(clock, entropy)]
    bodies = [made[number % DISTINCT].body for number in range(given.loans)]
    day = date(2026, 7, 1).toordinal()
    with tempfile.TemporaryDirectory() as folder:
        database = Database.file(Path(folder) / "node.sqlite")
        database.create()
        _store(database, made, given.loans)
        columns = _unpack(bodies)
        sides = {
            "bare": [_timed(lambda: _bare(columns, day)) for _ in range(given.rounds)],
            "pass": [_timed(lambda: accrue_all(bodies, day)) for _ in range(given.rounds)],
            "night": [
                _timed(lambda back=back: accrue(database, office, office.today() - timedelta(days=back)))
                for back in reversed(range(given.rounds))
            ],
        }
        database.close()
    told = {
        "loans": given.loans,
        **{
            name: {"wall": round(min(one[0] for one in times), 3), "cpu": round(min(one[1] for one in times), 3)}
            for name, times in sides.items()
        },
    }
    if given.json:
        print(json.dumps(told))
        return
    print(f"{given.loans} loans, {len(columns[1])} open bills")
    for name in sides:
        wall, cpu = told[name]["wall"], told[name]["cpu"]
        print(f"{name:<6} {wall:7.3f} s wall  {cpu:7.3f} s CPU  {cpu / max(told['bare']['cpu'], 1e-9):6.1f} × bare")


def _loans(clock: ManualClock, entropy: SeededEntropy) -> list[AgreedLoan]:
    dice, found, request = random.Random(7), [], RequestId("req_" + "0" * 26)
    while len(found) < DISTINCT:
        start = date(2026, 6, 1) - timedelta(days=dice.randrange(300))
        loan = ActiveLoan(
            id=LoanId.new(clock, entropy),
            application=ApplicationId.new(clock, entropy),
            uscc="91130200MA0A1B2C36",
            lender=OrgId("bank-a"),
            contract_digest="00" * 32,
            principal_fen=dice.randrange(10**6, 10**9),
            annual_rate=Decimal(dice.randrange(300, 900)) / 10_000,
            term_months=dice.choice((6, 12, 24, 36)),
            repayment=dice.choice(list(Repayment)),
            day_count=dice.choice(list(DayCount)),
            penalty_multiplier=Decimal("1.5"),
            disbursed_on=start,
            disbursed_at=START,
            payments=(),
            version=1,
        )
        on = start + timedelta(days=dice.randrange(1, 25))
        bill = min(standing(loan, on).bill_fen, standing(loan, on).payoff_fen)
        if dice.random() < 0.5:
            payment = plan_payment(loan, dice.randrange(1, bill), on, request)
            loan = replace(loan, payments=(payment,))
        found.append(loan)
    return found


def _store(database: Database, made: list[at.Position], count: int) -> None:
    table = metadata.tables["lending_positions"]
    rows = [
        {
            "loan": f"lon_{number:026d}",
            "open": True,
            "since": made[number % DISTINCT].day - 400,
            "day": made[number % DISTINCT].day,
            "body": made[number % DISTINCT].body,
        }
        for number in range(count)
    ]
    with database.transaction() as connection:
        connection.execute(sa.insert(table), rows)


def _bare(columns: tuple[np.ndarray, np.ndarray, np.ndarray], day: int) -> tuple[np.ndarray, ...]:
    head, lines, owner = columns
    count, due, principal = len(head), lines[:, at.DUE], lines[:, at.PRINCIPAL]
    unpaid = lines[:, at.INTEREST] - lines[:, at.PAID_INTEREST]
    late = np.maximum(0, day - np.maximum(head[owner, at.DAY], due))
    rate, penalty = head[:, at.RATE] / head[:, at.RATE_OF], head[:, at.PENALTY] / head[:, at.PENALTY_OF]
    overdue = head[:, at.OVERDUE] + np.bincount(owner, principal * late, count)
    unpaid_late = head[:, at.UNPAID] + np.bincount(owner, unpaid * late, count)
    ahead = due > day
    lent = np.bincount(owner, np.where(ahead, principal, 0), count)
    days = np.maximum(0, day - lines[:, at.STARTS])
    accrued = np.minimum(lent[owner] * days * rate[owner], lines[:, at.INTEREST]) - lines[:, at.PAID_INTEREST]
    return (
        np.round(overdue * penalty) - head[:, at.PAID_PENALTY],
        np.round(unpaid_late * penalty) - head[:, at.PAID_COMPOUND],
        np.bincount(owner, np.where(ahead, np.maximum(0, np.round(accrued)), 0), count),
        np.bincount(owner, principal, count),
        np.bincount(owner, np.where(ahead, 0, unpaid), count),
    )


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
