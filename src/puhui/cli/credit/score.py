"""`puhui credit score`: a model and a table in, one scored row for each row out; and a record to recompute it by."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import Data, Json, SkipBadRows, as_json, broken_notes, broken_rows, read_model, say
from puhui.cli.output import emit, language
from puhui.kernel import SystemClock, Text

if TYPE_CHECKING:
    from puhui.cli.credit.tables import Table
    from puhui.credit.models import Model
    from puhui.credit.scoring_record import Scored


def score(
    model: Annotated[str, typer.Argument(help="Model file (.json), or with --registry the use whose champion scores")],
    data: Data,
    *,
    out: Annotated[Path, typer.Option("--out", help="Where to write: .csv or .parquet")],
    key: Annotated[str | None, typer.Option("--key", help="Column that names a row (default: the model's)")] = None,
    absent: Annotated[list[str] | None, typer.Option("--absent", help="A source that is not there; repeatable")] = None,
    registry: Annotated[
        Path | None, typer.Option("--registry", help="Folder of models: score by the champion, shadows beside it")
    ] = None,
    shadow: Annotated[
        list[Path] | None, typer.Option("--shadow", help="A model that scores beside and decides nothing; repeatable")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="Where to keep inputs and outcomes, for `puhui credit replay`")
    ] = None,
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """Score every row: key or row number, score, pd, grade, coverage, score_low, score_high, reason_1 … reason_4.

    A row without enough coverage has no score; its reasons say which sources would help most. Shadows never change
    that table: what they scored is in the record, and how far they agree is told.
    """
    import numpy as np

    from puhui.cli.credit.tables import write_file, write_table
    from puhui.credit.calibration import calibration_text, pd_is_calibrated
    from puhui.credit.models import parse_model
    from puhui.credit.scoring_record import Scored
    from puhui.credit.scoring_record import record as lines_of

    now = SystemClock().now()
    if registry is not None:
        from puhui.cli.credit.registry_folder import RegistryFolder

        folder = RegistryFolder(registry)
        states = folder.read()
        serving = (states.champion(model, now), *states.shadows(model, now))
        chosen = [(parse_model(folder.model(one.made.model.digest)), one.made.model.digest) for one in serving]
    else:
        chosen = [read_model(Path(model))]
    chosen += [read_model(path) for path in shadow or ()]
    card = chosen[0][0]
    table = read_for(*(one for one, _ in chosen), data=data, skip_bad_rows=skip_bad_rows, text=[key] if key else [])
    if key is not None:
        table.need(key)
    else:
        key = card.training.get("key")
    named = key if key is not None and key in table.frame.columns else None
    frame = table.arrays(table.frame.columns)
    scored = [
        Scored(one, digest, one.score(frame, absent=[s for s in absent or () if at == 0 or _has(one, s)]))
        for at, (one, digest) in enumerate(chosen)
    ]
    scores = scored[0].scores
    first = {named: table.frame[named]} if named else {"row": table.numbers}
    write_table(out, first | scores.columns(language()))
    if record is not None:
        keys = table.frame[named].to_list() if named else table.numbers.tolist()
        use = model if registry is not None else ""
        lines = lines_of(scored[0], scored[1:], frame, keys, at=now, use=use, absent=absent or ())
        write_file(record, b"".join(lines))
    notes = broken_notes(table) + list(scores.notes)
    unscored = int(np.isnan(scores.score).sum())
    if unscored:
        notes.append(
            Text(zh=f"{unscored} 行覆盖不足，没有分数", en=f"{unscored} rows are too thinly covered for a score")
        )
    if not pd_is_calibrated(card):
        notes.append(calibration_text(card))
    say(notes)
    grades = {grade: int((scores.grade == grade).sum()) for grade in card.scorer.table.grades}
    known = scores.score[np.isfinite(scores.score)]
    beside = [_agreement(scored[0], one) for one in scored[1:]]
    summary = {
        "out": str(out),
        "record": str(record) if record else None,
        "model": {"name": card.name, "version": card.version, "digest": chosen[0][1]},
        "pd_calibrated": pd_is_calibrated(card),
        "rows": len(scores),
        "unscored": unscored,
        "mean_score": round(float(known.mean()), 2) if len(known) else None,
        "mean_pd": round(float(np.nanmean(scores.pd)), 6) if len(known) else None,
        "grades": grades,
        "shadows": beside,
        "notes": as_json(notes),
        "skipped": broken_rows(table),
    }
    spread = ", ".join(f"{grade} {count}" for grade, count in grades.items() if count)
    told = [f"{len(scores):,} rows scored by {card.name} {card.version} ({spread}): {out}"]
    told += [
        f"shadow {one['name']} {one['version']}: same grade in {one['same_grade']:.1%}, "
        f"rank correlation {one['rank_correlation']:.3f}, mean PD {one['mean_pd']:.2%}"
        for one in beside
        if one["mean_pd"] is not None
    ]
    emit(summary, as_json=machine, text="\n".join(told))


def read_for(*models: "Model", data: Path, skip_bad_rows: bool, text: Collection[str] = ()) -> "Table":
    """Read a table as the models need it: numbers where they compare, text where they name categories."""
    from puhui.cli.credit.tables import read_table
    from puhui.credit.models import columns_of

    columns = {name: numeric for model in models for name, numeric in columns_of(model).items()}
    numeric = [name for name, is_number in columns.items() if is_number]
    named = [name for name, is_number in columns.items() if not is_number]
    keys = [model.training["key"] for model in models if model.training.get("key")]
    return read_table(data, skip_bad_rows=skip_bad_rows, numeric=numeric, text=[*named, *text, *keys])


def _has(model: "Model", source: str) -> bool:
    return any(one.source == source for one in model.sources)


def _agreement(champion: "Scored", shadow: "Scored") -> dict[str, Any]:
    """How far a shadow agrees with the champion: grades, order, level."""
    import numpy as np
    from scipy.stats import spearmanr

    one, other = champion.scores, shadow.scores
    both = np.isfinite(one.score) & np.isfinite(other.score)
    varied = both.sum() > 1 and np.ptp(one.score[both]) > 0 and np.ptp(other.score[both]) > 0
    return {
        "name": shadow.model.name,
        "version": shadow.model.version,
        "digest": shadow.digest,
        "rows": int(both.sum()),
        "same_grade": round(float((one.grade[both] == other.grade[both]).mean()), 4) if both.any() else None,
        "rank_correlation": round(float(spearmanr(one.score[both], other.score[both])[0]), 4) if varied else None,
        "mean_pd": round(float(other.pd[both].mean()), 6) if both.any() else None,
    }
