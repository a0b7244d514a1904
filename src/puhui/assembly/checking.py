"""Is a node sound? Its rows are compared with themselves, by the same code that the tests run."""

from dataclasses import dataclass

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.settings import Settings, read_signer
from puhui.lending import checking
from puhui.storage import Database, refused, waiting


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found: `findings` need somebody, `waiting` counts what the outbox has yet to deliver."""

    findings: tuple[str, ...]
    waiting: int


def check_node(settings: Settings) -> Soundness:
    """Look at a node's rows, running or not; raises `SettingsBroken` when there is nothing to look at.

    1. Every application and loan is what its events say, and every decision replays (`lending.checking`).
    2. No receiver has refused for good what this node owed it.
    """
    if not settings.database.exists():
        raise SettingsBroken(
            path=settings.folder,
            reason=f"there is no {settings.database.name}",
            advice="restore the backup, or run the node once",
            stage="assembly.checking",
        )
    database = Database.file(settings.database)
    try:
        database.create()
        with database.transaction() as connection:
            faults = checking.faults(connection, read_signer(settings.folder).public_key.suite)
        undelivered = [
            f"{message.destination}: {message.key} was refused: {because}" for message, because in refused(database)
        ]
        return Soundness((*faults, *undelivered), waiting(database))
    finally:
        database.close()
