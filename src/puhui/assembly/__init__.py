"""Where rooms meet: settings become a wired node, and the use-cases that need several rooms stand as its desks.

The room promises that a node holds only what its role needs, that engines and connectors are named in `wiring` alone,
and that everything a desk writes for one request is one transaction.
"""

from puhui.assembly.node import Node

__all__ = ["Node"]
