"""How likely a lender approves, by the probability of default: calibrated for each lender, or the shipped guess. Pure.

A curve is points between which it is straight, so that a banker can read it and two machines compute the same. A
lender without a curve of its own takes the pooled one. Every condition that is still open multiplies by `per_ask`.

>>> guess().likelihood("bank-x", 0.05, asks=0), guess().likelihood("bank-x", None, asks=1)
(0.8, 0.45)
"""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

from puhui.kernel import Text
from puhui.market.errors import ApprovalRefused
from puhui.market.settings import settings

_KNOTS = (0.0, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.35, 1.0)
_LEAST_PD = 1e-4
_STAGE = "market.approval"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Approval:
    """Likelihoods at `knots` of the probability of default, pooled and by lender."""

    version: str
    knots: tuple[float, ...]
    pooled: tuple[float, ...]
    lenders: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    unknown: float = 0.5
    per_ask: float = 0.9

    def __post_init__(self) -> None:
        curves = [self.pooled, *self.lenders.values()]
        rising = all(a < b for a, b in zip(self.knots, self.knots[1:], strict=False))
        if len(self.knots) < 2 or self.knots[0] != 0 or self.knots[-1] != 1 or not rising:
            raise ApprovalRefused(reason=Text(zh="结点须从 0 升到 1", en="the knots rise from 0 to 1"), stage=_STAGE)
        if any(len(one) != len(self.knots) or not all(0 <= p <= 1 for p in one) for one in curves):
            raise ApprovalRefused(
                reason=Text(zh="曲线的每个结点都须有可能性", en="a curve has a likelihood for every knot"), stage=_STAGE
            )
        if not (0 <= self.unknown <= 1 and 0 <= self.per_ask <= 1):
            raise ApprovalRefused(
                reason=Text(zh="unknown 与 per_ask 须在 0 与 1 之间", en="`unknown` and `per_ask` lie between 0 and 1"),
                stage=_STAGE,
            )

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The curves of their JSON; raises `ApprovalRefused`."""
        try:
            raw: dict[str, Any] = json.loads(data)
            return cls(
                version=str(raw["version"]),
                knots=tuple(float(one) for one in raw["knots"]),
                pooled=tuple(float(one) for one in raw["pooled"]),
                lenders={str(name): tuple(float(p) for p in one) for name, one in raw["lenders"].items()},
                unknown=float(raw["unknown"]),
                per_ask=float(raw["per_ask"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as reason:
            raise ApprovalRefused(reason=str(reason) or repr(reason), stage=_STAGE) from None

    def dump(self) -> bytes:
        """The JSON of which `parse` makes the same curves."""
        told = {"version": self.version, "knots": self.knots, "pooled": self.pooled, "lenders": dict(self.lenders)}
        return json.dumps(told | {"unknown": self.unknown, "per_ask": self.per_ask}, indent=1).encode()

    def curve(self, lender: str) -> tuple[float, ...]:
        """The lender's curve, or the pooled one."""
        return self.lenders.get(lender, self.pooled)

    def likelihood(self, lender: str, pd: float | None, *, asks: int) -> float:
        """Between 0 and 1; `asks` conditions are still open."""
        return self._at(self.curve(lender), pd) * self.ask_factor(asks)

    def likelihoods(self, lender: str, pd: Floats) -> Floats:
        """The same for many, NaN where none is known, before open conditions."""
        curve, knots = np.array(self.curve(lender)), np.array(self.knots)
        known = np.where(np.isnan(pd), 0.0, pd)
        left = np.clip(np.searchsorted(knots, known, side="right") - 1, 0, len(knots) - 2)
        share = (known - knots[left]) / (knots[left + 1] - knots[left])
        found = curve[left] + (curve[left + 1] - curve[left]) * share
        return np.where(np.isnan(pd), self.unknown, found)

    def ask_factor(self, asks: int) -> float:
        """What open conditions multiply by."""
        return float(self.per_ask**asks)

    def _at(self, curve: Sequence[float], pd: float | None) -> float:
        if pd is None:
            return self.unknown
        left = min(max(bisect_right(self.knots, pd) - 1, 0), len(self.knots) - 2)
        share = (pd - self.knots[left]) / (self.knots[left + 1] - self.knots[left])
        return curve[left] + (curve[left + 1] - curve[left]) * share


@cache
def guess() -> Approval:
    """The guess before any outcome is known: falls straight to none at the setting `pd_no_approval`."""
    of = settings().of
    return Approval(
        version=f"guess-{settings().version}",
        knots=(0.0, of["pd_no_approval"], 1.0),
        pooled=(1.0, 0.0, 0.0),
        unknown=of["approval_unknown"],
        per_ask=of["approval_per_ask"],
    )


@dataclass(frozen=True)
class Outcomes:
    """Applications that were decided; `pd` is the probability of default at the time, NaN where there was none."""

    lender: Sequence[str]
    pd: Floats
    asks: NDArray[np.int_]
    approved: NDArray[np.bool_]


def fit_approval(outcomes: Outcomes, *, version: str, strength: float = 4.0) -> Approval:
    """Curves from outcomes: for each lender `expit(a + b·logit(pd))`, b never positive, drawn towards the pooled fit.

    `strength` is the weight of that pull: a lender with few outcomes keeps the pooled curve, one with many its own
    (the posterior mode under a normal prior round the pooled fit). Raises `ApprovalRefused` without outcomes of both
    kinds.
    """
    approved = np.asarray(outcomes.approved, dtype=float)
    if not 0 < approved.sum() < len(approved):
        raise ApprovalRefused(
            reason=Text(zh="须既有通过也有拒绝", en="there must be approvals and refusals"), stage=_STAGE
        )
    known, asks = ~np.isnan(outcomes.pd), np.asarray(outcomes.asks)
    plain = known & (asks == 0) if (known & (asks == 0)).sum() >= len(approved) // 4 else known
    pooled = _fit(outcomes.pd[plain], approved[plain], np.array([0.0, -1.0]), 0.01)
    names = np.asarray(outcomes.lender)
    own = {
        str(name): _fit(outcomes.pd[plain & (names == name)], approved[plain & (names == name)], pooled, strength)
        for name in np.unique(names)
    }
    without = approved[~known]
    return Approval(
        version=version,
        knots=_KNOTS,
        pooled=_curve(pooled),
        lenders={name: _curve(one) for name, one in own.items()},
        unknown=round(float(without.mean()) if len(without) else guess().unknown, 4),
        per_ask=_per_ask(outcomes, own, pooled),
    )


def _fit(pd: Floats, approved: Floats, towards: Floats, strength: float) -> Floats:
    x = logit(np.clip(pd, _LEAST_PD, 1 - _LEAST_PD))

    def loss(ab: Floats) -> float:
        z = ab[0] + ab[1] * x
        return float(np.logaddexp(0, z).sum() - (approved * z).sum() + strength / 2 * ((ab - towards) ** 2).sum())

    return np.asarray(minimize(loss, towards, bounds=[(-20, 20), (-20, 0)], method="L-BFGS-B").x)


def _curve(ab: Floats) -> tuple[float, ...]:
    at = np.clip(np.array(_KNOTS), _LEAST_PD, 1 - _LEAST_PD)
    return tuple(np.round(expit(ab[0] + ab[1] * logit(at)), 4).tolist())


def _per_ask(outcomes: Outcomes, own: Mapping[str, Floats], pooled: Floats) -> float:
    """The factor under which the likelihoods of applications with open conditions add up to their approvals."""
    asks, pd = np.asarray(outcomes.asks), outcomes.pd
    some = (asks > 0) & ~np.isnan(pd)
    if not some.any():
        return guess().per_ask
    fits = np.array([own.get(str(name), pooled) for name in np.asarray(outcomes.lender)[some]])
    before = expit(fits[:, 0] + fits[:, 1] * logit(np.clip(pd[some], _LEAST_PD, 1 - _LEAST_PD)))
    factors = np.linspace(0, 1, 101)
    short = [abs(float((before * factor ** asks[some]).sum() - outcomes.approved[some].sum())) for factor in factors]
    return round(float(factors[int(np.argmin(short))]), 2)
