"""The figures of a monitoring report: by period, by grade, by group; and the triggers that they hit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from puhui.credit.binning import Bools
from puhui.credit.defaults import MODELS, Defaults
from puhui.credit.grades import Floats, GradeTable
from puhui.credit.models import Model, ModelScores, labels_of
from puhui.credit.monitoring.applications import Applications
from puhui.credit.monitoring.triggers import Trigger, triggers_of
from puhui.credit.report import GradeRow, Sample, grade_rows
from puhui.credit.stability import Stability, stability_of
from puhui.credit.validation import Measures, measure, psi_against, score_table
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period's applications. `bad_low` and `bad_high` are the 95 % interval of the rate that came
    (Clopper-Pearson).

    `measures` is None where outcomes are too few or of one class.
    """

    period: str
    rows: int
    unscored: int
    mean_score: float | None
    psi: float | None
    outcomes: int
    bads: int
    mean_pd: float | None
    bad_low: float | None
    bad_high: float | None
    measures: Measures | None
    approved: float | None
    overridden: float | None
    grades: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Approval of one group in the latest period; `impact` is its rate over that of the group approved most."""

    column: str
    group: str
    rows: int
    approved: float
    impact: float
    judged: bool


@dataclass(frozen=True)
class Monitoring:
    """A monitoring report: everything the page and the JSON show."""

    model: Model
    latest: str
    against: Text
    periods: tuple[PeriodRow, ...]
    quarters: tuple[tuple[str, Measures], ...]
    stability: Stability | None
    grades: tuple[GradeRow, ...]
    sample: Sample | None
    groups: tuple[GroupRow, ...]
    segments: tuple[tuple[str, int, float], ...]
    triggers: tuple[Trigger, ...]
    notes: tuple[Text, ...]

    def as_dict(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "format": "puhui-monitoring/1",
            "model": {"name": self.model.name, "version": self.model.version},
            "latest": self.latest,
            "against": asdict(self.against),
            "review": bool(self.triggers),
            "triggers": [trigger.as_dict() for trigger in self.triggers],
            "periods": [_period_dict(row) for row in self.periods],
            "quarters": [{"quarter": quarter, **found.as_dict()} for quarter, found in self.quarters],
            "csi": dict(self.stability.csi) if self.stability else {},
            "grades": [asdict(row) | {"mean_pd": _finite(row.mean_pd)} for row in self.grades],
            "groups": [asdict(row) for row in self.groups],
            "segments": [{"segment": name, "rows": rows, "approved": rate} for name, rows, rate in self.segments],
            "notes": [asdict(note) for note in self.notes],
            "labels": {name: asdict(label) for name, label in labels_of(self.model).items()},
            "grade_names": list(GradeTable.shipped(self.model.grades).grades),
            "limits": _limits(self.model),
            "defaults": f"{MODELS.name}@{MODELS.version}",
        }


def monitor(model: Model, log: Applications, limits: Defaults = MODELS) -> Monitoring:
    """Score the applications again and say how the model does; the latest period is judged against all before it.

    Raises what scoring raises.
    """
    scores = model.score(log.frame)
    latest = log.periods[-1]
    first = log.period == log.periods[0]
    own = model.training.get("scores")
    table = own or score_table(scores.score[first])
    rows = tuple(_period(name, log, scores, table, limits) for name in log.periods)
    now = log.period == latest
    stability = stability_of(model, {name: values[now] for name, values in log.frame.items()}, scores.score[now], table)
    quarters = tuple(
        (str(quarter), found)
        for quarter in np.unique(log.quarter)
        if (found := _measures(log, scores, log.quarter == quarter, limits)) is not None
    )
    every = log.outcomes(np.isfinite(scores.score))
    sample = _sample(log, scores, every)
    groups = tuple(row for column, values in log.groups.items() for row in _groups(column, values, log, now, limits))
    against = (
        Text(zh="训练样本", en="training")
        if own
        else Text(zh=f"首期 {log.periods[0]}", en=f"the first period, {log.periods[0]}")
    )
    return Monitoring(
        model=model,
        latest=latest,
        against=against,
        periods=rows,
        quarters=quarters,
        stability=stability,
        grades=grade_rows(GradeTable.shipped(model.grades), sample) if sample else (),
        sample=sample,
        groups=groups,
        segments=_segments(log, now),
        triggers=tuple(triggers_of(model, rows, quarters, groups, limits)),
        notes=tuple(scores.notes),
    )


def _period(name: str, log: Applications, scores: ModelScores, table: Mapping[str, Any], limits: Defaults) -> PeriodRow:
    here = log.period == name
    scored = here & np.isfinite(scores.score)
    known = log.outcomes(scored)
    bads = int(log.bad[known].sum()) if log.bad is not None else 0
    low, high = _interval(bads, int(known.sum()))
    labels = scores.grades
    return PeriodRow(
        period=name,
        rows=int(here.sum()),
        unscored=int((here & ~scored).sum()),
        mean_score=round(float(scores.score[scored].mean()), 2) if scored.any() else None,
        psi=round(psi_against(table, scores.score[scored]), 4) if scored.any() else None,
        outcomes=int(known.sum()),
        bads=bads,
        mean_pd=round(float(scores.pd[known].mean()), 6) if known.any() else None,
        bad_low=low,
        bad_high=high,
        measures=_measures(log, scores, here, limits),
        approved=_share(log.approved, here),
        overridden=_share(log.overridden, here),
        grades=tuple(int((scores.grade[here] == grade).sum()) for grade in labels),
    )


def _measures(log: Applications, scores: ModelScores, rows: Bools, limits: Defaults) -> Measures | None:
    known = log.outcomes(rows & np.isfinite(scores.score))
    if log.bad is None or known.sum() < limits.integer("figures_rows_min"):
        return None
    bad = log.bad[known]
    if bad.all() or not bad.any():
        return None
    return measure(scores.pd[known], bad, development=False)


def _sample(log: Applications, scores: ModelScores, known: Bools) -> Sample | None:
    if log.bad is None or not known.any():
        return None
    bad = log.bad[known]
    if bad.all() or not bad.any():
        return None
    pd = scores.pd[known]
    method = Text(zh="已有结果的申请", en="applications whose outcome is known")
    return Sample(method, pd, scores.score[known], bad, measure(pd, bad, development=False))


def _groups(column: str, values: NDArray[Any], log: Applications, now: Bools, limits: Defaults) -> list[GroupRow]:
    """The latest period's approvals by group, the least approved first."""
    if log.approved is None:
        return []
    found = []
    for group in sorted({str(value) for value in values[now].tolist() if value not in (None, "")}):
        rows = now & np.array([str(value) == group for value in values.tolist()])
        found.append((group, int(rows.sum()), float(log.approved[rows].mean())))
    enough = limits.integer("impact_group_rows")
    best = max((rate for _, rows, rate in found if rows >= enough), default=0.0)
    ranked = sorted(found, key=lambda one: (one[2], one[0]))
    return [
        GroupRow(
            column, group, rows, round(rate, 4), round(rate / best, 4) if best else 1.0, bool(best) and rows >= enough
        )
        for group, rows, rate in ranked
    ]


def _segments(log: Applications, now: Bools) -> tuple[tuple[str, int, float], ...]:
    if log.segment is None or log.approved is None:
        return ()
    rows = [(str(value), now & (log.segment == value)) for value in sorted({str(v) for v in log.segment[now].tolist()})]
    return tuple(
        (name, int(here.sum()), round(float(log.approved[here].mean()), 4)) for name, here in rows if here.any()
    )


def _share(flags: Bools | None, rows: Bools) -> float | None:
    return None if flags is None or not rows.any() else round(float(flags[rows].mean()), 4)


def _interval(bads: int, rows: int) -> tuple[float | None, float | None]:
    if not rows:
        return None, None
    low = float(betaincinv(bads, rows - bads + 1, 0.025)) if bads else 0.0
    high = float(betaincinv(bads + 1, rows - bads, 0.975)) if bads < rows else 1.0
    return round(low, 6), round(high, 6)


def _period_dict(row: PeriodRow) -> dict[str, Any]:
    raw = asdict(row)
    return raw | {"measures": _measures_dict(row.measures) if row.measures else None, "grades": list(row.grades)}


def _limits(model: Model) -> dict[str, float | None]:
    """The lines that figures should stay within: those of AUC and KS hang on the figures of development."""
    before: Mapping[str, Any] = model.metrics.get("validation", {})
    auc, ks = before.get("auc"), before.get("ks")
    return {
        "psi_minor": float(MODELS.decimal("psi_minor")),
        "psi_max": float(MODELS.decimal("psi_max")),
        "override_max": float(MODELS.decimal("override_max")),
        "auc_min": None if auc is None else round(auc - float(MODELS.decimal("auc_drop_max")), 4),
        "ks_min": None if ks is None else round(ks * (1 - float(MODELS.decimal("ks_drop_max"))), 4),
    }


def _measures_dict(found: Measures) -> dict[str, Any]:
    """With an interval of KS, too: half its width is what two empirical distributions may be off, together."""
    reach = _off(found.bads) + _off(found.rows - found.bads)
    return found.as_dict() | {
        "ks_low": round(max(0.0, found.ks - reach), 4),
        "ks_high": round(min(1.0, found.ks + reach), 4),
    }


def _off(rows: int) -> float:
    """How far an empirical distribution of so many rows is off, but for 2.5 % (Dvoretzky, Kiefer, Wolfowitz; Massart
    1990)."""
    return float(np.sqrt(np.log(2 / 0.025) / (2 * rows))) if rows else 1.0


def _finite(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 6)


def bad_rates(rows: tuple[PeriodRow, ...]) -> Floats:
    """The rate that came in each period; NaN where no outcome is known."""
    return np.array([row.bads / row.outcomes if row.outcomes else np.nan for row in rows])
