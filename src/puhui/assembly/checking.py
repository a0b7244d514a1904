"""Is a node sound? Its rows are compared with themselves, by the same code that the tests run."""

from dataclasses import dataclass

from puhui.assembly.databases import existing_database
from puhui.assembly.settings import Settings, read_signer
from puhui.lending import checking
from puhui.storage import refused, waiting


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found: `findings` need somebody, `waiting` counts what the outbox has yet to deliver."""

    findings: tuple[str, ...]
    waiting: int


def check_node(settings: Settings) -> Soundness:
    """Look at a node's rows, running or not; raises `SettingsBroken` when there is nothing to look at,
    `DatabaseOlder` when the node is to be started first.

    1. Every application and loan is what its events say, and every decision replays (`lending.checking`).
    2. No receiver has refused for good what this node owed it.
    """
    with existing_database(settings) as database:
        with database.reading() as connection:
            faults = checking.faults(connection, read_signer(settings.folder).public_key.suite)
        undelivered = [
            f"{message.destination}: {message.key} was refused: {because}" for message, because in refused(database)
        ]
        return Soundness((*faults, *undelivered), waiting(database))
