"""Challengers: boosted trees beside the scorecard, where one party holds all features. Same scale, same reasons.

The package promises: the same data, recipe and seed give the same file, byte for byte; the file gives the same
score to the hundredth, wherever it is loaded; a quantity whose direction is known never pays for a worse value; what is
absent changes nothing but coverage and the interval; and the reasons are those of the card, by code and by sentence.

A card is a sum that custodians can add up in secret; trees are not. So a model over features that lie with several
parties is refused: `FeaturesHeldApart`.

>>> import numpy as np
>>> from puhui.credit.fit import Recipe
>>> rng = np.random.default_rng(1)
>>> x = rng.normal(size=1000)
>>> bad = rng.random(1000) < 1 / (1 + np.exp(2 + x))
>>> model = fit_challenger({"x": x}, bad, Recipe(name="demo")).model
>>> scores = Challenger.parse(model.dump()).score({"x": np.array([-2.0, 2.0])})
>>> bool(scores.score[0] < scores.score[1]), scores.reasons(0)[0].code
(True, 'low_points_x')
"""

from puhui.credit.challenger.model import Challenger, Feature
from puhui.credit.challenger.outcomes import ChallengerScores, Contribution, TreeExplanation
from puhui.credit.challenger.training import FittedChallenger, fit_challenger

__all__ = [
    "Challenger",
    "ChallengerScores",
    "Contribution",
    "Feature",
    "FittedChallenger",
    "TreeExplanation",
    "fit_challenger",
]
