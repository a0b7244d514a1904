"""`rank` at one party: a `score` of which only each enterprise's band is ever opened; comparisons are made in secret.

Bands are those of thresholds that the job names, or the card's grades. An enterprise that is too thinly covered for a
score has none.
"""

import polars as pl

from puhui.privacy.cards import grade_bands
from puhui.privacy.engine import Matrix
from puhui.privacy.errors import ModelDiffers
from puhui.privacy.ops.scoring import Score
from puhui.privacy.order import Order
from puhui.privacy.programs.scoring import NO_BAND

BANDS = "bands.csv"
GRADES, POINTS = "grades", "points"  # what bands are made of


class Rank(Score):
    """The steps of a rank at one party."""

    output = BANDS

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        spec = order.spec
        self._floors = [int(floor) for floor in spec.words("floors")]
        said = (self._floors, spec.number("uncapped_min"), spec.number("cap"))
        if spec.word("bands") == GRADES and said != grade_bands(self._card):
            raise ModelDiffers(party=order.me.name, stage="inputs")

    def table(self, opened: Matrix) -> pl.DataFrame:
        """What the receiver is given: key and grade; or key, band (thresholds reached), score_from and score_below."""
        spec = self._order.spec
        keys = pl.Series(spec.word("key"), spec.words("enterprises"), dtype=pl.String)
        bands = [None if band == NO_BAND else band - 1 for band in opened[0].tolist()]
        if spec.word("bands") == GRADES:
            grades = self._card.scorer.table.grades[::-1]
            return pl.DataFrame(
                [keys, _series("grade", [None if at is None else grades[at] for at in bands], pl.String)]
            )
        scaling = self._card.scaling
        edges = [scaling.score_min, *[floor / 100 for floor in self._floors], None]
        return pl.DataFrame(
            [
                keys,
                _series("band", bands, pl.Int64),
                _series("score_from", [None if at is None else edges[at] for at in bands], pl.Float64),
                _series("score_below", [None if at is None else edges[at + 1] for at in bands], pl.Float64),
            ]
        )


def _series(name: str, values: list[object], kind: type[pl.DataType]) -> pl.Series:
    return pl.Series(name, values, dtype=kind)
