"""Until what nodes owe the ledger and each other is delivered: only then does the ledger tell the whole story."""

from collections.abc import Sequence
from contextlib import ExitStack

from puhui.assembly.databases import existing_database
from puhui.assembly.settings import Settings
from puhui.city.awaiting import awaited
from puhui.city.errors import StoryStuck
from puhui.kernel import Text
from puhui.storage import Database, waiting


def await_delivered(nodes: Sequence[Settings], seconds_max: float = 120.0) -> None:
    """Return once no node's outbox holds anything; raises `StoryStuck`, which names the nodes, when that takes longer.

    Reads the nodes' own databases, so they must be on this machine.
    """
    with ExitStack() as stack:
        databases: dict[str, Database] = {}
        for node in nodes:
            databases[node.org] = stack.enter_context(existing_database(node))

        def owing() -> list[str]:
            return [org for org, database in databases.items() if waiting(database)]

        advice = Text(zh=f"请查看 {'、'.join(databases)} 的日志", en=f"read the logs of {', '.join(databases)}")
        stuck = StoryStuck(
            step="delivery",
            reason=Text(zh="仍有未送达的条目", en="something is still owed"),
            advice=advice,
            stage="city.delivering",
        )
        awaited(lambda: None if owing() else True, stuck, seconds_max)
