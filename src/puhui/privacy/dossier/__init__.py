"""The compliance dossier of one node's private computations: for a legal department, not for cryptographers.

Promises. It tells what the node's own record has, all of it, and nothing else: every job of the period, also refused
and failed ones; what each party learnt, added up; under which grants or mandates; with which protocols, against whom
they protect and what breaks them. No value of the data stands in it, nor a list of groups. Where a heading of the
standard was not compared with the standard itself, it says so. The same record gives the same document.
"""

from puhui.privacy.dossier.composing import BEIJING, compose, title_of
from puhui.privacy.dossier.markdown import as_markdown
from puhui.privacy.dossier.model import Dossier, OnLedger, Spent
from puhui.privacy.dossier.page import as_page
from puhui.privacy.dossier.reading import read_dossier

__all__ = ["BEIJING", "Dossier", "OnLedger", "Spent", "as_markdown", "as_page", "compose", "read_dossier", "title_of"]
