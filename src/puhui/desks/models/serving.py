"""Which model scores now: the registry's champion of the segment, else of all segments, else the shipped card.

An approval that has run out is no approval: the model stops by itself, and the score says which card took its place.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from puhui.credit import Scorecard
from puhui.credit.calibration import pd_is_calibrated
from puhui.credit.models import Model, parse_model
from puhui.credit.registry import Registry, Serving
from puhui.credit.registry.errors import NoModelServes
from puhui.desks.models import store
from puhui.desks.models.journal import Journal
from puhui.desks.models.uses import ALL, Served, default_for, registered, uses_for
from puhui.storage import Database


class Chooser(Protocol):
    """Says which card scores a customer of a segment, of whom these sources answered."""

    def __call__(self, segment: str, present: Collection[str], at: datetime) -> Served:
        """The card, and the models that score beside it."""
        ...


def shipped_models(segment: str, present: Collection[str], at: datetime) -> Served:
    """The chooser of a node that keeps no registry: the portal's."""
    return default_for(segment, present)


class RegisteredModels:
    """The chooser of a node that keeps a registry. Read for each score, so that a withdrawal holds from the next on."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database, self._journal = database, journal

    def __call__(self, segment: str, present: Collection[str], at: datetime) -> Served:
        """The champion of the segment or of all, else the shipped card; with every shadow of those uses."""
        uses = uses_for(segment)
        with self._database.transaction() as connection:
            registry = self._journal.read(connection)
            champion = next((found for use in uses if (found := _champion(registry, use, at))), None)
            beside = [shadow.made.model.digest for use in uses for shadow in registry.shadows(use, at)]
            files = {
                digest: store.file_of(connection, digest)
                for digest in [*beside, *([champion.made.model.digest] if champion else [])]
            }
        served = default_for(segment, present) if champion is None else _served(champion, files)
        shadows = tuple((model_of(files[digest]), digest) for digest in beside)
        return replace(served, shadows=shadows)


def _champion(registry: Registry, use: str, at: datetime) -> Serving | None:
    try:
        return registry.champion(use, at)
    except NoModelServes:
        return None


def _served(champion: Serving, files: dict[str, bytes]) -> Served:
    digest, use = champion.made.model.digest, champion.made.use
    card = model_of(files[digest])
    assert isinstance(card, Scorecard), "a challenger is never served as champion"
    return registered(card, digest, use, uncalibrated=not pd_is_calibrated(card))


@lru_cache(maxsize=32)
def model_of(file: bytes) -> Model:
    """The model of a file, compiled once."""
    return parse_model(file)


__all__ = ["ALL", "Chooser", "RegisteredModels", "model_of", "shipped_models"]
