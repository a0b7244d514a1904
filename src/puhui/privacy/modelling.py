"""What a training's label party works out from what is opened to it: groups, bins, columns, and in the end the card.

In order: `groups` and `take` three times, `prune` until it says `CURVE`, `hear` after every step until it says `DONE`,
then `card`. Pure; it sees labels and its own columns, of the others' columns the fine bins and, of groups, the counts.
What it gives back (`values`, `kept`, `points`) goes to the computing parties in secret shares: nobody else learns a
weight of evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import Attribute, BinKind
from puhui.credit.compiled import Compiled
from puhui.credit.counted import FineBins, Places, apart, attribute_of, pooled, pooled_again
from puhui.credit.fit import Recipe, card_of, unfit
from puhui.credit.regression import Placed, Regression
from puhui.credit.scorecard import Scorecard
from puhui.credit.selection import Excluded
from puhui.privacy.engine import Matrix, Reals
from puhui.privacy.policy import CELL_MIN

PRUNE, CURVE, STEP, DONE, STUCK = b"prune", b"curve", b"step", b"done", b"stuck"
SETTLED = 1e-4  # the largest change of a coefficient, of columns of unit variance, at which a fit is done
STEPS_MAX = 60
_ROUGH = 0.02  # a change above which nothing is concluded from a sign yet
_FAR = 0.05  # a change above which the curvature is no longer that of the last place
_LEAST_SPREAD = 1e-9


@dataclass(frozen=True, slots=True)
class Given:
    """An attribute of a custodian, as it was cut."""

    party: str
    fine: FineBins


class Modeller:
    """The label party's part of a training over rows whose outcomes are `good`.

    `owned` are its own columns of these rows; `given` the custodians' attributes, in the order of their indicators.
    """

    def __init__(
        self,
        party: str,
        good: NDArray[np.bool_],
        owned: Mapping[str, NDArray[Any]],
        given: Sequence[Given],
        recipe: Recipe,
    ) -> None:
        self._good = good
        self._given = list(given)
        self._recipe = recipe
        self.excluded: list[Excluded] = []
        self._placed = self._bin_owned(party, owned)
        self._woes: list[Reals] = [np.zeros(one.fine.bins) for one in given]
        self._attributes: list[Attribute | None] = [None] * len(self._given)
        self._groups = [apart(one.fine) for one in given]
        self._wide = max(one.fine.bins for one in given)
        self._stages = [self._pool, self._pool_again, self._bin]

    @property
    def owned(self) -> int:
        """How many columns of the label party's own take part."""
        return len(self._placed)

    def groups(self) -> Matrix:
        """Which group of its attribute each fine bin is in (bins, widest), as 0 and 1."""
        packed = np.zeros((sum(one.fine.bins for one in self._given), self._wide), dtype=np.int64)
        at = 0
        for groups in self._groups:
            member = np.flatnonzero(groups >= 0)
            packed[at + member, groups[member]] = 1
            at += len(groups)
        return packed

    def take(self, opened: Matrix) -> None:
        """What the groups asked for are: which have enough good and bad rows, twice, then how many they have."""
        by_attribute = opened.reshape(len(self._given), self._wide, -1)
        self._stages.pop(0)(by_attribute)

    def _pool(self, enough: Matrix) -> None:
        for at, one in enumerate(self._given):
            self._groups[at] = pooled(one.fine, (enough[at, :, 0] > 0).tolist())

    def _pool_again(self, enough: Matrix) -> None:
        for at, one in enumerate(self._given):
            self._groups[at] = pooled_again(one.fine, self._groups[at], (enough[at, :, 0] > 0).tolist())

    def _bin(self, counts: Matrix) -> None:
        for at, one in enumerate(self._given):
            found = self._attribute(one, self._groups[at], counts[at])
            if found is not None:
                self._attributes[at], self._woes[at] = found
        self._centres, self._spreads = self._moments()
        self.kept = np.array([spread > _LEAST_SPREAD for spread in self._spreads] + [True]).astype(float)

    def columns(self) -> Reals:
        """Its own columns of the regression (rows, owned), of mean 0 and variance 1."""
        woes = np.column_stack([item.woes for item in self._placed])
        columns: Reals = (woes - self._centres[: self.owned]) / self._spreads[: self.owned]
        return columns

    def values(self) -> Reals:
        """What each fine bin of the custodians adds to its attribute's column, so that it has mean 0 and variance 1."""
        parts = []
        for woes, centre, spread in zip(
            self._woes, self._centres[self.owned :], self._spreads[self.owned :], strict=True
        ):
            parts.append((woes - centre) / spread if spread > _LEAST_SPREAD else np.zeros_like(woes))
        return np.concatenate(parts)

    def ridge(self, strength: float) -> Reals:
        """The ridge of each coefficient, as if the columns were weights of evidence; none of the constant."""
        spreads = np.where(self._spreads > _LEAST_SPREAD, self._spreads, 1.0)
        return np.append(strength / len(self._good) / spreads**2, 0.0)

    def start(self) -> Reals:
        """The coefficients to begin with: the average odds."""
        good = float(self._good.mean())
        return np.append(np.zeros(len(self._spreads)), np.log(good / (1 - good)))

    def prune(self, inflation: Reals) -> bytes:
        """Leave out the weaker of columns that repeat one another; `CURVE` when there are none left: fit."""
        left = np.flatnonzero(self.kept[:-1])
        inflated = [at for at in left.tolist() if inflation[at] > self._recipe.vif_max]
        if not inflated or len(left) < 2:
            return CURVE
        weakest = min(inflated, key=lambda at: (self._attribute_at(at).iv or 0.0, self._attribute_at(at).name))
        self.kept[weakest] = 0.0
        reason = f"repeats other columns: VIF {inflation[weakest]:.1f} above {self._recipe.vif_max:g}"
        self._leave_out(self._attribute_at(weakest).name, reason)
        return PRUNE

    def hear(self, coefficients: Reals, change: float, steps: int) -> bytes:
        """What to do next: a step with a new curvature or with the last one, be done, or give up.

        While a coefficient is negative the most negative one goes, and the fit goes on.
        """
        self._coefficients = coefficients * self.kept
        left = np.flatnonzero(self.kept[:-1])
        if steps >= STEPS_MAX or not len(left):
            return STUCK
        if change >= _ROUGH:
            return CURVE if change >= _FAR else STEP
        worst = int(left[np.argmin(self._coefficients[left])])
        if self._coefficients[worst] > 0:
            return DONE if change < SETTLED else STEP
        self.kept[worst] = 0.0
        self._leave_out(self._attribute_at(worst).name, "wrong sign beside the other columns")
        return STEP if len(left) > 1 else STUCK

    def card(self, strength: float) -> Scorecard:
        """The card of the coefficients heard last."""
        slopes, kept = {}, []
        intercept = float(self._coefficients[-1])
        for at, item in enumerate(self._all()):
            if item is not None and self.kept[at]:
                slope = float(self._coefficients[at] / self._spreads[at])
                intercept -= slope * self._centres[at]
                slopes[item.attribute.name] = slope
                kept.append(item)
        found = Regression(tuple(kept), slopes, {}, intercept, 1 / strength, 0.0, ())
        return card_of(found, self.excluded, self._recipe)

    def points(self, card: Scorecard) -> Matrix:
        """The points of each fine bin of the custodians on that card, in hundredths."""
        compiled = {attribute.name: Compiled(attribute, 0, 1) for attribute in card.attributes}
        parts = []
        for one in self._given:
            table = compiled.get(one.fine.name)
            parts.append(np.zeros(one.fine.bins, dtype=np.int64) if table is None else _points(one.fine, table))
        return np.concatenate(parts)

    def _bin_owned(self, party: str, owned: Mapping[str, NDArray[Any]]) -> list[Placed]:
        """Its own columns, cut and counted by the very rules that hold for the custodians'."""
        placed = []
        for name, values in owned.items():
            reason = unfit(values)
            if reason:
                self._leave_out(name, reason)
                continue
            fine = FineBins.cut(name, values)
            counts = _counts(fine.place(values), fine.bins, self._good)
            groups = pooled(fine, _enough(counts))
            groups = pooled_again(fine, groups, _enough(_grouped(counts, groups)))
            found = self._attribute(Given(party, fine), groups, _grouped(counts, groups))
            if found is not None:
                placed.append(Placed.of(found[0], values))
        return placed

    def _attribute(self, one: Given, groups: Places, counts: Matrix) -> tuple[Attribute, Reals] | None:
        """The attribute and its WOE by fine bin, if it is worth having."""
        if (groups < 0).all():
            self._leave_out(one.fine.name, "too few good or bad rows in every bin")
            return None
        found, woes = attribute_of(one.fine, groups, counts[:, 0].tolist(), counts[:, 1].tolist())
        if (found.iv or 0.0) < self._recipe.iv_min:
            self._leave_out(found.name, f"information value {found.iv:.3f} below {self._recipe.iv_min}")
            return None
        return replace(found, source=one.party), woes

    def _moments(self) -> tuple[Reals, Reals]:
        """Mean and standard deviation of each attribute's WOE over the rows; both 0 where it has none."""
        centres, spreads = [], []
        for item in self._placed:
            centres.append(float(item.woes.mean()))
            spreads.append(float(item.woes.std()))
        for one, woes in zip(self._given, self._woes, strict=True):
            rows = np.array(one.fine.rows)
            centre = float(woes @ rows / rows.sum())
            centres.append(centre)
            spreads.append(float(np.sqrt((woes - centre) ** 2 @ rows / rows.sum())))
        return np.array(centres), np.array(spreads)

    def _all(self) -> list[Placed | None]:
        given = [
            None
            if attribute is None
            else Placed(attribute, compiled := Compiled(attribute, 0, 1), _NOWHERE, _woes_of(compiled))
            for attribute in self._attributes
        ]
        return [*self._placed, *given]

    def _attribute_at(self, at: int) -> Attribute:
        if at < self.owned:
            return self._placed[at].attribute
        found = self._attributes[at - self.owned]
        assert found is not None  # only those that have a column are asked for
        return found

    def _leave_out(self, name: str, reason: str) -> None:
        self.excluded.append(Excluded(name, reason))


def _counts(places: Places, bins: int, good: NDArray[np.bool_]) -> Matrix:
    """Good and bad rows of each bin (bins, 2)."""
    return np.stack([np.bincount(places[good == one], minlength=bins) for one in (True, False)], axis=1)


def _grouped(counts: Matrix, groups: Places) -> Matrix:
    """The same of each group, named by one of its bins."""
    summed = np.zeros_like(counts)
    np.add.at(summed, groups[groups >= 0], counts[groups >= 0])
    return summed


def _enough(counts: Matrix) -> list[bool]:
    return [bool(row.min() >= CELL_MIN) for row in counts]


_NOWHERE: NDArray[np.uint8] = np.empty(0, dtype=np.uint8)


def _woes_of(compiled: Compiled) -> Reals:
    return np.array([item.woe or 0.0 for item in compiled.bins])


def _points(fine: FineBins, table: Compiled) -> Matrix:
    """The points of each fine bin, by the very code that scores: one value of each bin is placed."""
    if fine.numeric:
        below = fine.edges[0] - 1.0 - abs(fine.edges[0]) if fine.edges else 0.0
        samples: NDArray[Any] = np.array([below, *fine.edges, np.nan])
    else:
        samples = np.array([*fine.categories, "".join(fine.categories) + "?", None], dtype=object)
    places = np.empty(len(samples), dtype=np.uint8)
    table.place(samples, places)
    return table.points[places].astype(np.int64)


def bands(card: Scorecard, count: int) -> Matrix:
    """Rising lower edges of bands of score, in hundredths: the first below every score, the others spread over
    the scores that the card gives to its training rows, where it says how many fell in each bin."""
    scaling = card.scaling
    mean, variance = card.base_points, 0.0
    for attribute in card.attributes:
        bins = [item for item in attribute.bins if item.kind is not BinKind.NOT_GRANTED]
        shares = np.array([float(item.count or 0) for item in bins])
        points = np.array([item.points for item in bins])
        shares = shares / shares.sum() if shares.any() else np.full(len(bins), 1 / len(bins))
        mean += float(shares @ points)
        variance += float(shares @ (points - shares @ points) ** 2)
    reach = 4.5 * np.sqrt(variance) + 0.01 * count
    low, high = max(mean - reach, scaling.score_min), min(mean + reach, scaling.score_max)
    edges = np.round(np.linspace(low, high, count - 1) * 100).astype(np.int64)
    return np.concatenate([[-(2**40)], edges])


def points_of(card: Scorecard, party: str, frame: Mapping[str, NDArray[Any]], rows: int) -> Matrix:
    """What a party's own attributes give each of its rows on that card, in hundredths."""
    total = np.zeros(rows, dtype=np.int64)
    for attribute in card.attributes:
        if attribute.source == party:
            table = Compiled(attribute, 0, 1)
            places = np.empty(rows, dtype=np.uint8)
            table.place(table.column(frame[attribute.name]), places)
            total += table.points[places]
    return total
