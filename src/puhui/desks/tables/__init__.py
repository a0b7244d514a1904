"""Tables that a bank takes out of its node, and the one that it brings: CSV and Excel.

The room promises: what goes out runs nowhere (a text that a spreadsheet would take for a formula stays a text); what
comes in is kept whole or not at all, and every fault is told with its line, its column, its cause and what to do; no
file makes the node open more than the stated limits.
"""

from puhui.desks.tables.desk import TableDesk
from puhui.desks.tables.errors import FileNotRead, OwnCustomerUnknown, PeriodEndsFirst, TooManyRows

__all__ = ["FileNotRead", "OwnCustomerUnknown", "PeriodEndsFirst", "TableDesk", "TooManyRows"]
