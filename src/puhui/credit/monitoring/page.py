"""The monitoring report as one self-contained HTML page in Chinese and English, pictures embedded. Pure."""

import base64
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from puhui.credit import pictures
from puhui.credit.calibration import calibration_text
from puhui.credit.defaults import MODELS
from puhui.credit.grades import GradeTable
from puhui.credit.models import labels_of
from puhui.credit.monitoring.figures import Monitoring, bad_rates
from puhui.credit.report import psi_word


def render(report: Monitoring) -> str:
    """The page. The same report gives the same page, byte for byte."""
    plots = {name: base64.b64encode(data).decode() for name, data in _pictures(report).items()}
    page: str = _template().render(
        report=report,
        model=report.model,
        plots=plots,
        rates=bad_rates(report.periods).tolist(),
        labels=labels_of(report.model),
        calibrated=calibration_text(report.model),
        limits=MODELS,
        psi_word=psi_word,
    )
    return page


def _pictures(report: Monitoring) -> dict[str, bytes]:
    rows = report.periods
    names = [row.period for row in rows]
    table = GradeTable.shipped(report.model.grades)
    plots = {
        "mix": pictures.mix_picture(names, np.array([row.grades for row in rows], dtype=float), list(table.grades)),
        "psi": pictures.limit_picture(
            "PSI of the score",
            names,
            _numbers([row.psi for row in rows]),
            [float(MODELS.decimal("psi_minor")), float(MODELS.decimal("psi_max"))],
            "PSI against " + report.against.en,
        ),
    }
    if any(row.measures for row in rows):
        before = report.model.metrics.get("validation", {}).get("auc")
        least = [before - float(MODELS.decimal("auc_drop_max"))] if before else []
        aucs = _numbers([row.measures.auc.value if row.measures else None for row in rows])
        plots["auc"] = pictures.limit_picture("AUC (dashed: a review is called for below)", names, aucs, least, "AUC")
    if any(row.outcomes for row in rows):
        plots["vintages"] = pictures.vintage_picture(
            names,
            _numbers([row.mean_pd for row in rows]),
            bad_rates(rows),
            _numbers([row.bad_low for row in rows]),
            _numbers([row.bad_high for row in rows]),
        )
    if any(row.approved is not None for row in rows):
        plots["approval"] = pictures.limit_picture(
            "Approval rate", names, _numbers([row.approved for row in rows]), [], "share approved"
        )
    if report.stability is not None and report.stability.edges:
        s = report.stability
        plots["stability"] = pictures.stability_picture(list(s.expected), list(s.actual), list(s.edges))
    if report.sample is not None:
        plots["calibration"] = pictures.calibration_picture(report.sample.pd, report.sample.bad)
        plots["roc"] = pictures.roc_picture(report.sample.pd, report.sample.bad)
    return plots


def _numbers(values: list[float | None]) -> Any:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(
        resources.files("puhui.credit").joinpath("templates/monitoring.html.j2").read_text(encoding="utf-8")
    )
