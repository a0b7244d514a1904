"""A loan that is assessed by a score alone: the bureaus compute it in secret, the bank sees not one figure behind it.

The product names a card, the enterprise's grants pin it by its digest, and the score is a private computation between
the bureaus and the bank under these grants. Nothing is half done: an application has a score, with its job and model in
the decision record, or it has none and a reason, and can be asked for again.
"""

from puhui.desks.secret_scores.desk import SecretScoreDesk
from puhui.desks.secret_scores.models import ScoreModel, ScoreModels

__all__ = ["ScoreModel", "ScoreModels", "SecretScoreDesk"]
