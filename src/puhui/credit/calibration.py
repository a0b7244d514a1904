"""Calibration: whether a model's PDs are still the rates that come, and what to do when they are not.

Outcomes are regressed on the model's own log odds: `logit P(bad) = intercept + slope · logit PD` (Cox 1958). An
intercept off 0 says that the base rate moved; a slope off 1 that the model spreads its PDs too far (< 1) or not enough.
The order of the rows, and so AUC, stays. Auto moves the base rate alone unless a likelihood-ratio test at 5 % wants the
slope.

A recalibrated model is a new model: its file says what it was calibrated on, from which mean PD to which rate, with
intervals, and whose calibration it replaces. A card stays a card: every point is stretched by the slope.

>>> rng = np.random.default_rng(3)
>>> pd = rng.beta(2, 18, 20_000)
>>> bad = rng.random(20_000) < 2 * pd / (1 + pd)    # the odds of bad have doubled
>>> found = recalibration(pd, bad)
>>> found.method, round(found.intercept.value, 2), found.slope.value
('intercept', 0.67, 1.0)
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np
from scipy.special import chdtrc, ndtri

from puhui.credit.binning import Bools
from puhui.credit.challenger import Challenger
from puhui.credit.errors import DiscriminationLost, NothingToLearnFrom, PdNotCalibrated, TargetHasOneClass
from puhui.credit.grades import Floats, Scaling
from puhui.credit.models import Model
from puhui.credit.scorecard import Kind, Scorecard
from puhui.credit.validation import Interval
from puhui.kernel import Text

Method = Literal["auto", "intercept", "slope"]
MIN_ROWS, MIN_CLASS = 100, 20
_SLOPE_P = 0.05
_EDGE = 1e-6  # a PD closer to 0 or 1 than this counts as that


@dataclass(frozen=True, slots=True)
class Recalibration:
    """The map from a model's log odds of bad to those that came, with 95 % intervals, and what it was found on."""

    method: Literal["intercept", "slope"]
    intercept: Interval
    slope: Interval
    rows: int
    bads: int
    mean_pd: float

    @property
    def bad_rate(self) -> float:
        """The rate that came."""
        return self.bads / self.rows

    def pd(self, pd: Floats) -> Floats:
        """PDs as they should have been."""
        odds = self.intercept.value + self.slope.value * _logit(pd)
        mapped: Floats = 1.0 / (1.0 + np.exp(-odds))
        return mapped

    def as_dict(self) -> dict[str, Any]:
        """The step as a model's file keeps it."""
        rounded = {
            name: {key: round(value, 6) for key, value in asdict(interval).items()}
            for name, interval in (("intercept", self.intercept), ("slope", self.slope))
        }
        return {
            "method": self.method,
            **rounded,
            "rows": self.rows,
            "bads": self.bads,
            "from_rate": round(self.mean_pd, 6),
            "to_rate": round(self.bad_rate, 6),
        }


def recalibration(pd: Floats, bad: Bools, method: Method = "auto") -> Recalibration:
    """Find the map on rows that the model was not fitted on.

    Raises `TargetHasOneClass`, `NothingToLearnFrom` (fewer than 100 rows, or 20 of a class), and `DiscriminationLost`
    where a slope is wanted and its interval reaches 0: then no map of these PDs says who is worse.
    """
    bads, rows = int(bad.sum()), len(bad)
    if bads in (0, rows):
        raise TargetHasOneClass(column="target", found="bad" if bads else "good", stage="credit.calibration")
    if rows < MIN_ROWS or min(bads, rows - bads) < MIN_CLASS:
        reason = Text(
            zh=f"好样本 {rows - bads} 行、坏样本 {bads} 行；共需 {MIN_ROWS} 行，每类至少 {MIN_CLASS} 行",
            en=f"{rows - bads} good and {bads} bad rows; {MIN_ROWS} rows and {MIN_CLASS} of each are needed",
        )
        raise NothingToLearnFrom(reason=reason, stage="credit.calibration")
    odds = _logit(pd)
    moved, loss_moved, error = _newton(odds, bad, sloped=False)
    intercept, slope = _interval(moved[0], error[0]), Interval(1.0, 1.0, 1.0)
    chosen: Literal["intercept", "slope"] = "intercept"
    if method != "intercept":
        both, loss_both, errors = _newton(odds, bad, sloped=True)
        gain = 2 * (loss_moved - loss_both)
        if method == "slope" or chdtrc(1, gain) < _SLOPE_P:
            chosen = "slope"
            intercept, slope = _interval(both[0], errors[0]), _interval(both[1], errors[1])
            if slope.low <= 0:
                raise DiscriminationLost(low=round(slope.low, 3), high=round(slope.high, 3), stage="credit.calibration")
    return Recalibration(chosen, intercept, slope, rows, bads, float(pd.mean()))


def recalibrated(model: Model, found: Recalibration, *, version: str, replaces: str, on: Mapping[str, Any]) -> Model:
    """The model with its PDs mapped, as a new version. `replaces` is the old file's digest; `on` says what the outcomes
    were: digest, from, to."""
    parent = {"name": model.name, "version": model.version, "digest": replaces}
    step = found.as_dict() | {"calibrated_on": dict(on), "replaces": parent}
    a, b = step["intercept"]["value"], step["slope"]["value"]
    before = model.calibration.get("applied", {"intercept": 0.0, "slope": 1.0})
    calibration = {
        "applied": {"intercept": round(a + b * before["intercept"], 6), "slope": round(b * before["slope"], 6)},
        "steps": [*model.calibration.get("steps", ()), step],
    }
    training = dict(model.training)
    if "scores" in training:  # the distribution in training, on the new scale: PSI compares with it
        edges = [round(_moved(edge, model.scaling, a, b), 2) for edge in training["scores"]["edges"]]
        training["scores"] = {"edges": edges, "counts": training["scores"]["counts"]}
    if isinstance(model, Challenger):
        return replace(model, version=version, calibration=calibration, training=training)
    return replace(_stretched(model, a, b), version=version, calibration=calibration, training=training)


def pd_is_calibrated(model: Model) -> bool:
    """Whether its PDs come from outcomes: fitted on them, or recalibrated. An expert card's are the scale's alone."""
    return bool(model.calibration.get("steps")) or not (isinstance(model, Scorecard) and model.kind is Kind.EXPERT)


def need_calibrated(model: Model) -> None:
    """Raise `PdNotCalibrated` for a model whose PDs no outcomes ever touched: limit and price must not rest on them."""
    if not pd_is_calibrated(model):
        raise PdNotCalibrated(model=f"{model.name} {model.version}", stage="credit.calibration")


def calibration_text(model: Model) -> Text:
    """Where the model's PDs come from, for a person."""
    steps = model.calibration.get("steps", ())
    if steps:
        last = steps[-1]
        moved = f"{last['from_rate']:.2%} → {last['to_rate']:.2%}"
        on = last["calibrated_on"]
        when = " … ".join(str(on[key]) for key in ("from", "to") if key in on)
        return Text(
            zh=f"违约概率已重新校准：{moved}（{last['rows']} 行，坏户 {last['bads']}{'，' + when if when else ''}）",
            en=f"PD recalibrated: {moved} ({last['rows']} rows, {last['bads']} bad{', ' + when if when else ''})",
        )
    if pd_is_calibrated(model):
        return Text(zh="违约概率来自训练数据的违约结果", en="PD is that of the outcomes in training")
    return Text(
        zh="违约概率取自评分刻度，未经任何违约结果校准", en="PD is that of the scale: no outcomes have calibrated it"
    )


def _moved(score: float, scaling: Scaling, a: float, b: float) -> float:
    """The score of log odds of bad `a + b · x` where `score` is that of x."""
    return scaling.offset - scaling.factor * a + b * (score - scaling.offset)


def _stretched(card: Scorecard, a: float, b: float) -> Scorecard:
    attributes = tuple(
        replace(
            attribute,
            coefficient=None if attribute.coefficient is None else round(b * attribute.coefficient, 6),
            bins=tuple(
                replace(
                    item,
                    points=round(b * item.points, 2) + 0.0,
                    adjustment=None if item.adjustment is None else round(b * item.adjustment, 6) + 0.0,
                )
                for item in attribute.bins
            ),
        )
        for attribute in card.attributes
    )
    return replace(
        card,
        attributes=attributes,
        base_points=round(_moved(card.base_points, card.scaling, a, b), 2),
        intercept=None if card.intercept is None else round(b * card.intercept - a, 6),
    )


def _logit(pd: Floats) -> Floats:
    inside = np.clip(pd, _EDGE, 1 - _EDGE)
    odds: Floats = np.log(inside / (1 - inside))
    return odds


def _newton(odds: Floats, bad: Bools, *, sloped: bool) -> tuple[Floats, float, Floats]:
    """Maximum likelihood of intercept (and slope): the estimates, the negative log likelihood, standard errors."""
    design = np.column_stack([np.ones_like(odds), odds]) if sloped else np.ones((len(odds), 1))
    offset = np.zeros_like(odds) if sloped else odds
    found = np.zeros(design.shape[1])
    if sloped:
        found[1] = 1.0
    for _ in range(100):
        p = 1.0 / (1.0 + np.exp(-(design @ found + offset)))
        information = design.T @ (design * (p * (1 - p))[:, None])
        step = np.linalg.solve(information, design.T @ (bad - p))
        found = found + np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < 1e-10:
            break
    margin = (design @ found + offset) * np.where(bad, 1.0, -1.0)
    errors: Floats = np.sqrt(np.diag(np.linalg.inv(information)))
    return found, float(np.logaddexp(0.0, -margin).sum()), errors


def _interval(value: float, error: float) -> Interval:
    reach = float(ndtri(0.975)) * float(error)
    return Interval(float(value), float(value) - reach, float(value) + reach)
