"""Blocks as one self-contained page: no script, no outside host, pictures as plain boxes. Pure."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from puhui.kernel import Language
from puhui.privacy.dossier.blocks import Block

_SLIVER = 0.4  # percent: something is never drawn as nothing


def as_page(title: str, documents: Sequence[tuple[Language, Iterable[Block]]]) -> str:
    """The page of a document in one language or several, one after the other. The same blocks give the same page."""
    page: str = _template().render(
        title=title,
        lang=documents[0][0].value,
        documents=[(language.value, list(blocks)) for language, blocks in documents],
        kind=lambda block: type(block).__name__,
        width=_width,
    )
    return page


def _width(share: float) -> str:
    """A share as the width of its bar, in percent."""
    return f"{max(share * 100, _SLIVER if share else 0):.1f}"


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(resources.files(__package__).joinpath("page.html.j2").read_text(encoding="utf-8"))
