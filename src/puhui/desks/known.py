"""What the portal knows of an enterprise for matching: its newest score, the indicators behind it, its segment."""

from datetime import date

from sqlalchemy.engine import Connection

from puhui.desks.score_desk import stored_score
from puhui.market import build_facts
from puhui.market.facts import Facts


def known_facts(connection: Connection, uscc: str, segment: str, on: date) -> Facts:
    """The facts of one enterprise: what it granted for its own score, and nothing that a custodian was not asked."""
    latest = stored_score(connection, uscc)
    sets = [] if latest is None else [latest.indicators]
    return build_facts(sets, latest, as_of=on, own={"segment": segment})
