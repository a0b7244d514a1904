"""`puhui credit train`: a table with outcomes in, a scorecard and its validation report out."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

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
    say,
)
from puhui.cli.output import emit
from puhui.kernel import Text


def train(
    data: Data,
    *,
    target: Annotated[str, typer.Option("--target", help="Column of outcomes")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the scorecard (.json)")],
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
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """Fit a scorecard, try it on unseen rows, and write both down.

    The report is of rows that the fit has not seen: the newest 30 % with --time, else cross-validation. The card
    itself is then fitted on all rows.
    """
    import numpy as np

    from puhui.cli.credit.tables import read_table, write_file
    from puhui.credit.developing import develop
    from puhui.credit.fit import Recipe
    from puhui.credit.report import Sample, compose, render
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
    recipe = Recipe(name=card_name, version=version, seed=seed, columns=columns, sources=sources)
    with progress_bar("train") as progress:
        found = develop(frame, is_bad, recipe, time=moments, progress=progress)
    card = replace(
        found.card,
        target={"column": target, "bad": list(outcomes.bad_values), "good": list(outcomes.good_values)},
        training={
            "digest": table.digest,
            **found.card.training,
            "rows_without_outcome": unknown,
            "rows_skipped": len(table.skipped),
            **({"time": time} if time else {}),
            **({"key": key} if key else {}),
        },
        excluded=tuple({"column": c, "reason": "excluded by the modeller"} for c in names) + found.card.excluded,
    )
    notes += found.notes
    trial = found.trial
    write_file(out, card.dump())
    page = None
    if report is not None:
        sample = Sample(trial.method, trial.pd, trial.score, trial.bad, trial.measures)
        page = report / "report.html"
        write_file(page, render(compose(card, sample, apparent=found.apparent, notes=notes)).encode())
    say(notes)
    emit(
        {
            "model": str(out),
            "report": str(page) if page else None,
            "rows": len(is_bad),
            "bads": int(is_bad.sum()),
            "bad_values": list(outcomes.bad_values),
            "attributes": [attribute.name for attribute in card.attributes],
            "excluded": [dict(item) for item in card.excluded],
            "metrics": dict(card.metrics),
            "notes": as_json(notes),
            "skipped": broken_rows(table),
        },
        as_json=machine,
        text=_told(card, out, page),
    )


def _without_time(moments: Any) -> list[Text]:
    lacking = sum(value is None or value != value for value in moments.tolist())  # noqa: PLR0124
    if not lacking:
        return []
    return [Text(zh=f"{lacking} 行没有时间，未用于训练", en=f"{lacking} rows have no time and are left out")]


def _told(card: Any, out: Path, page: Path | None) -> str:
    figures, seen = card.metrics["validation"], card.metrics["apparent"]
    lines = [
        f"{card.name} {card.version}: {len(card.attributes)} attributes, {card.training['rows']:,} rows, "
        f"{card.training['bads']:,} bads ({', '.join(card.target['bad'])})",
        f"{card.metrics['method']}: AUC {figures['auc']:.3f} ({figures['auc_low']:.3f}–{figures['auc_high']:.3f}), "
        f"KS {figures['ks']:.3f}, Gini {figures['gini']:.3f}, Brier {figures['brier']:.4f}; "
        f"in training AUC {seen['auc']:.3f}",
        f"card: {out}",
    ]
    return "\n".join(lines + ([f"report: {page}"] if page else []))
