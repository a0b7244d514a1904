"""Fitting: columns and outcomes in, a scorecard out. Logistic regression on weights of evidence, for the odds of good.

1. Columns that cannot serve are put aside: constant, dates, one value for nearly every row (an identifier).
2. Each column is binned (`binning.py`); information value below 0.02 goes, above 0.5 is said aloud as a possible leak.
3. Of columns that repeat one another (VIF above 5) the weaker goes.
4. The regression's ridge penalty is chosen by cross-validated log loss. While a coefficient is negative, the most
   negative one's column goes and the fit is done again.
5. Points are `factor · coefficient · WOE`, rounded to 1/100; what is constant is `base_points`.

The same data, recipe and seed give the same card, byte for byte.

>>> rng = np.random.default_rng(1)
>>> x = rng.normal(size=3000)
>>> bad = rng.random(3000) < 1 / (1 + np.exp(2 + x))
>>> fitted = fit({"x": x, "day": np.full(3000, 7.0)}, bad, Recipe(name="demo"))
>>> [a.name for a in fitted.card.attributes], fitted.card.excluded
(['x'], ({'column': 'day', 'reason': 'constant: one value in all rows'},))
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import Attribute, BinKind, ReasonText, Source
from puhui.credit.binning import Binning, Bools, bin_categories, bin_numbers
from puhui.credit.errors import NothingToLearnFrom, TargetHasOneClass
from puhui.credit.grades import Scaling
from puhui.credit.regression import Placed, Regression, regress
from puhui.credit.scorecard import Kind, Scorecard
from puhui.credit.selection import (
    AUC_SUSPICIOUS,
    IV_SUSPICIOUS,
    IV_USELESS,
    PURE_SUSPICIOUS,
    VIF_MAX,
    Excluded,
    variance_inflation,
)
from puhui.kernel import Text

MIN_ROWS = 100
MIN_CLASS = 20
_IDENTIFIER_SHARE = 0.9  # distinct values per row from which text or a key says nothing general
_DATA = Source("data", Text(zh="数据", en="data"), 1.0)


@dataclass(frozen=True, slots=True)
class Column:
    """What the modeller knows of a column: its words, its source, how it may run, which values are codes."""

    label: Text | None = None
    source: str = "data"
    group: str = ""
    binning: Binning = field(default_factory=Binning)
    reason: ReasonText | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything but the data that a card depends on."""

    name: str
    version: str = "1"
    label: Text | None = None
    seed: int = 0
    columns: Mapping[str, Column] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    scaling: Scaling = field(default_factory=Scaling)
    iv_min: float = IV_USELESS
    vif_max: float = VIF_MAX
    without_doubtful: bool = False  # leave out what looks too good to be known at application


@dataclass(frozen=True, slots=True)
class Fitted:
    """A card, what to say aloud about it, and what was chosen: the ridge, and how free adjustments are (0: none)."""

    model: Scorecard
    notes: tuple[Text, ...]
    penalty: float
    freedom: float

    @property
    def card(self) -> Scorecard:
        """The model: a card."""
        return self.model

    @property
    def choices(self) -> dict[str, Any]:
        """What was chosen, as the card's file keeps it."""
        return {"penalty": self.penalty, "adjustment_freedom": self.freedom}


def fit(
    frame: Mapping[str, NDArray[Any]],
    bad: Bools,
    recipe: Recipe,
    progress: Callable[[str], None] = lambda _: None,
) -> Fitted:
    """Fit a card to columns (float arrays are quantities, object arrays categories) and outcomes (true is bad).

    `progress` is called with each column's name as it is binned. Raises `TargetHasOneClass`, `NothingToLearnFrom`.
    """
    enough(bad)
    excluded: list[Excluded] = []
    notes: list[Text] = []
    binned: list[Placed] = []
    for name, values in frame.items():
        progress(name)
        reason = unfit(values)
        if reason:
            excluded.append(Excluded(name, reason))
            continue
        attribute = bin_column(name, values, bad, recipe.columns.get(name, Column()))
        if (attribute.iv or 0.0) < recipe.iv_min:
            excluded.append(Excluded(name, f"information value {attribute.iv:.3f} below {recipe.iv_min}"))
            continue
        placed = Placed.of(attribute, values)
        doubts = suspicions(placed, bad)
        notes.extend(doubts)
        if doubts and recipe.without_doubtful:
            excluded.append(Excluded(name, doubts[0].en))
        else:
            binned.append(placed)
    if not binned:
        raise NothingToLearnFrom(
            reason=Text(zh="没有能区分好坏的列", en="no column tells good from bad"), stage="credit.fit"
        )
    binned, repeated = _without_repetition(binned, recipe.vif_max)
    found = regress(binned, bad, recipe.seed)
    card = card_of(found, [*excluded, *repeated, *found.excluded], recipe)
    return Fitted(card, tuple(notes), found.penalty, found.freedom)


def enough(bad: Bools) -> None:
    """Raise `TargetHasOneClass` or `NothingToLearnFrom` where there are too few rows of a class to learn from."""
    bads, goods = int(bad.sum()), int((~bad).sum())
    if not bads or not goods:
        raise TargetHasOneClass(column="target", found="bad" if bads else "good", stage="credit.fit")
    if len(bad) < MIN_ROWS or min(bads, goods) < MIN_CLASS:
        reason = Text(
            zh=f"好样本 {goods} 行、坏样本 {bads} 行；至少需 {MIN_ROWS} 行，每类至少 {MIN_CLASS} 行",
            en=f"{goods} good and {bads} bad rows; at least {MIN_ROWS} rows and {MIN_CLASS} of each are needed",
        )
        raise NothingToLearnFrom(reason=reason, stage="credit.fit")


def unfit(values: NDArray[Any]) -> str:
    """Why a column cannot serve at all; empty if it can."""
    if values.dtype.kind == "M":
        return "a date: derive a duration from it"
    if values.dtype.kind in "fiub":
        known = values[np.isfinite(values)] if values.dtype.kind == "f" else values
        if len(known) and len(np.unique(known)) == len(known) == len(values) and np.all(known == np.round(known)):
            return "an identifier: a different whole number in every row"
    else:
        known = np.array([value for value in values.tolist() if value not in (None, "")], dtype=object)
        if len(known) and len(set(known.tolist())) > _IDENTIFIER_SHARE * len(known):
            return "an identifier: nearly every row has a value of its own"
    if len(known) == 0:
        return "empty: no value in any row"
    if len(known) == len(values) and len(set(known.tolist())) == 1:
        return "constant: one value in all rows"
    return ""


def bin_column(name: str, values: NDArray[Any], bad: Bools, column: Column) -> Attribute:
    """One column binned by its type, with what the modeller says of it."""
    if values.dtype.kind in "fiub":
        attribute = bin_numbers(name, values.astype(np.float64), bad, column.binning)
    else:
        attribute = bin_categories(name, values, bad, column.binning)
    label = column.label or attribute.label
    return replace(attribute, label=label, source=column.source, group=column.group, reason=column.reason)


def suspicions(placed: Placed, bad: Bools) -> list[Text]:
    """What looks too good to be known at application: the column as a whole, or a large bin without one bad row."""
    from puhui.credit.validation import auc

    found = []
    attribute = placed.attribute
    value, alone = attribute.iv or 0.0, auc(-placed.woes, bad)
    if value > IV_SUSPICIOUS or alone >= AUC_SUSPICIOUS:
        found.append(
            Text(
                zh=f"列“{attribute.name}”的信息值为 {value:.2f}（单独 AUC {alone:.3f}），"
                "疑似泄漏结果：请核实它在申请时是否已知",
                en=f"column {attribute.name!r} has information value {value:.2f} (AUC {alone:.3f} alone): it may leak "
                "the outcome; check that it is known at application",
            )
        )
    for item in attribute.bins:
        expected = (item.count or 0) * float(bad.mean())
        if item.bad_rate == 0.0 and expected >= PURE_SUSPICIOUS:
            found.append(
                Text(
                    zh=f"列“{attribute.name}”取“{item.text.zh}”的 {item.count} 行没有一个坏户"
                    f"（平均应有 {expected:.0f} 个），"
                    "疑似泄漏结果：请核实",
                    en=f"column {attribute.name!r}: none of the {item.count} rows of {item.text.en!r} is bad where "
                    f"{expected:.0f} would be average: it may leak the outcome; check how it is recorded",
                )
            )
    return found


def _without_repetition(binned: list[Placed], most: float) -> tuple[list[Placed], list[Excluded]]:
    kept, excluded = list(binned), list[Excluded]()
    while len(kept) > 1:
        inflation = variance_inflation(np.column_stack([item.woes for item in kept]))
        inflated = [number for number in range(len(kept)) if inflation[number] > most]
        if not inflated:
            break
        weakest = min(inflated, key=lambda number: (kept[number].attribute.iv or 0.0, kept[number].attribute.name))
        gone = kept.pop(weakest).attribute.name
        excluded.append(Excluded(gone, f"repeats other columns: VIF {inflation[weakest]:.1f} above {most:g}"))
    return kept, excluded


def card_of(found: Regression, excluded: list[Excluded], recipe: Recipe) -> Scorecard:
    """The card of a regression: step 5 of this module's rules."""
    scaling = recipe.scaling
    attributes = tuple(_pointed(item, found, scaling) for item in found.kept)
    used = {attribute.source for attribute in attributes}
    known = {source.source: source for source in recipe.sources}
    spread = {name: _spread([a for a in attributes if a.source == name]) for name in sorted(used)}
    sources = tuple(
        known.get(name)
        or (_DATA if name == _DATA.source else Source(name, Text(zh=name, en=name), round(max(weight, 0.01), 2)))
        for name, weight in spread.items()
    )
    return Scorecard(
        kind=Kind.FITTED,
        name=recipe.name,
        version=recipe.version,
        label=recipe.label or Text(zh=recipe.name, en=recipe.name),
        base_points=round(scaling.offset + scaling.factor * found.intercept, 2),
        intercept=round(found.intercept, 6),
        scaling=scaling,
        sources=sources,
        attributes=attributes,
        excluded=tuple({"column": item.column, "reason": item.reason} for item in excluded),
    )


def _pointed(item: Placed, found: Regression, scaling: Scaling) -> Attribute:
    """The attribute with its coefficient and points; its bins in the order of the compiled attribute."""
    name = item.attribute.name
    coefficient = round(found.coefficients.get(name, 0.0), 6)
    adjustments = found.adjustments.get(name)
    bins = []
    for number, old in enumerate(item.compiled.bins):
        adjustment = None if adjustments is None else round(float(adjustments[number]), 6) + 0.0
        odds = coefficient * (old.woe or 0.0) + (adjustment or 0.0)
        bins.append(replace(old, adjustment=adjustment, points=round(scaling.factor * odds, 2) + 0.0))
    return replace(item.attribute, coefficient=coefficient, bins=tuple(bins))


def _spread(attributes: list[Attribute]) -> float:
    """The standard deviation in points that a source's attributes bring: its weight in coverage unless one is given."""
    variance = 0.0
    for attribute in attributes:
        points = np.array([item.points for item in attribute.bins if item.kind is not BinKind.NOT_GRANTED])
        shares = np.array([float(item.count or 0) for item in attribute.bins if item.kind is not BinKind.NOT_GRANTED])
        shares /= shares.sum()
        variance += float(shares @ (points - shares @ points) ** 2)
    return math.sqrt(variance)
