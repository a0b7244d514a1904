"""`puhui opinion train`: titles with outcomes in, a model of sentiment out."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import emit
from puhui.cli.text_tables import Json
from puhui.kernel import Category, PuhuiError, Text


class LabelsUnclear(PuhuiError):
    """The column of labels does not hold the value said to be bad, or holds nothing else."""

    category = Category.INVALID
    cause = Text(zh="列“{column}”的取值不能分出好坏", en="the values of {column!r} do not part good from bad")
    remedy = Text(zh="请用 --bad 指明表示负面的取值", en="name the value that means bad news with --bad")


class DayUnreadable(PuhuiError):
    """A title's day is not a date."""

    category = Category.INVALID
    cause = Text(zh="第 {row} 行的日期无法识别", en="the date in row {row} cannot be read")
    remedy = Text(zh="日期应写作 YYYY-MM-DD", en="write dates as YYYY-MM-DD")


def train(
    news: Annotated[Path, typer.Argument(help="Table of titles with outcomes: .csv or .parquet")],
    *,
    out: Annotated[Path, typer.Option("--out", help="Where to write the model (.json)")],
    bad: Annotated[str, typer.Option("--bad", help="The label that means bad news")] = "bad",
    title: Annotated[str, typer.Option("--title", help="Column of titles")] = "title",
    label: Annotated[str, typer.Option("--label", help="Column of labels")] = "label",
    day: Annotated[str, typer.Option("--day", help="Column of days")] = "published_on",
    company: Annotated[
        str | None, typer.Option("--company", help="Column of the companies that a title names, parted by commas")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the model")] = "news",
    version: Annotated[str, typer.Option("--version", help="Version of the model")] = "1",
    machine: Json = False,
) -> None:
    """Fit a model on titles, calibrate it on the youngest quarter, and write it down.

    The figures are of the youngest quarter, scored by weights that had not seen it; the weights that are kept are then
    fitted on all titles. The pieces of text in a model come from the titles: whoever may not publish these may not
    publish the model either.
    """
    import numpy as np

    from puhui.cli.credit.cards import progress_bar
    from puhui.cli.credit.tables import write_file
    from puhui.cli.text_tables import read_texts, texts
    from puhui.opinion import Recipe
    from puhui.opinion import train as fit

    table = read_texts(news)
    labels = np.array(texts(table, label), dtype=object)
    is_bad = np.array(labels == bad, dtype=bool)
    if not is_bad.any() or is_bad.all():
        raise LabelsUnclear(column=label, stage="opinion.train")
    named = [cell.replace("，", ",").split(",") for cell in texts(table, company)] if company else None
    days = [_day(text, row) for row, text in enumerate(texts(table, day), 1)]
    with progress_bar("train") as tell:
        model = fit(texts(table, title), is_bad, days, named, recipe=Recipe(name=name, version=version), progress=tell)
    write_file(out, model.dump())
    told = {
        "model": str(out),
        "said": model.said,
        "grams": len(model.weights),
        **model.training,
        "younger": model.metrics,
    }
    text = f"{model.said}: {len(labels):,} titles, {int(is_bad.sum()):,} bad"
    if model.metrics:
        text += f"; youngest quarter: AUC {model.metrics['auc']:.3f}, accuracy {model.metrics['accuracy']:.3f}"
    emit(told, as_json=machine, text=f"{text}\nmodel: {out}")


def _day(text: str, row: int) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise DayUnreadable(row=row, stage="opinion.train") from None
