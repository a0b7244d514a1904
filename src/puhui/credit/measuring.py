"""How a model does on rows with known outcomes: its figures, and what calls for a review. Pure.

What a validator measures is measured by this one function, whether the table came to a command or to a node.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.defaults import MODELS
from puhui.credit.errors import NoRowScored
from puhui.credit.models import Model
from puhui.credit.monitoring.triggers import performance_triggers
from puhui.credit.report import Sample, compose, render
from puhui.credit.stability import Stability, stability_of
from puhui.credit.target import Outcomes
from puhui.credit.validation import Measures, measure
from puhui.kernel import Text


@dataclass(frozen=True)
class Measured:
    """A model's figures on rows with outcomes, what calls for a review, and what was odd.

    `unknown` rows have no outcome, `unscored` too little coverage; both are left out.
    """

    model: Model
    sample: Sample
    stability: Stability | None
    triggers: tuple[Text, ...]
    notes: tuple[Text, ...]
    unknown: int
    unscored: int

    @property
    def measures(self) -> Measures:
        """The figures."""
        return self.sample.measures

    def page(self, notes: Collection[Text] = ()) -> bytes:
        """The report as HTML, with these notes or the triggers and notes themselves."""
        shown = list(notes) or [*self.notes, *self.triggers]
        return render(compose(self.model, self.sample, stability=self.stability, notes=shown)).encode()


def measured(
    model: Model,
    frame: Mapping[str, NDArray[Any]],
    outcomes: Outcomes,
    method: Text,
    *,
    absent: Collection[str] = (),
) -> Measured:
    """Score `frame`, whose rows are those of `outcomes`, and compare; `method` says in words what the rows are.

    Raises `NoRowScored`, `TargetHasOneClass`, and what scoring raises.
    """
    known = {name: values[outcomes.known] for name, values in frame.items()}
    scores = model.score(known, absent=absent)
    scored = np.isfinite(scores.score)
    if not scored.any():
        raise NoRowScored(stage="credit.measuring")
    is_bad = outcomes.bad[outcomes.known][scored]
    measures = measure(scores.pd[scored], is_bad, development=False)
    stability = stability_of(model, known, scores.score) if not absent else None
    unknown, thin = int((~outcomes.known).sum()), int((~scored).sum())
    notes = list(scores.notes)
    if unknown:
        notes.append(Text(zh=f"{unknown} 行没有结果，未计入", en=f"{unknown} rows have no outcome and are left out"))
    if thin:
        notes.append(Text(zh=f"{thin} 行覆盖不足，没有分数", en=f"{thin} rows are too thinly covered for a score"))
    return Measured(
        model=model,
        sample=Sample(method, scores.pd[scored], scores.score[scored], is_bad, measures),
        stability=stability,
        triggers=tuple(review_triggers(model, measures, stability)),
        notes=tuple(notes),
        unknown=unknown,
        unscored=thin,
    )


def review_triggers(model: Model, found: Measures, stability: Stability | None) -> list[Text]:
    """What calls for a review, by `defaults/models.json`: shift, AUC and KS lower, calibration refused."""
    triggers = []
    if stability is not None and stability.psi > MODELS.decimal("psi_max"):
        triggers.append(Text(zh=f"PSI {stability.psi:.2f} > 0.25", en=f"PSI {stability.psi:.2f} > 0.25: major shift"))
    triggers += [one.text for one in performance_triggers(model, found, "sample", MODELS)]
    if found.hosmer_lemeshow.p_value < MODELS.decimal("hosmer_lemeshow_p"):
        p = found.hosmer_lemeshow.p_value
        triggers.append(
            Text(zh=f"校准被拒绝：Hosmer-Lemeshow p = {p:.4f}", en=f"calibration refused: Hosmer-Lemeshow p = {p:.4f}")
        )
    return triggers
