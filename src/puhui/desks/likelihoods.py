"""How likely lenders approve, as the portal's own decisions say: noted at the application, fitted by night, versioned.

What is noted of an application is what the ranking knew then: lender, probability of default, open conditions. What
its bank decided is added when the bank tells. While there are fewer decisions than the settings ask for, the shipped
guess stays. Nothing else of an enterprise enters, and nothing that a lender pays.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy.engine import Connection

from puhui.desks.store import all_documents, document, documents, put_document
from puhui.kernel import Clock
from puhui.market import Approval, Need, Outcomes, Product, State, checks, guess
from puhui.market.facts import Facts
from puhui.market.learning import enough, served
from puhui.storage import Database

_PROSPECT, _CURVES = "prospect", "approval_curves"
_EVERY = timedelta(days=1)
_SAYS = {"approved": True, "contracted": True, "disbursed": True, "declined": False}


@dataclass(frozen=True, slots=True)
class Served:
    """The curves in use, of how many decisions they were made and when; none and None for the shipped guess."""

    approval: Approval
    outcomes: int = 0
    fitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a fit had and what came of it; `fitted` is False where the decisions did not suffice."""

    served: Served
    outcomes: int
    approved: int
    fitted: bool


class Likelihoods:
    """The portal's likelihoods of approval. Safe from many threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def served(self, connection: Connection) -> Served:
        """What matching takes now."""
        kept = next(iter(documents(connection, _CURVES, limit=1)), None)
        return Served(guess()) if kept is None else _read(kept)

    def applied(
        self, connection: Connection, uscc: str, application: str, *, need: Need, product: Product, facts: Facts
    ) -> None:
        """Note what the ranking knows of an application that is sent."""
        now, pd = self._clock.now(), facts.get("pd")
        applied = checks(need, product, facts, on=now.date())
        noted = {
            "lender": str(product.lender),
            "pd": None if pd is None or pd.absent else float(pd.number),
            "asks": sum(one.state is State.ASK for one in applied),
            "approved": None,
        }
        put_document(connection, _PROSPECT, application, noted, uscc=uscc, at=now)

    def followed(self, connection: Connection, uscc: str, application: str, state: str) -> None:
        """A bank told what became of an application; states that decide nothing change nothing."""
        noted = document(connection, _PROSPECT, application) if state in _SAYS else None
        if noted is not None and noted["approved"] is not _SAYS[state]:
            told = noted | {"approved": _SAYS[state]}
            put_document(connection, _PROSPECT, application, told, uscc=uscc, at=self._clock.now())

    def fit(self) -> Fitting:
        """Fit to every decision known. The same decisions on the same day are the same version, kept once."""
        now = self._clock.now()
        with self._database.reading() as connection:
            rows = [one for one in all_documents(connection, _PROSPECT) if one["approved"] is not None]
            before = self.served(connection)
        outcomes = _outcomes(rows)
        approved = int(outcomes.approved.sum())
        if not enough(outcomes):
            return Fitting(before, len(rows), approved, fitted=False)
        approval = served(outcomes, version=f"fitted-{now:%Y%m%d}-{len(rows)}")
        body: dict[str, Any] = {
            "curves": approval.dump().decode(),
            "outcomes": len(rows),
            "approved": approved,
            "fitted_at": now.isoformat(),
        }
        with self._database.transaction() as connection:
            put_document(connection, _CURVES, approval.version, body, uscc="", at=now)
        return Fitting(_read(body), len(rows), approved, fitted=True)

    def fit_due(self) -> int:
        """Fit once a day, where decisions came since; how many the new curves are made of, 0 where nothing was due."""
        with self._database.reading() as connection:
            before = self.served(connection)
            if before.fitted_at is not None and self._clock.now() - before.fitted_at < _EVERY:
                return 0
            known = sum(one["approved"] is not None for one in all_documents(connection, _PROSPECT))
        if known == before.outcomes:
            return 0
        found = self.fit()
        return found.outcomes if found.fitted else 0


def _outcomes(rows: list[dict[str, Any]]) -> Outcomes:
    return Outcomes(
        lender=[row["lender"] for row in rows],
        pd=np.array([np.nan if row["pd"] is None else row["pd"] for row in rows], dtype=float),
        asks=np.array([row["asks"] for row in rows], dtype=int),
        approved=np.array([row["approved"] for row in rows], dtype=bool),
    )


def _read(kept: dict[str, Any]) -> Served:
    approval = Approval.parse(kept["curves"].encode())
    return Served(approval, kept["outcomes"], datetime.fromisoformat(kept["fitted_at"]))
