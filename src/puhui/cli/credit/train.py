"""`puhui credit train`: a table with outcomes in, a scorecard or a challenger and its validation report out."""

from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import (
    Bad,
    Data,
    Json,
    SkipBadRows,
    as_json,
    broken_notes,
    broken_rows,
    progress_bar,
    read_dictionary,
    read_parties,
    say,
)
from puhui.cli.output import emit
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.credit.developing import Development, FitBy
    from puhui.credit.fit import Recipe
    from puhui.credit.models import Model


class KindOfModel(StrEnum):
    """What to fit."""

    SCORECARD = "scorecard"
    CHALLENGER = "challenger"


def train(
    data: Data,
    *,
    target: Annotated[str, typer.Option("--target", help="Column of outcomes")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the model (.json)")],
    kind: Annotated[
        KindOfModel, typer.Option("--kind", help="A scorecard, or boosted trees to challenge one")
    ] = KindOfModel.SCORECARD,
    report: Annotated[Path | None, typer.Option("--report", help="Folder for the HTML report")] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="Columns to leave out, comma-separated")
    ] = None,
    time: Annotated[str | None, typer.Option("--time", help="Column of time: validate on its newest rows")] = None,
    key: Annotated[str | None, typer.Option("--key", help="Column that names a row; never a feature")] = None,
    bad: Bad = None,
    dictionary: Annotated[
        Path | None, typer.Option("--dictionary", help="JSON: labels, sources, trends, codes")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the card (default: the output's)")] = "",
    version: Annotated[str, typer.Option("--version", help="Version of the card")] = "1",
    seed: Annotated[int, typer.Option("--seed", help="Seed of the folds")] = 0,
    without_doubtful: Annotated[
        bool, typer.Option("--without-doubtful", help="Leave out columns that look like leaks of the outcome")
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", help="Table of refused applications: also fit with parcelled outcomes for them"),
    ] = None,
    alpha: Annotated[
        float | None, typer.Option("--alpha", min=1.0, help="Parcelling: bads of rejects over accepts, chosen before")
    ] = None,
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """Fit a model, try it on unseen rows, and write both down.

    The report is of rows that the fit has not seen: the newest 30 % with --time, else cross-validation. The model
    itself is then fitted on all rows. With --rejects a second model stands beside it, OUT.parcelled.json.
    """
    import numpy as np

    from puhui.cli.credit.tables import read_table, write_file
    from puhui.credit.challenger import fit_challenger
    from puhui.credit.developing import develop
    from puhui.credit.fit import Recipe, fit
    from puhui.credit.models import columns_of, kind_of
    from puhui.credit.target import read_target

    names = [part.strip() for item in exclude or [] for part in item.replace("，", ",").split(",") if part.strip()]
    columns, sources = read_dictionary(dictionary)
    table = read_table(data, skip_bad_rows=skip_bad_rows, text=[key] if key else [])
    table.need(target, *names, *columns, *(column for column in (time, key) if column))
    outcomes = read_target(table.column(target), target, bad or ())
    notes = broken_notes(table)
    unknown = int((~outcomes.known).sum())
    if unknown:
        notes.append(
            Text(zh=f"{unknown} 行没有结果，未用于训练", en=f"{unknown} rows have no outcome and are left out")
        )
    table = table.rows(outcomes.known)
    moments = table.column(time) if time else None
    if moments is not None:
        notes += _without_time(moments)
        timed = np.array([value == value and value is not None for value in moments.tolist()])  # noqa: PLR0124
        outcomes = replace(outcomes, bad=outcomes.bad[outcomes.known][timed], known=timed)
        table, moments = table.rows(timed), moments[timed]
        is_bad = outcomes.bad
    else:
        is_bad = outcomes.bad[outcomes.known]
    set_aside = {target, *names} | {column for column in (time, key) if column}
    frame = table.arrays([column for column in table.frame.columns if column not in set_aside])
    card_name = name or out.stem
    recipe = Recipe(
        name=card_name, version=version, seed=seed, columns=columns, sources=sources, without_doubtful=without_doubtful
    )
    boosted = partial(fit_challenger, held_by=read_parties(dictionary))
    fit_by = boosted if kind is KindOfModel.CHALLENGER else fit
    with progress_bar("train") as progress:
        once = 1 if kind is KindOfModel.CHALLENGER else None  # trees are fitted twenty times to choose their size
        found = develop(frame, is_bad, recipe, fit_by=fit_by, time=moments, repeats=once, progress=progress)
    card = replace(
        found.model,
        target={"column": target, "bad": list(outcomes.bad_values), "good": list(outcomes.good_values)},
        training={
            "digest": table.digest,
            **found.model.training,
            "rows_without_outcome": unknown,
            "rows_skipped": len(table.skipped),
            **({"time": time} if time else {}),
            **({"key": key} if key else {}),
        },
        excluded=tuple({"column": c, "reason": "excluded by the modeller"} for c in names) + found.model.excluded,
    )
    notes += found.notes
    write_file(out, card.dump())
    page = _reported(report, card, found, notes) if report is not None else None
    beside = None
    if rejects is not None:
        with progress_bar("rejects") as progress:
            beside = _parcelled(rejects, frame, is_bad, recipe, alpha=alpha, fit_by=fit_by, out=out, progress=progress)
    say(notes)
    emit(
        {
            "model": str(out),
            "kind": kind_of(card),
            "report": str(page) if page else None,
            "rows": len(is_bad),
            "bads": int(is_bad.sum()),
            "bad_values": list(outcomes.bad_values),
            "attributes": list(columns_of(card)),
            "excluded": [dict(item) for item in card.excluded],
            "metrics": dict(card.metrics),
            "rejects": beside,
            "notes": as_json(notes),
            "skipped": broken_rows(table),
        },
        as_json=machine,
        text=_told(card, out, page, beside),
    )


def _reported(folder: Path, card: "Model", found: "Development", notes: list[Text]) -> Path:
    """Write the report of the trial; its path."""
    from puhui.cli.credit.tables import write_file
    from puhui.credit.report import Sample, compose, render

    trial = found.trial
    sample = Sample(trial.method, trial.pd, trial.score, trial.bad, trial.measures)
    page = folder / "report.html"
    write_file(page, render(compose(card, sample, apparent=found.apparent, notes=notes)).encode())
    return page


def _parcelled(
    path: Path,
    frame: Any,
    bad: Any,
    recipe: "Recipe",
    *,
    alpha: float | None,
    fit_by: "FitBy",
    out: Path,
    progress: Any,
) -> dict[str, Any]:
    """Fit beside: accepts with parcelled rejects. Writes that model and answers both models' figures."""
    from puhui.cli.credit.tables import read_table, write_file
    from puhui.credit.rejects import infer_rejects

    numbers = [name for name, values in frame.items() if values.dtype.kind == "f"]
    words = [name for name, values in frame.items() if values.dtype.kind == "O"]
    table = read_table(path, numeric=numbers, text=words)
    table.need(*frame)
    refused = table.arrays(frame)
    found = infer_rejects(frame, bad, refused, recipe, alpha=alpha, fit_by=fit_by, progress=progress)
    said = found.as_dict()
    training = {
        "rejects": {"digest": table.digest, "rows": len(table), "alpha": found.alpha, "bands": said["bands"]},
        "rows": len(bad),
        "bads": int(bad.sum()),
        "seed": recipe.seed,
    }
    metrics = {
        "of": "the procedure on unseen accepted rows, with parcelled rejects in training",
        "validation": said["parcelled"]["on_accepts"],
    }
    model = replace(found.parcelled, training=training, metrics=metrics)
    beside = out.with_suffix(".parcelled.json")
    write_file(beside, model.dump())
    return {"model": str(beside), "refused": len(table), **said}


def _without_time(moments: Any) -> list[Text]:
    lacking = sum(value is None or value != value for value in moments.tolist())  # noqa: PLR0124
    if not lacking:
        return []
    return [Text(zh=f"{lacking} 行没有时间，未用于训练", en=f"{lacking} rows have no time and are left out")]


def _told(card: "Model", out: Path, page: Path | None, beside: dict[str, Any] | None) -> str:
    from puhui.credit.models import columns_of, kind_of

    figures, seen = card.metrics["validation"], card.metrics["apparent"]
    lines = [
        f"{card.name} {card.version}: {kind_of(card)}, {len(columns_of(card))} attributes, "
        f"{card.training['rows']:,} rows, {card.training['bads']:,} bads ({', '.join(card.target['bad'])})",
        f"{card.metrics['method']}: AUC {figures['auc']:.3f} ({figures['auc_low']:.3f}–{figures['auc_high']:.3f}), "
        f"KS {figures['ks']:.3f}, Gini {figures['gini']:.3f}, Brier {figures['brier']:.4f}; "
        f"in training AUC {seen['auc']:.3f}",
        f"{kind_of(card)}: {out}",
    ]
    if page:
        lines.append(f"report: {page}")
    if beside:
        plain, parcelled = beside["accepts_only"], beside["parcelled"]
        lines.append(
            f"with {beside['refused']:,} rejects parcelled (alpha {beside['alpha']:g}): AUC on accepts "
            f"{plain['on_accepts']['auc']:.3f} → {parcelled['on_accepts']['auc']:.3f}, mean PD of the refused "
            f"{plain['mean_pd_of_refused']:.2%} → {parcelled['mean_pd_of_refused']:.2%}: {beside['model']}"
        )
    return "\n".join(lines)
