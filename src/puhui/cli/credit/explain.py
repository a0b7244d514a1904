"""`puhui credit explain`: one row's score with everything it was made of."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import Data, Json, read_model
from puhui.cli.output import emit, language
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.credit.challenger import Contribution
    from puhui.credit.scores import Term


class RowNotFound(PuhuiError):
    """No row has that key or number."""

    category = Category.NOT_FOUND
    cause = Text(zh="{path} 没有这一行：{row}", en="{path} has no row {row}")
    remedy = Text(
        zh="请检查键值，或用 --row 给出行号（自 1 起）",
        en="check the key, or give the row's number with --row (from 1)",
    )


def explain(
    model: Annotated[Path, typer.Argument(help="Scorecard or challenger (.json)")],
    data: Data,
    *,
    row: Annotated[int | None, typer.Option("--row", min=1, help="Number of the row, from 1")] = None,
    key: Annotated[str | None, typer.Option("--key", help="Value of the model's key column")] = None,
    key_column: Annotated[
        str | None, typer.Option("--key-column", help="The key column (default: the model's)")
    ] = None,
    absent: Annotated[list[str] | None, typer.Option("--absent", help="A source that is not there; repeatable")] = None,
    machine: Json = False,
) -> None:
    """Explain one score: points by attribute (a challenger's by TreeSHAP), the reasons, and what would help."""
    from puhui.cli.credit.score import read_for

    card, digest = read_model(model)
    column = key_column or card.training.get("key")
    table = read_for(card, data=data, skip_bad_rows=False, text=[column] if column else [])
    number = _number(table, row, key, column)
    frame = table.arrays(table.frame.columns)
    values = {name: cells[number] for name, cells in frame.items()}
    values = {name: value.item() if hasattr(value, "item") else value for name, value in values.items()}
    found = card.explain(values, absent=absent or ())
    document: dict[str, Any] = asdict(found) | {"row": int(table.numbers[number])}
    document["model"] = {"name": card.name, "version": card.version, "digest": digest}
    for term in document["terms"]:
        term["value"] = None if term["value"] != term["value"] else term["value"]
    said = language()
    terms: Sequence[Term | Contribution] = found.terms
    width = max(len(term.label.in_(said)) for term in terms)
    lines = [f"{'base':{width}s} {found.base_points:9.2f}"]
    for term in sorted(terms, key=lambda one: one.points):
        shown = "" if term.known else "  (not known)"
        lines.append(f"{term.label.in_(said):{width}s} {term.points:9.2f}  {term.value}{shown}")
    lines.append(f"{'score':{width}s} {found.total:9.2f}")
    if found.score is None:
        lines.append(f"no score: coverage {found.coverage:.0%}; " + "; ".join(n.text.in_(said) for n in found.needs))
    else:
        lines.append(f"{found.score:.2f} ({found.low:.0f}–{found.high:.0f}), {found.grade}, PD {found.pd:.2%}")
        lines += [f"- {reason.text.in_(said)} → {reason.cure.in_(said)}" for reason in found.reasons]
    emit(document, as_json=machine, text="\n".join(lines))


def _number(table: Any, row: int | None, key: str | None, column: str | None) -> int:
    """The index of the wanted row; raises `RowNotFound`."""
    if key is not None and column is not None:
        table.need(column)
        found = [at for at, value in enumerate(table.frame[column].to_list()) if str(value) == key]
    else:
        found = [at for at, number in enumerate(table.numbers.tolist()) if number == row]
    if len(found) != 1:
        raise RowNotFound(path=table.path.name, row=key if key is not None else row, stage="credit.explain")
    return int(found[0])
