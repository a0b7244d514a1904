"""The words for operations and purposes of private computations."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from puhui.consent import UnknownPurpose, purpose
from puhui.kernel import Text


def purposes() -> Mapping[str, Text]:
    """What a mandate may be for, by code."""
    return _words()["purposes"]


def operations() -> Mapping[str, Text]:
    """What may be computed under a mandate, by code."""
    return _words()["operations"]


def purpose_text(code: str) -> Text:
    """What a computation is for: by a mandate's purposes, or by those that an enterprise grants for."""
    try:
        return purposes().get(code) or purpose(code).text
    except UnknownPurpose:
        return Text(zh=code, en=code)


def operation_text(code: str) -> Text:
    """What is computed, under a mandate or under grants."""
    return operations().get(code) or _words()["under_grants"].get(code) or Text(zh=code, en=code)


@cache
def _words() -> Mapping[str, Mapping[str, Text]]:
    raw = json.loads(resources.files("puhui.desks.computing").joinpath("purposes.json").read_text(encoding="utf-8"))
    return {
        kind: {one["code"]: Text(zh=one["zh"], en=one["en"]) for one in raw[kind]}
        for kind in ("purposes", "operations", "under_grants")
    }
