"""`puhui credit calibrate`: a model's PDs mapped to the rates that came; the result is a new version that says so."""

from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli.credit.cards import Bad, Data, Json, SkipBadRows, as_json, read_model, say
from puhui.cli.output import emit
from puhui.kernel import Text

_METHODS = ("auto", "intercept", "slope")


def calibrate(
    model: Annotated[Path, typer.Argument(help="Scorecard or challenger (.json)")],
    data: Data,
    *,
    target: Annotated[str, typer.Option("--target", help="Column of outcomes")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the recalibrated model (.json)")],
    version: Annotated[str, typer.Option("--version", help="Its version: a recalibrated model is a new one")],
    bad: Bad = None,
    time: Annotated[str | None, typer.Option("--time", help="Column of time: from and to are told")] = None,
    method: Annotated[
        str, typer.Option("--method", help="auto, intercept (the level alone) or slope (spread too)")
    ] = "auto",
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """Regress outcomes on the model's log odds, and write the model with its PDs mapped. The order stays.

    Use outcomes that the model was not fitted on, and the latest that are known.
    """
    from puhui.cli.credit.tables import write_file
    from puhui.cli.credit.validate import measured
    from puhui.credit.calibration import calibration_text, recalibrated, recalibration
    from puhui.credit.validation import measure

    if method not in _METHODS:
        raise typer.BadParameter(f"{method!r} is none of {', '.join(_METHODS)}")
    card, digest = read_model(model)
    found, table = measured(card, data, target, bad or (), skip_bad_rows=skip_bad_rows)
    if time is not None:
        table.need(time)
    notes = list(found.notes)
    if table.digest == card.training.get("digest"):
        notes.append(
            Text(
                zh="这是训练所用的数据：校准结果偏乐观",
                en="this is the training data: the calibration will look too good",
            )
        )
    fitted = recalibration(found.sample.pd, found.sample.bad, method)  # type: ignore[arg-type]
    on = {"digest": table.digest, "file": data.name} | (_span(table, time) if time else {})
    after = recalibrated(card, fitted, version=version, replaces=digest, on=on)
    mapped = measure(fitted.pd(found.sample.pd), found.sample.bad, development=True)
    write_file(out, after.dump())
    say(notes)
    emit(
        {
            "model": str(out),
            "version": version,
            "replaces": digest,
            "calibration": after.calibration["steps"][-1],
            "before": found.measures.as_dict(),
            "after": mapped.as_dict(),
            "notes": as_json(notes),
        },
        as_json=machine,
        text=f"{calibration_text(after).en}: intercept {fitted.intercept.value:+.3f} "
        f"({fitted.intercept.low:+.3f} … {fitted.intercept.high:+.3f}), slope {fitted.slope.value:.3f}; "
        f"Brier {found.measures.brier:.4f} → {mapped.brier:.4f} on the same rows\n{card.name} {version}: {out}",
    )


def _span(table: Any, column: str) -> dict[str, str]:
    values = table.frame[column].drop_nulls()
    return {"from": str(values.min()), "to": str(values.max())}
