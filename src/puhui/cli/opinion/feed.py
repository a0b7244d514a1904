"""What the opinion commands read: articles, the register to look for, a model, rules."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from puhui.cli.credit.tables import FileMissing
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.opinion import Article, Register, SentimentModel, WarningRules

Articles = Annotated[
    Path, typer.Argument(help="Table: article, published_on, source, title, and where there are any body, url")
]
Model = Annotated[
    Path | None, typer.Option("--model", help="Model of sentiment (default: the lexicon that is shipped)")
]
Rules = Annotated[Path | None, typer.Option("--rules", help="Warning rules (.json; default: those that are shipped)")]
ShortColumn = Annotated[
    str | None,
    typer.Option("--short", help="The register's column of short names, parted by | (default: short, if there)"),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="YYYY-MM-DD (default: the feed's last day)")]
_PARTED_BY = "|"


class RulesUnreadable(PuhuiError):
    """The file of rules is not JSON."""

    category = Category.INVALID
    cause = Text(zh="规则文件 {path} 不是 JSON", en="{path} is not JSON")
    remedy = Text(zh="请对照 docs/reference/opinion.md 改正", en="mend it after docs/reference/opinion.md")


def read_articles(path: Path) -> "tuple[Article, ...]":
    """The articles of a table; raises what reading it does, `ArticlesIncomplete`, `ArticleUndated`, `ArticleTwice`."""
    from puhui import opinion
    from puhui.cli.text_tables import read_texts

    frame = read_texts(path).frame
    return opinion.read_articles({name: frame[name].to_list() for name in frame.columns})


def read_register(path: Path, key: str, name: str, short: str | None) -> "tuple[Register, dict[str, str]]":
    """The enterprises to look for, and the name that each key stands for first."""
    from puhui.cli.text_tables import read_texts, texts
    from puhui.opinion import Register

    table = read_texts(path)
    keys, names = texts(table, key), texts(table, name)
    column = short or ("short" if "short" in table.frame.columns else None)
    cells = texts(table, column) if column else [""] * len(keys)
    shorts = [[part.strip() for part in cell.split(_PARTED_BY) if part.strip()] for cell in cells]
    called: dict[str, str] = {}
    for one, said in zip(keys, names, strict=True):
        called.setdefault(one, said)
    return Register(keys, names, shorts), called


def read_model(path: Path | None) -> "SentimentModel":
    """A model's file, or the lexicon; raises `FileMissing`, `MalformedModel`, `ModelAltered`."""
    from puhui.opinion import SentimentModel, shipped

    if path is None:
        return shipped()
    if not path.is_file():
        raise FileMissing(path=str(path), stage="opinion.model")
    return SentimentModel.parse(path.read_bytes())


def read_rules(path: Path | None) -> "WarningRules":
    """A file of rules, or the shipped ones; raises `FileMissing`, `RulesUnreadable`, `MalformedRules`."""
    from puhui.opinion import WarningRules, shipped_rules

    if path is None:
        return shipped_rules()
    if not path.is_file():
        raise FileMissing(path=str(path), stage="opinion.warnings")
    try:
        raw = json.loads(path.read_bytes())
    except ValueError:
        raise RulesUnreadable(path=path.name, stage="opinion.warnings") from None
    return WarningRules.parse(raw)


def day_of(text: str | None, last: date | None) -> date:
    """The day asked for, or the feed's last; raises typer's `BadParameter`."""
    if text is None and last is not None:
        return last
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not YYYY-MM-DD") from None
