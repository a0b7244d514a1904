"""How good a model is: pure functions on arrays of risk or PD and of outcomes (true is bad).

A risk is any number that is higher for worse; a PD is a risk that claims to be a probability. Statistics and their
thresholds: PSI < 0.1 none, < 0.25 minor, above major shift; Hosmer-Lemeshow against chi-square of G - 2 degrees in
development and G in validation; `Gini = 2 AUC - 1`; `KS = max |F_bad - F_good|`.

>>> bad = np.array([False, False, True, False, True])
>>> risk = np.array([0.1, 0.2, 0.3, 0.4, 0.8])
>>> round(auc(risk, bad), 4), round(ks(risk, bad), 4)
(0.8333, 0.6667)
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc, chdtrc, ndtri

from puhui.credit.errors import TargetHasOneClass
from puhui.credit.grades import Floats

Bools = NDArray[np.bool_]
PSI_MINOR, PSI_MAJOR = 0.10, 0.25
_TINY = 1e-4  # a share below one in ten thousand counts as that, so that an empty bin does not make PSI infinite


@dataclass(frozen=True, slots=True)
class Interval:
    """A statistic with its confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HosmerLemeshow:
    """`Σ (O - E)² / (n p (1 - p))` over groups of rising PD, its degrees of freedom and p-value."""

    statistic: float
    degrees: int
    p_value: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one sample. `auc` has a 95 % DeLong interval."""

    rows: int
    bads: int
    auc: Interval
    gini: float
    ks: float
    brier: float
    mean_pd: float
    bad_rate: float
    hosmer_lemeshow: HosmerLemeshow

    def as_dict(self) -> dict[str, Any]:
        """The figures for JSON, rounded to what they can carry."""
        return {
            "rows": self.rows,
            "bads": self.bads,
            "bad_rate": round(self.bad_rate, 6),
            "mean_pd": round(self.mean_pd, 6),
            "auc": round(self.auc.value, 4),
            "auc_low": round(self.auc.low, 4),
            "auc_high": round(self.auc.high, 4),
            "gini": round(self.gini, 4),
            "ks": round(self.ks, 4),
            "brier": round(self.brier, 5),
            "hosmer_lemeshow": {
                "statistic": round(self.hosmer_lemeshow.statistic, 3),
                "degrees": self.hosmer_lemeshow.degrees,
                "p_value": round(self.hosmer_lemeshow.p_value, 5),
            },
        }


def measure(pd: Floats, bad: Bools, *, development: bool) -> Measures:
    """All figures of one sample; raises `TargetHasOneClass`."""
    interval = auc_interval(pd, bad)
    return Measures(
        rows=len(bad),
        bads=int(bad.sum()),
        auc=interval,
        gini=2 * interval.value - 1,
        ks=ks(pd, bad),
        brier=float(np.mean((pd - bad) ** 2)),
        mean_pd=float(pd.mean()),
        bad_rate=float(bad.mean()),
        hosmer_lemeshow=hosmer_lemeshow(pd, bad, development=development),
    )


def auc(risk: Floats, bad: Bools) -> float:
    """The chance that a bad case has the higher risk, ties counting half (Mann-Whitney)."""
    bads, goods = _two_classes(bad)
    return float((_ranks(risk)[bad].sum() - bads * (bads + 1) / 2) / (bads * goods))


def _ranks(values: Floats) -> Floats:
    from scipy.stats import rankdata  # a second to import, which what only reads a model need not wait for

    found: Floats = rankdata(values)
    return found


def auc_interval(risk: Floats, bad: Bools, confidence: float = 0.95) -> Interval:
    """AUC with its interval by DeLong's variance (DeLong et al. 1988, by ranks after Sun & Xu 2014)."""
    bads, goods = _two_classes(bad)
    ranks = _ranks(risk)
    value = auc(risk, bad)
    of_bad = (ranks[bad] - _ranks(risk[bad])) / goods
    of_good = 1.0 - (ranks[~bad] - _ranks(risk[~bad])) / bads
    variance = (np.var(of_bad, ddof=1) / bads if bads > 1 else 0.0) + (
        np.var(of_good, ddof=1) / goods if goods > 1 else 0.0
    )
    reach = float(ndtri(0.5 + confidence / 2) * np.sqrt(variance))
    return Interval(value, max(0.0, value - reach), min(1.0, value + reach))


def auc_bootstrap(risk: Floats, bad: Bools, rng: np.random.Generator, draws: int = 1000) -> Interval:
    """AUC with a 95 % percentile interval over stratified resamples; for samples too small for DeLong's normal."""
    _two_classes(bad)
    bads, goods = np.flatnonzero(bad), np.flatnonzero(~bad)
    outcome = np.repeat([True, False], [len(bads), len(goods)])
    found = [
        auc(risk[np.concatenate([rng.choice(bads, len(bads)), rng.choice(goods, len(goods))])], outcome)
        for _ in range(draws)
    ]
    low, high = np.quantile(found, [0.025, 0.975])
    return Interval(auc(risk, bad), float(low), float(high))


def roc(risk: Floats, bad: Bools) -> tuple[Floats, Floats]:
    """False and true positive rates as the threshold falls, from (0, 0) to (1, 1), one point per distinct risk."""
    bads, goods = _two_classes(bad)
    order = np.argsort(-risk, kind="stable")
    last = np.append(np.flatnonzero(np.diff(risk[order])), len(risk) - 1)
    true = np.cumsum(bad[order])[last] / bads
    false = np.cumsum(~bad[order])[last] / goods
    return np.append(0.0, false), np.append(0.0, true)


def ks(risk: Floats, bad: Bools) -> float:
    """The largest distance between the distributions of risk of bads and of goods."""
    false, true = roc(risk, bad)
    return float(np.abs(true - false).max())


def hosmer_lemeshow(pd: Floats, bad: Bools, *, development: bool, groups: int = 10) -> HosmerLemeshow:
    """Observed against expected bads in `groups` of equal size; fewer where PDs are tied."""
    table = calibration(pd, bad, groups)
    expected = table.count * table.mean_pd
    spread = np.maximum(expected * (1 - table.mean_pd), 1e-12)
    statistic = float(((table.bads - expected) ** 2 / spread).sum())
    degrees = max(1, len(table.count) - (2 if development else 0))
    return HosmerLemeshow(statistic, degrees, float(chdtrc(degrees, statistic)))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Groups of rising PD: how many rows, their mean PD, how many were bad."""

    count: NDArray[np.int64]
    mean_pd: Floats
    bads: NDArray[np.int64]

    @property
    def bad_rate(self) -> Floats:
        """The observed share of bads of each group."""
        return self.bads / self.count


def calibration(pd: Floats, bad: Bools, groups: int = 10) -> Calibration:
    """Rows in groups of (nearly) equal size by PD; equal PDs share a group."""
    edges = np.unique(np.quantile(pd, np.linspace(0, 1, groups + 1)[1:-1]))
    at = np.searchsorted(edges, pd, side="left")
    count = np.bincount(at, minlength=len(edges) + 1)
    some = count > 0
    total = np.bincount(at, weights=pd, minlength=len(edges) + 1)
    bads = np.bincount(at, weights=bad.astype(float), minlength=len(edges) + 1)
    return Calibration(count[some], total[some] / count[some], bads[some].astype(np.int64))


@dataclass(frozen=True, slots=True)
class Gains:
    """Cumulative shares from the worst down: of rows, and of bads caught; `lift` is their ratio."""

    rows: Floats
    bads: Floats

    @property
    def lift(self) -> Floats:
        """How many times more bads than a random pick of that size."""
        return self.bads / self.rows


def gains(risk: Floats, bad: Bools, groups: int = 10) -> Gains:
    """Gains by `groups` of equal size, worst first."""
    bads, _ = _two_classes(bad)
    caught = np.cumsum(bad[np.argsort(-risk, kind="stable")])
    ends = np.unique(np.round(np.linspace(0, len(bad), groups + 1)[1:]).astype(int))
    return Gains(ends / len(bad), caught[ends - 1] / bads)


def psi(expected: NDArray[Any], actual: NDArray[Any]) -> float:
    """Population stability index of two tables of counts over the same bins: `Σ (a - e) ln(a / e)`; CSI likewise."""
    e = np.maximum(expected / max(expected.sum(), 1), _TINY)
    a = np.maximum(actual / max(actual.sum(), 1), _TINY)
    return float(((a - e) * np.log(a / e)).sum())


def psi_of_scores(expected: Floats, actual: Floats) -> float:
    """PSI of two samples of scores over the deciles of the first."""
    return psi_against(score_table(expected), actual)


def score_table(scores: Floats, groups: int = 10) -> dict[str, list[float]]:
    """A sample's distribution as a card keeps it: inner edges (its quantiles) and the counts between them."""
    known = scores[np.isfinite(scores)]
    edges = np.unique(np.round(np.quantile(known, np.linspace(0, 1, groups + 1)[1:-1]), 2))
    counts = np.bincount(np.searchsorted(edges, known, side="right"), minlength=len(edges) + 1)
    return {"edges": edges.tolist(), "counts": counts.tolist()}


def psi_against(table: Mapping[str, Any], scores: Floats) -> float:
    """PSI of scores against a `score_table`."""
    edges = np.asarray(table["edges"], dtype=np.float64)
    known = scores[np.isfinite(scores)]
    counts = np.bincount(np.searchsorted(edges, known, side="right"), minlength=len(edges) + 1)
    return psi(np.asarray(table["counts"]), counts)


def grade_test(mean_pd: float, bads: int, rows: int) -> float:
    """One-sided binomial p-value that a grade's true PD is not above its stated one."""
    return float(bdtrc(bads - 1, rows, mean_pd)) if bads else 1.0


def folds(
    bad: Bools, count: int, repeats: int, seed: int
) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
    """Repeated stratified folds: (repeat, training rows, test rows)."""
    from sklearn.model_selection import StratifiedKFold

    for repeat in range(repeats):
        splitter = StratifiedKFold(count, shuffle=True, random_state=seed + repeat)
        for train, test in splitter.split(np.zeros(len(bad)), bad):
            yield repeat, train, test


def out_of_fold(
    bad: Bools,
    predict: Callable[[NDArray[np.int64], NDArray[np.int64]], Floats],
    *,
    count: int = 5,
    repeats: int = 1,
    seed: int = 0,
) -> tuple[Floats, list[float]]:
    """Mean out-of-fold predictions of every row over the repeats, and the AUC of each fold.

    `predict(train, test)` fits on the rows `train` and answers PDs of the rows `test`.
    """
    total = np.zeros(len(bad))
    aucs = []
    for _, train, test in folds(bad, count, repeats, seed):
        found = predict(train, test)
        total[test] += found
        aucs.append(auc(found, bad[test]))
    return total / repeats, aucs


def by_time(time: NDArray[Any], share: float = 0.3) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows split by time: about `share` of the newest are the test; rows of one moment stay together."""
    moments, counts = np.unique(time, return_counts=True)
    newest = np.cumsum(counts[::-1])[::-1] / len(time)
    start = int(np.argmin(np.abs(newest - share))) or 1
    if len(moments) < 2:
        raise TargetHasOneClass(
            column="time", found=str(moments[0]) if len(moments) else "nothing", stage="credit.split"
        )
    late = time >= moments[start]
    return np.flatnonzero(~late), np.flatnonzero(late)


def _two_classes(bad: Bools) -> tuple[int, int]:
    bads = int(bad.sum())
    if bads in (0, len(bad)):
        raise TargetHasOneClass(column="target", found="bad" if bads else "good", stage="credit.validation")
    return bads, len(bad) - bads
