"""What a developer or a validator brings, read: a model's file that can serve here, and a table with outcomes."""

import io
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.credit import Scorecard
from puhui.credit.calibration import pd_is_calibrated
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.errors import AttributesMissing, ColumnNotNumeric
from puhui.credit.measuring import Measured, measured
from puhui.credit.models import Model, columns_of, kind_of, parse_model
from puhui.credit.registry import ModelId, Registration
from puhui.credit.target import read_target
from puhui.desks.models.errors import InputsUnknownHere, LabelledTableUnreadable, OwnDataMisnamed
from puhui.exchange import all_definitions
from puhui.kernel import Text
from puhui.lending.own_data import LABELS

_STAGE = "desks.models.reading"
OWN = "own"
"""The source of what the bank itself has of a customer (`lending.own_data`): no grant, and no other node, gives it."""


def read_model(text: str) -> tuple[Model, bytes]:
    """A model and its file as Puhui writes it, which is what its digest is of.

    Raises `MalformedScorecard`, `MalformedChallenger`, `UnknownGradeTable`, `InputsUnknownHere`, `OwnDataMisnamed`.
    """
    model = parse_model(text.encode())
    _ = model.scorer  # what cannot be compiled is no model, and is told now
    named, of = f"{model.name}@{model.version}", sources_by_column(model)
    lacking = sorted(of.keys() - all_definitions().keys() - LABELS.keys())
    if lacking:
        raise InputsUnknownHere(model=named, columns=", ".join(lacking), stage=_STAGE)
    misnamed = sorted(name for name, source in of.items() if (source == OWN) != (name in LABELS))
    if misnamed:
        raise OwnDataMisnamed(model=named, columns=", ".join(misnamed), stage=_STAGE)
    return model, model.file if isinstance(model, Scorecard) else model.dump()


def sources_by_column(model: Model) -> dict[str, str]:
    """Where each column that a model reads comes from."""
    parts = model.attributes if isinstance(model, Scorecard) else model.features
    return {one.name: one.source for one in parts}


def registration_of(model: Model, file: bytes, use: str, report: str) -> Registration:
    """What the registry keeps of a model: the digests of its file, of all data that it learnt from, of its report."""
    found = [model.training.get("digest"), model.training.get("rejects", {}).get("digest")]
    found += [step["calibrated_on"].get("digest") for step in model.calibration.get("steps", ())]
    found.append(model.training.get("segment_offset", {}).get("digest"))
    return Registration(
        model=ModelId(model.name, model.version, kind_of(model), digest_of_bytes(file)),
        use=use,
        data=tuple(digest for digest in found if digest),
        report=report,
        calibrated=pd_is_calibrated(model),
        auc=model.metrics.get("validation", {}).get("auc"),
    )


def bads_of(model: Model) -> int | None:
    """How many bads the model was fitted on, where its file says so."""
    bads = model.training.get("bads")
    return bads if isinstance(bads, int) and not isinstance(bads, bool) else None


def measured_on(model: Model, table: str, target: str, bad: list[str]) -> Measured:
    """Measure a model on CSV text with outcomes.

    Raises `LabelledTableUnreadable`, `AttributesMissing`, `ColumnNotNumeric`, `TargetUnclear`, `TargetHasOneClass`,
    `NoRowScored`.
    """
    try:
        rows = pl.read_csv(io.BytesIO(table.encode()), infer_schema=False)
    except pl.exceptions.PolarsError:
        wrong = Text(zh="各行的列数不一致，或没有内容", en="rows differ in their number of cells, or there are none")
        raise LabelledTableUnreadable(reason=wrong, stage=_STAGE) from None
    if target not in rows.columns:
        raise LabelledTableUnreadable(
            reason=Text(zh=f"没有结果列“{target}”", en=f"it has no column {target!r} of outcomes"), stage=_STAGE
        )
    columns = columns_of(model)
    lacking = [name for name in columns if name not in rows.columns]
    if lacking:
        raise AttributesMissing(columns=", ".join(lacking), stage=_STAGE)
    frame = {name: _column(rows[name], numeric) for name, numeric in columns.items()}
    same = target == model.target.get("column")
    outcomes = read_target(
        np.array(rows[target].to_list(), dtype=object), target, bad or (model.target.get("bad", ()) if same else ())
    )
    return measured(model, frame, outcomes, Text(zh="验证员提供的数据", en="the validator's data"))


def _column(cells: pl.Series, numeric: bool) -> NDArray[Any]:
    if not numeric:
        return np.array(cells.to_list(), dtype=object)
    numbers = cells.str.strip_chars().cast(pl.Float64, strict=False)
    odd = numbers.is_null() & cells.is_not_null()
    if odd.any():
        raise ColumnNotNumeric(column=cells.name, example=repr(cells.filter(odd)[0]), stage=_STAGE)
    return numbers.fill_null(float("nan")).to_numpy()
