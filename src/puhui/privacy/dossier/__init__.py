"""The compliance dossier of one node's private computations: for a legal department, not for cryptographers.

Promises. It tells what the node's own record has, all of it, and nothing else: every job of the period, also refused,
cancelled and failed ones, and the invitations turned away; under which mandates or grants, with the numbers of uses and
denials that the ledger has; what each party learnt, added up, and what budgets are left; with which protocols, against
whom they protect and what breaks them. What the record and the ledger disagree on stands on the first page. No value
of the data stands in it, nor a list of groups. Where a heading of the standard was not compared with the standard
itself, it says so. The same record gives the same document.
"""

from puhui.privacy.dossier.composing import compose, title_of
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.markdown import as_markdown
from puhui.privacy.dossier.model import Dossier, LedgerSide, Names, OnLedger, Spent, TurnedAway
from puhui.privacy.dossier.page import as_page
from puhui.privacy.dossier.reading import read_dossier
from puhui.privacy.dossier.writing import BEIJING

__all__ = [
    "BEIJING",
    "Deed",
    "Dossier",
    "End",
    "LedgerSide",
    "Names",
    "OnLedger",
    "Spent",
    "TurnedAway",
    "as_markdown",
    "as_page",
    "compose",
    "read_dossier",
    "title_of",
]
