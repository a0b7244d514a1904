"""The points of each part of a degree, and the settings of its formulas, from `matching.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Settings:
    """`points` and `labels` by part, `of` the settings by name."""

    version: str
    points: Mapping[str, float]
    labels: Mapping[str, Text]
    of: Mapping[str, float]


@cache
def settings() -> Settings:
    """The settings that come with Puhui."""
    raw = json.loads(resources.files(__package__).joinpath("matching.json").read_bytes())
    return Settings(
        version=raw["version"],
        points={name: float(one["value"]) for name, one in raw["points"].items()},
        labels={name: Text(zh=one["zh"], en=one["en"]) for name, one in raw["points"].items()},
        of={name: float(one["value"]) for name, one in raw["settings"].items()},
    )
