"""Headings of the industry standard, each with what the platform does and how sure the heading is."""

from collections.abc import Iterator, Mapping
from typing import Any

from puhui.kernel import Text
from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Items, Table, Words
from puhui.privacy.dossier.sections import budgets
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
            w.in_(Text(**one["answer"])) + _suite(w, one) + _idle(w, one),
            w.say("、", ", ").join(w.in_(SECTIONS[section]) for section in one["sections"]) or "—",
        )
        for one in headings
    )
    yield Table(w.head("standard_head"), rows)


def _idle(w: Writing, heading: Mapping[str, Any]) -> str:
    """That budgets protected no list, where the heading is about them."""
    there = "budgets" in heading and any(budgets.idle(w, one) is not None for one in w.dossier.budgets)
    return w.told("idle_heading") if there else ""


def _suite(w: Writing, heading: Mapping[str, Any]) -> str:
    """Which suite this node signs with, where the heading is about that."""
    suite = w.dossier.suite
    if "suites" not in heading:
        return ""
    if suite not in heading["suites"]:
        return w.told("suite_unknown")
    return w.told("suite", suite=suite, kind=w.in_(Text(**heading["suites"][suite])))
