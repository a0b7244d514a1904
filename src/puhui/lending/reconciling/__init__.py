"""Reconciliation with the bank's core system: its daily file beside our closed business date, to the fen, with causes.

`layout` reads the file, `comparing` finds and explains differences; neither does I/O. See docs/reference/lending.md.
"""

from puhui.lending.reconciling.comparing import Difference, reconcile
from puhui.lending.reconciling.layout import CoreDay, parse_core_day

__all__ = ["CoreDay", "Difference", "parse_core_day", "reconcile"]
