"""The validation report: one self-contained HTML page in Chinese and English, pictures embedded.

`compose` gathers what is true of a card on one sample; `render` writes it as HTML. Both are pure.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from puhui.credit import pictures
from puhui.credit.attributes import Attribute, Bin, BinKind
from puhui.credit.binning import Bools
from puhui.credit.calibration import calibration_text
from puhui.credit.challenger import Challenger, Feature
from puhui.credit.grades import Floats, GradeTable
from puhui.credit.models import Model
from puhui.credit.scorecard import Scorecard
from puhui.credit.stability import Stability
from puhui.credit.validation import PSI_MAJOR, PSI_MINOR, Measures, grade_test
from puhui.kernel import Text

IV_WORDS = (
    (0.02, Text(zh="无用", en="useless")),
    (0.1, Text(zh="弱", en="weak")),
    (0.3, Text(zh="中", en="medium")),
    (0.5, Text(zh="强", en="strong")),
    (np.inf, Text(zh="可疑", en="suspicious")),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A card's PDs and scores on rows with known outcomes, and how they came about."""

    method: Text
    pd: Floats
    score: Floats
    bad: Bools
    measures: Measures


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One grade: what its PD range claims, what was observed, and the binomial p-value that it is too kind."""

    grade: str
    pd_low: float
    pd_high: float
    rows: int
    bads: int
    mean_pd: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page shows."""

    card: Model
    sample: Sample
    grades: tuple[GradeRow, ...]
    apparent: Measures | None
    stability: Stability | None
    notes: tuple[Text, ...]


def compose(
    card: Model,
    sample: Sample,
    *,
    apparent: Measures | None = None,
    stability: Stability | None = None,
    notes: Sequence[Text] = (),
) -> Report:
    """Gather a report; grades come from the model's own grade table."""
    table = GradeTable.shipped(card.grades)
    return Report(card, sample, grade_rows(table, sample), apparent, stability, tuple(notes))


def grade_rows(table: GradeTable, sample: Sample) -> tuple[GradeRow, ...]:
    """The sample by grade, best first."""
    codes = table.codes(sample.score)
    rows = []
    for number, grade in enumerate(table.grades):
        chosen = codes == number
        count, bads = int(chosen.sum()), int(sample.bad[chosen].sum())
        mean = float(sample.pd[chosen].mean()) if count else float("nan")
        rows.append(GradeRow(grade, *table.pd_range(grade), count, bads, mean, grade_test(mean, bads, count)))
    return tuple(rows)


def render(report: Report) -> str:
    """The page. The same report gives the same page, byte for byte."""
    sample, card = report.sample, report.card
    table = GradeTable.shipped(card.grades)
    plots = {
        "roc": pictures.roc_picture(sample.pd, sample.bad),
        "ks": pictures.ks_picture(sample.score, sample.bad),
        "calibration": pictures.calibration_picture(sample.pd, sample.bad),
        "gains": pictures.gains_picture(sample.pd, sample.bad),
        "distribution": pictures.distribution_picture(sample.score, sample.bad, np.array(table.floors[:-1])),
    }
    if report.stability is not None and report.stability.edges:
        s = report.stability
        plots["stability"] = pictures.stability_picture(list(s.expected), list(s.actual), list(s.edges))
    page: str = _template().render(
        report=report,
        card=card,
        sample=sample,
        table=table,
        plots={name: base64.b64encode(data).decode() for name, data in plots.items()},
        bins=[(attribute, iv_word(attribute), _bin_rows(attribute)) for attribute in _by_weight(card)]
        if isinstance(card, Scorecard)
        else [],
        features=_by_spread(card) if isinstance(card, Challenger) else [],
        calibrated=calibration_text(card),
        psi_word=psi_word,
    )
    return page


def psi_word(value: float) -> Text:
    """What a PSI or CSI means."""
    if value < PSI_MINOR:
        return Text(zh="稳定", en="stable")
    return Text(zh="轻微变化", en="minor shift") if value < PSI_MAJOR else Text(zh="显著变化", en="major shift")


def iv_word(attribute: Attribute) -> Text:
    """What an attribute's information value means."""
    return next(word for limit, word in IV_WORDS if (attribute.iv or 0.0) < limit)


def _by_weight(card: Scorecard) -> list[Attribute]:
    def reach(attribute: Attribute) -> float:
        points = [item.points for item in attribute.bins if item.informative]
        return max(points) - min(points)

    return sorted(card.attributes, key=reach, reverse=True)


def _by_spread(model: Challenger) -> list[tuple[Feature, float]]:
    """The features by what they move, in points (standard deviation in training)."""
    return [(f, f.variance**0.5) for f in sorted(model.features, key=lambda f: (-f.variance, f.name))]


def _bin_rows(attribute: Attribute) -> list[tuple[Bin, float, float]]:
    """Bins with their share of rows and the length (-1 to 1) of the bar that shows their points."""
    shown = [item for item in attribute.bins if item.count or item.kind is BinKind.NOT_GRANTED or item.points]
    total = sum(item.count or 0 for item in attribute.bins) or 1
    most = max((abs(item.points) for item in shown), default=0.0) or 1.0
    return [(item, (item.count or 0) / total, item.points / most) for item in shown]


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(
        resources.files("puhui.credit").joinpath("templates/report.html.j2").read_text(encoding="utf-8")
    )
