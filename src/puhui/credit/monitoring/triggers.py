"""What calls for a review: each trigger names its figure, its limit, and how well founded the limit is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from puhui.credit.defaults import Defaults
from puhui.credit.models import Model
from puhui.credit.validation import Measures
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.credit.monitoring.figures import GroupRow, PeriodRow


@dataclass(frozen=True, slots=True)
class Trigger:
    """One limit that was passed. `mark` is that of the limit: S a rule, S- and C seen in practice, J judgement."""

    code: str
    text: Text
    value: float
    limit: float
    mark: str

    def as_dict(self) -> dict[str, Any]:
        """The trigger for machines."""
        return {
            "code": self.code,
            "text": {"zh": self.text.zh, "en": self.text.en},
            "value": round(self.value, 4),
            "limit": self.limit,
            "mark": self.mark,
        }


def triggers_of(
    model: Model,
    periods: "Sequence[PeriodRow]",
    quarters: Sequence[tuple[str, Measures]],
    groups: "Sequence[GroupRow]",
    limits: Defaults,
) -> Iterator[Trigger]:
    """All limits that the latest figures pass, in the order of the page."""
    yield from _shift(periods[-1], limits)
    judged = next((row for row in reversed(periods) if row.measures is not None), None)
    if judged is not None and judged.measures is not None:
        yield from performance_triggers(model, judged.measures, judged.period, limits)
    yield from _calibration(quarters, limits)
    yield from _decisions(periods, limits)
    low = limits.decimal("impact_ratio_min")
    for row in groups:
        if row.judged and row.impact < low:
            yield _trigger(
                "impact_ratio",
                limits,
                "impact_ratio_min",
                row.impact,
                Text(
                    zh=f"{row.column}={row.group}：通过率 {row.approved:.1%}，影响比 {row.impact:.2f} < {low}",
                    en=f"{row.column} = {row.group}: approved {row.approved:.1%}, "
                    f"impact ratio {row.impact:.2f} < {low}",
                ),
            )


def performance_triggers(model: Model, found: Measures, when: str, limits: Defaults) -> Iterator[Trigger]:
    """AUC and KS against the figures of development; nothing for a model that has none."""
    before: dict[str, Any] = model.metrics.get("validation", {})
    if not before:
        return
    drop = before["auc"] - found.auc.value
    if drop > limits.decimal("auc_drop_max"):
        told = f"{before['auc']:.3f} → {found.auc.value:.3f}"
        yield _trigger(
            "auc_drop", limits, "auc_drop_max", drop, Text(zh=f"{when}：AUC 下降 {told}", en=f"{when}: AUC fell {told}")
        )
    fallen = 1 - found.ks / before["ks"] if before["ks"] else 0.0
    if fallen > limits.decimal("ks_drop_max"):
        told = f"{before['ks']:.3f} → {found.ks:.3f}"
        yield _trigger(
            "ks_drop", limits, "ks_drop_max", fallen, Text(zh=f"{when}：KS 下降 {told}", en=f"{when}: KS fell {told}")
        )


def _shift(last: "PeriodRow", limits: Defaults) -> Iterator[Trigger]:
    if last.psi is not None and last.psi > limits.decimal("psi_max"):
        text = Text(
            zh=f"{last.period}：分数 PSI {last.psi:.2f}，客群显著变化",
            en=f"{last.period}: score PSI {last.psi:.2f}: major shift",
        )
        yield _trigger("psi", limits, "psi_max", last.psi, text)


def _calibration(quarters: Sequence[tuple[str, Measures]], limits: Defaults) -> Iterator[Trigger]:
    run, refused = limits.integer("hosmer_lemeshow_quarters"), float(limits.decimal("hosmer_lemeshow_p"))
    last = quarters[-run:]
    if len(last) == run and all(found.hosmer_lemeshow.p_value < refused for _, found in last):
        worst = max(found.hosmer_lemeshow.p_value for _, found in last)
        rates = "; ".join(f"{quarter} {found.mean_pd:.2%} → {found.bad_rate:.2%}" for quarter, found in last)
        yield _trigger(
            "calibration",
            limits,
            "hosmer_lemeshow_p",
            worst,
            Text(
                zh=f"连续 {run} 个季度校准被拒绝（PD → 实际：{rates}），请重新校准",
                en=f"calibration refused in {run} quarters in a row (PD → observed: {rates}): recalibrate",
            ),
        )


def _decisions(periods: "Sequence[PeriodRow]", limits: Defaults) -> Iterator[Trigger]:
    last, before = periods[-1], periods[:-1]
    told = [(row.approved, row.rows) for row in before if row.approved is not None]
    if last.approved is not None and told:
        usual = float(np.average([rate for rate, _ in told], weights=[rows for _, rows in told]))
        shift = last.approved / usual - 1 if usual else 0.0
        if abs(shift) > limits.decimal("approval_shift_max"):
            yield _trigger(
                "approval_shift",
                limits,
                "approval_shift_max",
                shift,
                Text(
                    zh=f"{last.period}：通过率 {usual:.1%} → {last.approved:.1%}",
                    en=f"{last.period}: approval rate {usual:.1%} → {last.approved:.1%}",
                ),
            )
    if last.overridden is not None and last.overridden > limits.decimal("override_max"):
        yield _trigger(
            "overrides",
            limits,
            "override_max",
            last.overridden,
            Text(
                zh=f"{last.period}：{last.overridden:.1%} 的决定推翻了模型建议",
                en=f"{last.period}: {last.overridden:.1%} of decisions went against the model",
            ),
        )


def _trigger(code: str, limits: Defaults, limit: str, value: float, text: Text) -> Trigger:
    return Trigger(code, text, float(value), float(limits.decimal(limit)), limits[limit].mark)
