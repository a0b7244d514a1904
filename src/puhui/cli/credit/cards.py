"""What the scorecard commands share: reading a card, reading what a modeller says of columns, showing progress."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.tables import FileMissing, Table
from puhui.cli.output import err, language
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.credit import Scorecard, Source
    from puhui.credit.fit import Column
    from puhui.credit.models import Model

Json = Annotated[bool, typer.Option("--json", help="One JSON document for machines")]
SkipBadRows = Annotated[bool, typer.Option("--skip-bad-rows", help="Count, list and leave out broken rows")]
Bad = Annotated[list[str] | None, typer.Option("--bad", help="A value of the target that means bad; may be repeated")]
Data = Annotated[Path, typer.Argument(help="Table: .csv (UTF-8, with header) or .parquet")]


class MalformedDictionary(PuhuiError):
    """The data dictionary is not one."""

    category = Category.INVALID
    cause = Text(zh="数据字典有误（{where}）：{reason}", en="the data dictionary is malformed at {where}: {reason}")
    remedy = Text(zh="请对照评分卡文档改正", en="mend it after docs/reference/scorecard.md")


def read_card(path: Path) -> "Scorecard":
    """Read a scorecard's file; raises `FileMissing`, `MalformedScorecard`."""
    from puhui.credit import Scorecard

    if not path.is_file():
        raise FileMissing(path=str(path), stage="credit.scorecard")
    return Scorecard.parse(path.read_bytes())


def read_model(path: Path) -> "tuple[Model, str]":
    """A scorecard or challenger, and its file's digest; raises `FileMissing`, and what parsing raises."""
    from puhui.credit.canonical import digest_of_bytes
    from puhui.credit.models import parse_model

    if not path.is_file():
        raise FileMissing(path=str(path), stage="credit.model")
    data = path.read_bytes()
    return parse_model(data), digest_of_bytes(data)


def read_parties(path: Path | None) -> dict[str, str]:
    """Which party holds each source, where the dictionary says so."""
    if path is None:
        return {}
    try:
        raw = json.loads(path.read_bytes())
        return {str(s["source"]): str(s["party"]) for s in raw.get("sources", ()) if "party" in s}
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise MalformedDictionary(where="sources", reason=str(reason), stage="credit.dictionary") from None


def read_dictionary(path: Path | None) -> "tuple[dict[str, Column], tuple[Source, ...]]":
    """What a modeller says of columns and sources; nothing without a file."""
    from puhui.credit.attributes import ReasonText, Source, number, text_from_json, words
    from puhui.credit.binning import Binning, Trend
    from puhui.credit.fit import Column

    if path is None:
        return {}, ()
    if not path.is_file():
        raise FileMissing(path=str(path), stage="credit.dictionary")
    where = "file"
    try:
        raw = json.loads(path.read_bytes())
        columns = {}
        for name, item in raw.get("columns", {}).items():
            where = f"columns.{name}"
            said = item.get("reason")
            columns[name] = Column(
                label=text_from_json(item["label"]) if "label" in item else None,
                source=words(item.get("source", "data")),
                group=item.get("group", ""),
                binning=Binning(
                    trend=Trend(item.get("trend", "auto")), special=tuple(number(v) for v in item.get("special", ()))
                ),
                reason=ReasonText(words(said["code"]), text_from_json(said["text"]), text_from_json(said["cure"]))
                if said
                else None,
            )
        where = "sources"
        sources = tuple(
            Source(words(s["source"]), text_from_json(s["label"]), number(s["weight"])) for s in raw.get("sources", ())
        )
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise MalformedDictionary(where=where, reason=str(reason), stage="credit.dictionary") from None
    return columns, sources


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[float, str], None]]:
    """A bar on standard error while a person waits; silent where nobody looks."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn(),
        console=err, transient=True, disable=not err.is_terminal,
    )  # fmt: skip
    with bar:
        task = bar.add_task(title, total=1.0)
        yield lambda share, stage: bar.update(task, completed=share, description=f"{title}: {stage}")


def say(notes: Sequence[Text]) -> None:
    """Warnings for a person, on standard error."""
    for note in notes:
        err.print(f"! {note.in_(language())}", style="yellow", markup=False, highlight=False)


def as_json(notes: Sequence[Text]) -> list[dict[str, str]]:
    """Warnings for a machine."""
    return [{"zh": note.zh, "en": note.en} for note in notes]


def broken_rows(table: Table) -> dict[str, Any]:
    """The rows that were skipped, for a machine: how many, and the first."""
    return {
        "count": len(table.skipped),
        "rows": [{"line": row.line, "reason": row.reason} for row in table.skipped[:100]],
    }


def broken_notes(table: Table) -> list[Text]:
    """The rows that were skipped, for a person."""
    if not table.skipped:
        return []
    shown = "; ".join(f"{row.line}: {row.reason}" for row in table.skipped[:5])
    more = " …" if len(table.skipped) > 5 else ""
    return [
        Text(
            zh=f"跳过 {len(table.skipped)} 个有误的行（{shown}{more}）",
            en=f"skipped {len(table.skipped)} broken rows ({shown}{more})",
        )
    ]
