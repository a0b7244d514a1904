"""`puhui names match`: names in, for each the entries of a register that it could mean, or that none is sure."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit, language
from puhui.cli.text_tables import Json, KeyColumn, NameColumn, RegisterFile
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.naming import Candidate, Resolution

_SHOWN = 40


class NothingAsked(PuhuiError):
    """Neither a name nor a file of names was given."""

    category = Category.INVALID
    cause = Text(zh="没有要查找的名称", en="there is no name to look for")
    remedy = Text(zh="请给出名称，或用 --query 指定文件", en="give names, or a file of them with --query")


def match(
    names: Annotated[list[str] | None, typer.Argument(help="Names to look for")] = None,
    *,
    register: RegisterFile,
    key: KeyColumn = "uscc",
    name: NameColumn = "name",
    query: Annotated[Path | None, typer.Option("--query", help="Table of names to look for")] = None,
    column: Annotated[str, typer.Option("--column", help="Its column of names")] = "name",
    limit: Annotated[int, typer.Option("--limit", min=1, max=40, help="Candidates of each name")] = 5,
    out: Annotated[Path | None, typer.Option("--out", help="Write all candidates: .csv or .parquet")] = None,
    machine: Json = False,
) -> None:
    """Rank what each name could mean. Exit 1 when no name is linked.

    A register may give one key several names, a row each. `linked` is sure enough to be joined; `ambiguous` (two are as
    likely) and `unsure` are for a person; `unknown` shares nothing with any name.
    """
    from puhui.cli.progress import progress
    from puhui.cli.text_tables import read_texts, texts
    from puhui.naming import NameIndex, Verdict

    asked = list(names or ()) + (texts(read_texts(query), column) if query else [])
    if not asked:
        raise NothingAsked(stage="names.match")
    table = read_texts(register)
    index = NameIndex(texts(table, key), texts(table, name))
    with progress(quiet=machine) as tell:
        found = index.match(asked, limit=limit, progress=tell)
    counts = {verdict.value: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    summary: dict[str, Any] = {"register": len(index), "queries": len(found), **counts}
    if out is not None:
        from puhui.cli.credit.tables import write_table

        write_table(out, _columns(found))
        summary["out"] = str(out)
    else:
        summary["results"] = [_told(one) for one in found]
    emit(summary, as_json=machine, text=_shown(found, counts, out))
    if not counts[Verdict.LINKED.value]:
        raise typer.Exit(EXIT_NO)


def _told(one: "Resolution") -> dict[str, Any]:
    return {
        "query": one.query,
        "verdict": one.verdict.value,
        "key": one.key,
        "candidates": [
            {
                "key": candidate.key, "name": candidate.name, "confidence": candidate.confidence,
                "agrees": [
                    {"feature": said.feature, "points": said.points, "zh": said.text.zh, "en": said.text.en}
                    for said in candidate.agreements
                ],
            }
            for candidate in one.candidates
        ],
    }  # fmt: skip


def _columns(found: "tuple[Resolution, ...]") -> dict[str, list[Any]]:
    """One row a candidate, and one for a name without any."""
    rows = [
        (one.query, one.verdict.value, rank, *_cells(candidate))
        for one in found
        for rank, candidate in enumerate(one.candidates or (None,), 1)
    ]
    heads = ("query", "verdict", "rank", "key", "name", "confidence", "agrees")
    return {head: list(column) for head, column in zip(heads, zip(*rows, strict=True), strict=True)}


def _cells(candidate: "Candidate | None") -> tuple[Any, ...]:
    if candidate is None:
        return None, None, None, ""
    agrees = "; ".join(said.text.in_(language()) for said in candidate.agreements if said.points > 0)
    return candidate.key, candidate.name, candidate.confidence, agrees


def _shown(found: "tuple[Resolution, ...]", counts: dict[str, int], out: Path | None) -> str:
    lines = []
    for one in found[: 0 if out else _SHOWN]:
        lines.append(f"{one.query}: {one.verdict.value}")
        for candidate in one.candidates:
            agrees = ", ".join(said.text.in_(language()) for said in candidate.agreements[:3] if said.points > 0)
            lines.append(f"  {candidate.confidence:.2f}  {candidate.key}  {candidate.name}  ({agrees})")
    if not out and len(found) > _SHOWN:
        lines.append(f"… {len(found) - _SHOWN} more: write them with --out")
    lines.append(", ".join(f"{verdict} {count}" for verdict, count in counts.items()) + (f": {out}" if out else ""))
    return "\n".join(lines)
