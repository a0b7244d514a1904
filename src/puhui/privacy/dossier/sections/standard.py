"""Headings of the industry standard, each with what the platform does and how sure the heading is."""

from collections.abc import Iterator

from puhui.kernel import Text
from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Items, Table, Words
from puhui.privacy.dossier.sections.names import SECTIONS
from puhui.privacy.dossier.writing import Writing


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    name, notes, headings = words.standard()
    yield Words(w.in_(name) + w.say("。", "."))
    yield Items(tuple(w.in_(note) for note in notes))
    rows = tuple(
        (
            f"{one['number']} {w.in_(Text(zh=one['zh'], en=one['en']))}".strip(),
            w.in_(words.basis(one["basis"])),
            w.in_(Text(**one["answer"])),
            w.say("、", ", ").join(w.in_(SECTIONS[section]) for section in one["sections"]) or "—",
        )
        for one in headings
    )
    yield Table(w.head("standard_head"), rows)
