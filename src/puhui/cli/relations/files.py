"""Graph folders and tables on disk, for every command of relations."""

import json
import os
import shutil
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from puhui.kernel import Category, PuhuiError, Text
from puhui.relations.folder import MANIFEST, TABLES, unpack
from puhui.relations.graph import Graph
from puhui.relations.thresholds import THRESHOLDS, Thresholds

STAGE = "relations"
ENDINGS = (".parquet", ".csv")


class GraphMissing(PuhuiError):
    """There is no graph in the folder."""

    category = Category.NOT_FOUND
    cause = Text(zh="{folder} 中没有关系图", en="there is no graph in {folder}")
    remedy = Text(zh="请先运行 puhui relations build", en="make one with `puhui relations build`")


class FolderTaken(PuhuiError):
    """The folder to write to holds something else than a graph."""

    category = Category.CONFLICT
    cause = Text(zh="{folder} 已存在且不是关系图", en="{folder} is there already, and is no graph")
    remedy = Text(zh="请另选一个文件夹", en="name another folder")


class FolderUnusable(PuhuiError):
    """A file or folder cannot be read or written."""

    category = Category.INVALID
    cause = Text(zh="{path} 不可用：{reason}", en="{path} is unusable: {reason}")
    remedy = Text(zh="请检查路径、权限和文件内容", en="check the path, its permissions and what the file holds")


GraphFolder = Annotated[Path, typer.Argument(help="Folder of a graph, made by `puhui relations build`")]
ThresholdsFile = Annotated[
    Path | None, typer.Option("--thresholds", help='JSON with thresholds of your own by code, e.g. {"loop_days": 60}')
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document for machines")]


def read_graph(folder: Path) -> Graph:
    """The graph of a folder, its digests checked."""
    if not (folder / MANIFEST).is_file():
        raise GraphMissing(folder=folder, stage=STAGE)
    try:
        return unpack({name: (folder / name).read_bytes() for name in (MANIFEST, *TABLES) if (folder / name).exists()})
    except OSError as reason:
        raise FolderUnusable(path=folder, reason=reason.strerror, stage=STAGE) from None


def write_graph(folder: Path, files: dict[str, bytes]) -> None:
    """Write the graph's files, whole or not at all; an older graph there is replaced, anything else is not."""
    if folder.exists() and not (folder / MANIFEST).is_file() and not _is_empty(folder):
        raise FolderTaken(folder=folder, stage=STAGE)
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name, data in files.items():
            (part / name).write_bytes(data)
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(part, folder)
    except OSError as reason:
        raise FolderUnusable(path=folder, reason=reason.strerror, stage=STAGE) from None


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def find_table(folder: Path, name: str) -> Path | None:
    """The file of a table: `<name>.parquet`, else `<name>.csv`."""
    for ending in ENDINGS:
        if (folder / f"{name}{ending}").is_file():
            return folder / f"{name}{ending}"
    return None


def scan(path: Path, *, as_text: bool = False) -> pl.LazyFrame:
    """A table, read as far as it is asked for; `as_text`: no guess at the types of a CSV's columns."""
    try:
        if path.suffix == ".parquet":
            made = pl.scan_parquet(path)
        else:
            made = pl.scan_csv(path, infer_schema=not as_text, try_parse_dates=not as_text)
        made.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as reason:
        raise FolderUnusable(path=path, reason=str(reason).splitlines()[0], stage=STAGE) from None
    return made


def read_thresholds(path: Path | None) -> Thresholds:
    """The thresholds that ship, with those of the file in place of theirs."""
    if path is None:
        return THRESHOLDS
    try:
        own = json.loads(path.read_bytes())
    except (OSError, ValueError) as reason:
        raise FolderUnusable(path=path, reason=str(reason), stage=STAGE) from None
    if not isinstance(own, dict):
        raise FolderUnusable(path=path, reason=Text(zh="不是代码对照表", en="not a map of codes"), stage=STAGE)
    return THRESHOLDS.changed(own)


def write_text(path: Path, text: str) -> None:
    """Write a file, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)
    except OSError as reason:
        raise FolderUnusable(path=path, reason=reason.strerror, stage=STAGE) from None


def write_table(path: Path, table: pl.DataFrame) -> None:
    """Write a table as CSV or Parquet by the file's ending, whole or not at all."""
    if path.suffix not in ENDINGS:
        raise FolderUnusable(
            path=path,
            reason=Text(zh="扩展名既不是 .parquet 也不是 .csv", en="its ending is neither .parquet nor .csv"),
            stage=STAGE,
        )
    part = path.with_name(f".{path.name}.part")
    try:
        if path.suffix == ".csv":
            table.write_csv(part)
        else:
            table.write_parquet(part, compression="zstd")
        os.replace(part, path)
    except OSError as reason:
        raise FolderUnusable(path=path, reason=reason.strerror, stage=STAGE) from None


def counts(graph: Graph) -> dict[str, Any]:
    """How large a graph is, for what a command tells."""
    nodes, edges = graph.size
    return {"as_of": graph.as_of.isoformat(), "nodes": nodes, "edges": edges, "enterprises": len(graph.subjects)}
