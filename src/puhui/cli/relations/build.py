"""`puhui relations build`: custodians' folders in, a graph folder out."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from puhui.cli.output import emit
from puhui.cli.relations import files
from puhui.kernel import Category, PuhuiError, Text
from puhui.relations.building import COLUMNS, Tables
from puhui.relations.building import build as build_graph
from puhui.relations.building.recipe import SHIPPED, Recipe, shipped
from puhui.relations.folder import pack
from puhui.relations.graph import Graph


class NotADay(PuhuiError):
    """`--as-of` is no date, or is missing."""

    category = Category.INVALID
    cause = Text(zh="“{text}”不是日期", en="{text!r} is not a date")
    remedy = Text(zh="请用 --as-of 2026-06-30 的格式", en="write it as --as-of 2026-06-30")


class SourcesUnclear(PuhuiError):
    """Neither a registry nor a recipe was given, or both."""

    category = Category.INVALID
    cause = Text(zh="请给出 --registry，或 --recipe 与 --tables", en="give --registry, or --recipe with --tables")
    remedy = Text(zh="两种方式只能选一种", en="use one of the two ways, not both")


class ChoiceUnclear(PuhuiError):
    """A choice is not NAME=WORD."""

    category = Category.INVALID
    cause = Text(zh="“{text}”不是 名称=取值", en="{text!r} is not NAME=WORD")
    remedy = Text(zh="例如 --choose graph=train", en="e.g. --choose graph=train")


def build(
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder of the graph; an older graph there is replaced")],
    registry: Annotated[Path | None, typer.Option("--registry", help="The registry's folder")] = None,
    tax: Annotated[Path | None, typer.Option("--tax", help="The tax bureau's folder")] = None,
    social: Annotated[Path | None, typer.Option("--social", help="Social security's folder")] = None,
    court: Annotated[Path | None, typer.Option("--court", help="The court's folder")] = None,
    bank: Annotated[list[Path] | None, typer.Option("--bank", help="A bank's folder; give it for each bank")] = None,
    platform: Annotated[Path | None, typer.Option("--platform", help="The platform operator's folder")] = None,
    owner: Annotated[Path | None, typer.Option("--owner", help="Folder of statements that owners granted")] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="Nothing later than this day is taken")] = "",
    recipe: Annotated[str, typer.Option("--recipe", help=f"A recipe's file, or one of: {', '.join(SHIPPED)}")] = "",
    tables: Annotated[Path | None, typer.Option("--tables", help="Folder of the recipe's tables")] = None,
    choose: Annotated[list[str] | None, typer.Option("--choose", help="A choice of the recipe: NAME=WORD")] = None,
    as_json: files.AsJson = False,
) -> None:
    """Make the graph of custodians' tables, or of foreign tables by a recipe."""
    if (registry is None) == (not recipe) or (recipe and tables is None):
        raise SourcesUnclear(stage=files.STAGE)
    if recipe:
        graph, made_from = _by_recipe(recipe, tables, choose or [])
    else:
        given = {
            "registry": registry,
            "tax": tax,
            "social": social,
            "court": court,
            "platform": platform,
            "owner": owner,
        }
        folders = {source: folder for source, folder in given.items() if folder is not None}
        banks = bank or []
        folders |= {
            f"bank/{number}-{one.name}" if len(banks) > 1 else f"bank/{one.name}": one
            for number, one in enumerate(banks)
        }
        graph, made_from = _by_custodians(folders, _day(as_of))
    files.write_graph(out, pack(graph, made_from=made_from))
    told = files.counts(graph) | {"made_from": made_from, "facts": sorted(graph.facts), "out": str(out)}
    size = f"{told['nodes']:,} nodes, {told['edges']:,} edges, {told['enterprises']:,} enterprises"
    text = f"{size}, as of {told['as_of']} → {out}"
    emit(told, as_json=as_json, text=text)


def _by_custodians(folders: dict[str, Path], day: date) -> tuple[Graph, dict[str, Any]]:
    held: dict[str, dict[str, pl.LazyFrame]] = {}
    for source, folder in folders.items():
        if not folder.is_dir():
            raise files.FolderUnusable(
                path=folder, reason=Text(zh="没有这个文件夹", en="no such folder"), stage=files.STAGE
            )
        found = {name: files.find_table(folder, name) for name in COLUMNS[source.partition("/")[0]]}
        held[source] = {name: files.scan(path, as_text=True) for name, path in found.items() if path}
    graph = build_graph(Tables(held), as_of=day)
    return graph, {source: sorted(tables) for source, tables in held.items()}


def _by_recipe(name: str, folder: Path | None, choices: list[str]) -> tuple[Graph, dict[str, Any]]:
    path = Path(name)
    made = Recipe.parse(path.read_bytes() if path.is_file() else shipped(name))
    chosen = {}
    for text in choices:
        word, equals, value = text.partition("=")
        if not equals:
            raise ChoiceUnclear(text=text, stage=files.STAGE)
        chosen[word] = value
    tables = {}
    for table in made.tables():
        found = files.find_table(folder or Path(), table)
        if found:
            tables[table] = files.scan(found).collect()
    return made.build(tables, chosen=chosen), {"recipe": made.name, **chosen}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADay(text=text, stage=files.STAGE) from None
