"""Blocks as one self-contained page: no script, no outside host, pictures as SVG. Pure."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from puhui.kernel import Language
from puhui.privacy.dossier.blocks import Bars, Block

_LEFT, _WIDE, _LINE = 210, 620, 26


def as_page(title: str, documents: Sequence[tuple[Language, Iterable[Block]]]) -> str:
    """The page of a document in one language or several, one after the other. The same blocks give the same page."""
    page: str = _template().render(
        title=title,
        lang=documents[0][0].value,
        documents=[(language.value, list(blocks)) for language, blocks in documents],
        kind=lambda block: type(block).__name__,
        bars=_bars,
    )
    return page


def _bars(block: Bars) -> dict[str, Any]:
    """Where the picture's parts lie, in its own units."""
    most = max((sum(counts) for _, counts in block.rows), default=0) or 1
    scale = (_WIDE - _LEFT - 60) / most
    rows = []
    for at, (name, counts) in enumerate(block.rows):
        left, parts = float(_LEFT), []
        for number, count in enumerate(counts):
            parts.append({"x": round(left, 1), "width": round(count * scale, 1), "part": number})
            left += count * scale
        rows.append({"name": name, "y": at * _LINE, "parts": parts, "end": round(left + 6, 1), "total": sum(counts)})
    return {"rows": rows, "width": _WIDE, "height": len(rows) * _LINE + 4, "left": _LEFT, "line": _LINE}


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(resources.files(__package__).joinpath("page.html.j2").read_text(encoding="utf-8"))
