"""Settings become a wired node: what one organisation runs.

The room promises that a node holds only the desks that its role needs, that engines and connectors are named in
`wiring` alone, and that every call between nodes is signed, heard once, and delivered until it is answered.
"""

from puhui.assembly.node import Node

__all__ = ["Node"]
