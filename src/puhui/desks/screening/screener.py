"""Screen an application with what the bank has of it, and lay the outcome beside the other evidence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from puhui.consent import moment
from puhui.desks.cases import Case
from puhui.desks.scoring import Collected
from puhui.desks.screening.casing import NO_CHECKS, case_of
from puhui.desks.screening.checks import Checks
from puhui.desks.screening.elsewhere import Elsewhere
from puhui.kernel.ids import DecisionId
from puhui.ledger import Ledger
from puhui.ledger.contracts.subjects import subject_state_key
from puhui.lending.assessing import Evidence
from puhui.lending.office import LoanOffice
from puhui.screening import FEATURES, Peers, Screening, screen


def sample_peers(rows: Sequence[Mapping[str, Any]]) -> Peers:
    """Peers of the published sample's rows: indicators by name, absent where a row has none."""
    names = [item.name for item in FEATURES.features if any(item.name in row for row in rows)]
    columns = {name: np.array([row.get(name, np.nan) for row in rows], dtype=np.float64) for name in names}
    return Peers(columns, FEATURES)


class Screener:
    """One bank's screening. `peers` are the enterprises that an applicant is compared with, where there is a sample;
    `elsewhere` what other banks said together of an application, where they were asked; `checks` asks the registry and
    the portal, and looks among this bank's own applicants.

    Safe from many threads.
    """

    def __init__(
        self,
        office: LoanOffice,
        ledger: Ledger,
        *,
        peers: Peers | None = None,
        elsewhere: Callable[[str], Elsewhere | None] = lambda _: None,
        checks: Callable[[Case], Checks] = lambda _: NO_CHECKS,
    ) -> None:
        self._office, self._ledger, self._peers = office, ledger, peers
        self._elsewhere, self._checks = elsewhere, checks

    def screened(self, case: Case, evidence: Evidence, collected: Sequence[Collected]) -> Evidence:
        """The evidence of an assessment with its screening, and with what other banks have where they were asked."""
        elsewhere = self._elsewhere(str(case.application.id))
        if elsewhere is not None:
            evidence = replace(evidence, exposure=elsewhere.exposure)
        velocity = [] if elsewhere is None else elsewhere.velocity()
        return replace(evidence, screening=self._screen(case, collected, velocity))

    def _screen(self, case: Case, collected: Sequence[Collected], velocity: Sequence[dict[str, Any]]) -> Screening:
        enrolled_on = self._enrolled_on(case.application.applicant.subject)
        told = case_of(
            case.application,
            collected,
            handed=case.handed,
            enrolled_on=enrolled_on,
            velocity=velocity,
            checks=self._checks(case),
        )
        return screen(
            told,
            id=DecisionId.new(self._office.clock, self._office.entropy),
            at=self._office.now(),
            peers=self._peers,
            suite_name=self._office.signer.public_key.suite.name,
        )

    def _enrolled_on(self, subject: str) -> date | None:
        held = self._ledger.read(subject_state_key(subject))
        return None if held is None else self._office.day_of(moment(held["at"]))
