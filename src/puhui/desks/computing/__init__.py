"""Private computations at an institution's node: its mandates, the jobs it proposes and takes part in, their results.

The checks and the permits are the privacy room's; this desk says which list or table a party's part is, shows people
what stands and what each party learns, and hands results to the institution's own people alone.
"""

from puhui.desks.computing.desk import ComputingDesk
from puhui.desks.computing.sources import JobTables

__all__ = ["ComputingDesk", "JobTables"]
