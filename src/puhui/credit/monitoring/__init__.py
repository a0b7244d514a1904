"""Monitoring a model that serves: what it scored, what came of it, and what calls for a review. Pure.

The package promises: a shift of the applicants shows without outcomes; figures on outcomes are told only of periods
that have enough of them; every trigger names its figure, its limit and the mark of that limit; and the same rows give
the same report, as JSON for machines and as one page for people.

Limits are in `defaults/models.json`: PSI above 0.25; AUC 0.05 lower; KS a fifth lower; calibration refused
(Hosmer-Lemeshow p < 0.01) in two quarters in a row; approval rate 15 % off; overrides above a tenth; impact ratio
below 0.8.

>>> import numpy as np
>>> from puhui.credit.scorecard import EXAMPLE, Scorecard
>>> age = np.array([6.0, 48.0] * 100)
>>> month = np.array(["2026-01"] * 100 + ["2026-02"] * 100)
>>> approved = np.array([True] * 100 + [False, True] * 50)
>>> log = Applications({"age_m": age}, month, month, approved=approved)
>>> [(found.code, round(found.value, 2)) for found in monitor(Scorecard.parse(EXAMPLE), log).triggers]
[('approval_shift', -0.5)]
"""

from puhui.credit.monitoring.applications import Applications
from puhui.credit.monitoring.figures import GroupRow, Monitoring, PeriodRow, monitor
from puhui.credit.monitoring.triggers import Trigger

__all__ = ["Applications", "GroupRow", "Monitoring", "PeriodRow", "Trigger", "monitor"]
