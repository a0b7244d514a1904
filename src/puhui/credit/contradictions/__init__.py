"""Cross-source contradictions: what one source says of an enterprise against what another does.

Promises: every finding shows both values with source and date; a side that is absent, too thin or too old makes the
comparison one that cannot be judged, never a contradiction; thresholds stand in a file with their mark; and a
contradiction asks for verification, it proves nothing.

>>> from datetime import date
>>> from puhui.credit.indicator import Cause, Indicator
>>> day = date(2026, 6, 30)
>>> held = {
...     "rev_yoy": Indicator("rev_yoy", 0.45, "ratio", "tax", day, 1.0, Cause.GRANTED),
...     "kwh_yoy12": Indicator("kwh_yoy12", -0.41, "ratio", "power", day, 1.0, Cause.GRANTED),
... }
>>> found = {one.check.code: one for one in cross_check(held)}
>>> found["REVENUE_UP_POWER_DOWN"].state.value, found["REVENUE_UP_POWER_DOWN"].text.zh
('contradiction', '开票销售同比 +45%，用电同比 -41%，走势相反')
>>> found["STAFF_ABOVE_INSURED"].state.value
'cannot_be_judged'
"""

from puhui.credit.contradictions.definitions import (
    CrossCheck,
    CrossChecks,
    Kind,
    MalformedChecks,
    Severity,
    parse_checks,
    shipped_checks,
)
from puhui.credit.contradictions.judging import CrossFinding, State, cross_check
from puhui.credit.contradictions.norms import Band, Line, Norms, fit_band, fit_line

__all__ = [
    "Band",
    "CrossCheck",
    "CrossChecks",
    "CrossFinding",
    "Kind",
    "Line",
    "MalformedChecks",
    "Norms",
    "Severity",
    "State",
    "cross_check",
    "fit_band",
    "fit_line",
    "parse_checks",
    "shipped_checks",
]
