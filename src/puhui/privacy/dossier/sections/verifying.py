"""What others can check of this document and what nobody can; and words that a lawyer may not know."""

from collections.abc import Iterator

from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Items, Table, Words
from puhui.privacy.dossier.writing import Writing

_ABSENT = (
    "lists",
    "persons",
    "nature",
    "credit",
    "fitness",
    "approval",
    "withdrawal",
    "results",
    "limits",
    "crypto",
    "audit",
)


def blocks(w: Writing) -> Iterator[Block]:
    """How to verify."""
    yield Words(w.told("verify"))
    yield Items(tuple(w.told(f"verify_{what}") for what in ("ledger", "grants", "receipts", "not")))
    ledger = w.dossier.ledger
    if ledger is not None:
        source = w.told("ledger_asked", who=w.org(ledger.source)) if ledger.source else w.told("ledger_own")
        yield Words(source, "dim")


def absent(w: Writing) -> Iterator[Block]:
    """What a reader will ask next and has to look for elsewhere."""
    yield Words(w.told("absent"))
    yield Items(tuple(w.told(f"absent_{what}") for what in _ABSENT))


def glossary(w: Writing) -> Iterator[Block]:
    """The glossary."""
    yield Table((w.say("词", "Word"), w.say("意思", "Meaning")), tuple(words.glossary(w.language)))
