"""A bank's rules and products as versioned things: drafted, tested, backtested, approved by another, published.

Promises: a draft serves nobody; what serves passed its cases, was tried on the bank's past applications, and was let
through by a person who did not write it; each step but saving is an entry on the ledger with the digest of what it was
about; every version that ever served keeps its bytes, so that an old decision is replayed by the rules of its day; of
two who edit at once the later one is told, and overwrites nothing.
"""

from puhui.desks.studio.backtests import Backtests
from puhui.desks.studio.desk import StudioDesk
from puhui.desks.studio.serving import InForce, Installed
from puhui.desks.studio.workbench import By, Workbench

__all__ = ["Backtests", "By", "InForce", "Installed", "StudioDesk", "Workbench"]
