"""`puhui credit score`: a scorecard and a table in, one scored row for each row out."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from puhui.cli.credit.cards import Data, Json, SkipBadRows, as_json, broken_notes, broken_rows, read_card, say
from puhui.cli.output import emit, language
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.cli.credit.tables import Table
    from puhui.credit import Scorecard


def score(
    model: Annotated[Path, typer.Argument(help="Scorecard (.json)")],
    data: Data,
    *,
    out: Annotated[Path, typer.Option("--out", help="Where to write: .csv or .parquet")],
    key: Annotated[str | None, typer.Option("--key", help="Column that names a row (default: the card's)")] = None,
    absent: Annotated[list[str] | None, typer.Option("--absent", help="A source that is not there; repeatable")] = None,
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """Score every row: key or row number, score, pd, grade, coverage, score_low, score_high, reason_1 … reason_4.

    A row without enough coverage has no score; its reasons say which sources would help most.
    """
    import numpy as np

    from puhui.cli.credit.tables import write_table

    card = read_card(model)
    table = read_for(card, data, skip_bad_rows=skip_bad_rows, text=[key] if key else [])
    if key is not None:
        table.need(key)
    else:
        key = card.training.get("key")
    named = key if key is not None and key in table.frame.columns else None
    scores = card.score(table.arrays(table.frame.columns), absent=absent or ())
    first = {named: table.frame[named]} if named else {"row": table.numbers}
    write_table(out, first | scores.columns(language()))
    notes = broken_notes(table) + list(scores.notes)
    unscored = int(np.isnan(scores.score).sum())
    if unscored:
        notes.append(
            Text(zh=f"{unscored} 行覆盖不足，没有分数", en=f"{unscored} rows are too thinly covered for a score")
        )
    say(notes)
    grades = {grade: int((scores.grade == grade).sum()) for grade in card.scorer.table.grades}
    known = scores.score[np.isfinite(scores.score)]
    summary = {
        "out": str(out),
        "rows": len(scores),
        "unscored": unscored,
        "mean_score": round(float(known.mean()), 2) if len(known) else None,
        "mean_pd": round(float(np.nanmean(scores.pd)), 6) if len(known) else None,
        "grades": grades,
        "notes": as_json(notes),
        "skipped": broken_rows(table),
    }
    spread = ", ".join(f"{grade} {count}" for grade, count in grades.items() if count)
    emit(summary, as_json=machine, text=f"{len(scores):,} rows scored ({spread}): {out}")


def read_for(card: "Scorecard", data: Path, *, skip_bad_rows: bool, text: Collection[str] = ()) -> "Table":
    """Read a table as the card's attributes need it: numbers where it compares, text where it names categories."""
    from puhui.cli.credit.tables import read_table

    numeric = [attribute.name for attribute in card.attributes if attribute.numeric]
    named = [attribute.name for attribute in card.attributes if not attribute.numeric]
    key = card.training.get("key")
    return read_table(data, skip_bad_rows=skip_bad_rows, numeric=numeric, text=[*named, *text, *([key] if key else [])])
