"""Which applications share a device, an address, a telephone or a paper: at this bank, and what is asked of others."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

from sqlalchemy.engine import Connection

from puhui.desks.screening import store

KINDS = ("device", "address", "phone", "paper")
_SETTINGS = json.loads(resources.files("puhui.desks.screening").joinpath("links.json").read_bytes())
WINDOW_DAYS: int = _SETTINGS["window_days"]
WINDOW = timedelta(days=WINDOW_DAYS)
OTHERS = {kind: f"{kind}_others_90d" for kind in KINDS}
"""The field of a lending record in which another bank says how many others share a thing of a kind."""


def written(links: Iterable[tuple[str, str]]) -> list[str]:
    """(kind, tag) pairs as a computation names them.

    >>> written([("device", "ab")]), read([*written([("device", "ab")]), "shoe:cd"])
    (['device:ab'], {'device': ['ab']})
    """
    return [f"{kind}:{tag}" for kind, tag in links]


def read(said: Sequence[str]) -> dict[str, list[str]]:
    """The tags by kind of what a computation names; kinds that are not known are left out."""
    tags: dict[str, list[str]] = {}
    for one in said:
        kind, _, tag = one.partition(":")
        if kind in KINDS and tag:
            tags.setdefault(kind, []).append(tag)
    return tags


def shared_here(connection: Connection, application: str, *, uscc: str, now: datetime) -> dict[str, int]:
    """For each kind of which the application has a tag: how many other enterprises of this bank share it."""
    tags = read(written(store.links_of(connection, application)))
    return store.others_with(connection, tags, uscc=uscc, since=now - WINDOW)


def as_links(
    others: Mapping[str, int], *, source: str, on: str, exempt: Mapping[str, bool] | None = None
) -> list[dict[str, Any]]:
    """The counts as a screening's case has them: the enterprise itself counts."""
    apart = exempt or {}
    return [
        {
            "kind": kind,
            "enterprises": count + 1,
            "days": WINDOW_DAYS,
            "source": source,
            "as_of": on,
            "exempt": apart.get(kind, False),
        }
        for kind, count in others.items()
    ]
