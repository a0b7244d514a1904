"""Settings become a wired node: what one organisation runs.

The room promises that a node holds only the desks that its role needs, that engines and connectors are named here
alone, and that every call between nodes is signed, heard once, and delivered until it is answered.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from puhui.assembly.node import Node

__all__ = ["Node"]


def __getattr__(name: str) -> Any:
    """`Node` brings every desk with it, two seconds of imports: who needs only the settings does not pay for them."""
    if name == "Node":
        from puhui.assembly.node import Node

        return Node
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
