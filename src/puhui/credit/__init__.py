"""Credit: indicators, scorecards, grades, reasons, limit and price. Pure: no I/O, no clock, no chance.

The room promises that a score is a sum that a person can check: one readable JSON file says every point, the same
file scores by NumPy, SQL or Polars to the same hundredth, and what is absent widens the score instead of lowering it.

>>> import numpy as np
>>> from puhui.credit.scorecard import EXAMPLE
>>> card = Scorecard.parse(EXAMPLE)
>>> scores = card.score({"age_m": np.array([6.0, 48.0])})
>>> scores.score.tolist(), scores.grade.tolist(), scores.reasons(0)[0].points_lost
([560.0, 625.5], ['CCC', 'BB'], 65.5)
"""

from puhui.credit.attributes import Attribute, Bin, BinKind, ReasonText, Source
from puhui.credit.grades import GradeTable, Scaling
from puhui.credit.reasons import Need, Reason
from puhui.credit.scorecard import Kind, Scorecard
from puhui.credit.scores import Explanation, Scores, Term

__all__ = [
    "Attribute",
    "Bin",
    "BinKind",
    "Explanation",
    "GradeTable",
    "Kind",
    "Need",
    "Reason",
    "ReasonText",
    "Scaling",
    "Scorecard",
    "Scores",
    "Source",
    "Term",
]
