"""The desks of a node: what a person or a peer asks of it, each desk joining the rooms that the answer takes.

The room promises that everything a desk writes for one request is one transaction; that what other parties must learn
of it is owed in that same transaction, by the outbox; that no desk holds a subject's key; and that whatever leaves is a
view, in the reader's language. A desk is given its database, ledger, peers, clock and entropy: `puhui.assembly` does
that, and decides by a node's role which desks it has.

>>> from puhui.desks import localised
>>> from puhui.kernel import Language
>>> localised({"label": {"zh": "信用分", "en": "score"}, "points": [1]}, Language.EN)
{'label': 'score', 'points': [1]}
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from puhui.desks.actors import NOBODY, Actor
    from puhui.desks.bank import BankDesk, Books
    from puhui.desks.borrowing import BorrowerDesk
    from puhui.desks.consenting import ConsentDesk
    from puhui.desks.custody import CustodianDesk
    from puhui.desks.enrolling import EnrolmentDesk, RegistryDesk
    from puhui.desks.localising import localised
    from puhui.desks.people import People
    from puhui.desks.receipts import Receipts
    from puhui.desks.score_desk import ScoreDesk

_HOMES = {
    "NOBODY": "actors",
    "Actor": "actors",
    "BankDesk": "bank",
    "Books": "bank",
    "BorrowerDesk": "borrowing",
    "ConsentDesk": "consenting",
    "CustodianDesk": "custody",
    "EnrolmentDesk": "enrolling",
    "People": "people",
    "Receipts": "receipts",
    "RegistryDesk": "enrolling",
    "ScoreDesk": "score_desk",
    "localised": "localising",
}

__all__ = [
    "NOBODY",
    "Actor",
    "BankDesk",
    "Books",
    "BorrowerDesk",
    "ConsentDesk",
    "CustodianDesk",
    "EnrolmentDesk",
    "People",
    "Receipts",
    "RegistryDesk",
    "ScoreDesk",
    "localised",
]


def __getattr__(name: str) -> Any:
    """A desk brings its rooms with it, seconds of imports in all: each is loaded when it is first named."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"puhui.desks.{_HOMES[name]}"), name)
