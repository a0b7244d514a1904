"""The files that these commands read: decision files by path or shipped name, and what lies beside them."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.kernel import Category, PuhuiError, Text

STAGE = "cli.rules"
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


class FileUnreadable(PuhuiError):
    """A file that a command was given cannot be opened."""

    category = Category.NOT_FOUND
    cause = Text(zh="无法打开 {file}：{reason}", en="cannot open {file}: {reason}")
    remedy = Text(
        zh="请检查路径；规则文件也可写内置名称：{names}",
        en="check the path; a decision file may also be a shipped one: {names}",
    )


class FileUnwritable(PuhuiError):
    """A result cannot be written where it was asked for."""

    category = Category.INVALID
    cause = Text(zh="无法写入 {file}：{reason}", en="cannot write {file}: {reason}")
    remedy = Text(zh="请检查文件夹和权限", en="check the folder and its permissions")


def read(file: Path) -> bytes:
    """The file's bytes; raises `FileUnreadable`."""
    from puhui.decisions import SHIPPED

    try:
        return file.read_bytes()
    except OSError as reason:
        raise FileUnreadable(file=file, reason=reason.strerror, names=", ".join(SHIPPED), stage=STAGE) from None


def write(file: Path, data: bytes) -> None:
    """Write the file whole or not at all; raises `FileUnwritable`."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as reason:
        raise FileUnwritable(file=file, reason=reason.strerror, stage=STAGE) from None


def rules(name: str) -> bytes:
    """A decision file by its path, or by the name of a shipped one."""
    from puhui.decisions import SHIPPED, shipped

    return shipped(name) if name in SHIPPED and not Path(name).exists() else read(Path(name))


def cases_of(name: str, given: Path | None) -> bytes | None:
    """The worked cases: as given, or those beside the file; None where there are none."""
    from puhui.decisions import SHIPPED, shipped_cases

    if given is not None:
        return read(given)
    if name in SHIPPED and not Path(name).exists():
        return shipped_cases(name)
    beside = Path(name).with_suffix(".cases.json")
    return read(beside) if beside.exists() else None
