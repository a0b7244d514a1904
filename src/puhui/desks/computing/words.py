"""The words for operations and purposes of private computations."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from puhui.kernel import Text


def purposes() -> Mapping[str, Text]:
    """What a mandate may be for, by code."""
    return _words()["purposes"]


def operations() -> Mapping[str, Text]:
    """What may be computed under a mandate, by code."""
    return _words()["operations"]


@cache
def _words() -> Mapping[str, Mapping[str, Text]]:
    raw = json.loads(resources.files("puhui.desks.computing").joinpath("purposes.json").read_text(encoding="utf-8"))
    return {
        kind: {one["code"]: Text(zh=one["zh"], en=one["en"]) for one in raw[kind]}
        for kind in ("purposes", "operations")
    }
