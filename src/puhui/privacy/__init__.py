"""Usable, not visible: computations over several custodians' data of which each learns the result it was named for.

Promises. A party's rows never leave its own worker process in the clear: what crosses are protocol messages of a
maintained library under mutual TLS. Every job is one specification with one digest, which pins the program, the
receivers and the disclosure, and all parties compare it before anything else crosses. Keys are spelt by one rule;
empty, malformed and repeated ones are reported, never silently joined. A party that dies, lies about its schema or
shows a wrong certificate gives every other a clear error within a bounded time, and nobody an output. Sums are exact
and shown only over at least three providers.

Two doors lead here. `jobs` runs them between nodes, where each data owner's node has its permits counted on the ledger
before its worker starts. `evaluating` runs them on one machine, over files that whoever runs it holds, and takes none.

>>> from puhui.privacy import Scheme, plan_match
>>> plan_match(1_000_000, 1_000_000).scheme is Scheme.RR22
True
"""

from puhui.privacy.keys import KeyKind, KeyReport, spell
from puhui.privacy.model import JobSpec, Learns, Op, Party, Scheme
from puhui.privacy.planner import Estimate, Network, Plan, plan_match, plan_score, plan_train, plan_validate

__all__ = [
    "Estimate",
    "JobSpec",
    "KeyKind",
    "KeyReport",
    "Learns",
    "Network",
    "Op",
    "Party",
    "Plan",
    "Scheme",
    "plan_match",
    "plan_score",
    "plan_train",
    "plan_validate",
    "spell",
]
