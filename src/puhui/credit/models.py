"""A model's file, whichever kind it is: a scorecard (`puhui-scorecard/1`) or a challenger (`puhui-challenger/1`).

>>> from puhui.credit.scorecard import EXAMPLE
>>> model = parse_model(EXAMPLE)
>>> kind_of(model), model.name, columns_of(model)
('scorecard', 'example', {'age_m': True})
"""

import json

from puhui.credit.challenger import Challenger, ChallengerScores
from puhui.credit.challenger.model import FORMAT as CHALLENGER
from puhui.credit.scorecard import Scorecard
from puhui.credit.scores import Scores
from puhui.kernel import Text

Model = Scorecard | Challenger
ModelScores = Scores | ChallengerScores


def parse_model(data: bytes) -> Model:
    """Read a model's file by its format; raises `MalformedScorecard` or `MalformedChallenger`."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raw = None
    if isinstance(raw, dict) and raw.get("format") == CHALLENGER:
        return Challenger.parse(data)
    return Scorecard.parse(data)


def kind_of(model: Model) -> str:
    """`scorecard` or `challenger`."""
    return "challenger" if isinstance(model, Challenger) else "scorecard"


def columns_of(model: Model) -> dict[str, bool]:
    """The columns that the model reads, and whether each is numeric."""
    parts = model.features if isinstance(model, Challenger) else model.attributes
    return {part.name: part.numeric for part in parts}


def labels_of(model: Model) -> dict[str, Text]:
    """What each column is called."""
    parts = model.features if isinstance(model, Challenger) else model.attributes
    return {part.name: part.label for part in parts}
