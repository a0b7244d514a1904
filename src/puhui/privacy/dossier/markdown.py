"""Blocks as Markdown. Pure.

>>> from puhui.privacy.dossier.blocks import Table
>>> print(as_markdown([Table(("who", "jobs"), (("a|b", "3"),), frozenset({1}))]))
| who | jobs |
|---|--:|
| a\\|b | 3 |
"""

from collections.abc import Iterable

from puhui.privacy.dossier.blocks import Block, Heading, Items, Shares, Table, Words

_BAR_MAX = 24


def as_markdown(blocks: Iterable[Block]) -> str:
    """The document's text, blocks parted by a blank line."""
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(level, words, _):
            return f"{'#' * level} {_plain(words)}"
        case Words(words, weight):
            return f"> {_plain(words)}" if weight in {"note", "lead"} else _plain(words)
        case Items(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Table(head, rows, figures):
            rule = "|".join("--:" if at in figures else "---" for at in range(len(head)))
            return "\n".join([_row(head), f"|{rule}|", *map(_row, rows)])
        case Shares(caption, rows):
            lines = [_plain(caption), "", "```text"]
            for name, share, told in rows:
                bar = "█" * round(_BAR_MAX * share) or ("▏" if share else "")
                lines += [name.replace("`", ""), f"{bar:░<{_BAR_MAX}} {told}"]
            return "\n".join([*lines, "```"])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in cells) + " |"


def _plain(words: str) -> str:
    """On one line, and no mark-up of another's making."""
    return " ".join(words.split()).replace("<", "&lt;").replace("`", "'")
