"""The record of one score, and its recomputation: the very inputs, the very files, to the last digit."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from puhui.credit.indicator import Value
from puhui.credit.models import Model, columns_of
from puhui.credit.scoring_record import Scored as Recorded
from puhui.credit.scoring_record import ScoringRecord, record, replay
from puhui.desks.models import store
from puhui.desks.models.serving import model_of
from puhui.desks.models.uses import Served
from puhui.desks.views import ScoreReplayDifference, ScoreReplayView
from puhui.storage import Database


def record_of(served: Served, row: Mapping[str, Value], present: Collection[str], *, key: str, at: datetime) -> bytes:
    """The record of the score `key`: what decided, and every shadow of which at least one source answered."""
    beside = [(model, digest) for model, digest in served.shadows if _sources(model) & set(present)]
    models: list[tuple[Model, str]] = [(served.card, served.digest), *beside]
    frame: dict[str, NDArray[Any]] = {}
    for model, _ in models:
        frame |= {name: _cell(row.get(name), numeric) for name, numeric in columns_of(model).items()}
    scored = [
        Recorded(model, digest, model.score(frame, absent=_sources(model) - set(present))) for model, digest in models
    ]
    absent = set().union(*(_sources(model) for model, _ in models)) - set(present)
    return b"".join(record(scored[0], scored[1:], frame, [key], at=at, use=served.use, absent=absent))


class ScoreRecords:
    """The records of a node's scores, for whoever asks to see one recomputed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def owner(self, score: str) -> str:
        """The enterprise that the score is about; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            return store.score_of(connection, score).uscc

    def record(self, score: str) -> bytes:
        """The record itself, which `puhui credit replay` reads; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            return store.score_of(connection, score).record

    def replay(self, score: str) -> ScoreReplayView:
        """Recompute the score from its record; raises `ThingNotFound`, `MalformedRecord`."""
        with self._database.transaction() as connection:
            kept = store.score_of(connection, score)
            past = ScoringRecord.parse(kept.record)
            files = {one.digest: store.file_of(connection, one.digest) for one in past.models}
        found = replay(past, {digest: model_of(file) for digest, file in files.items()})
        return ScoreReplayView(
            score=score,
            identical=found.identical,
            models=[f"{one.name}@{one.version}" for one in past.models],
            digests=[one.digest for one in past.models],
            record=past.digest,
            recorded=dict(past.rows[0]["outcome"]),
            differences=[
                ScoreReplayDifference(
                    model=str(one.model), recorded=dict(one.recorded), recomputed=dict(one.recomputed)
                )
                for one in found.differences
            ],
            libraries={name: f"{then} → {now}" for name, (then, now) in found.libraries.items()},
        )


def keep_record(
    connection: Connection, served: Served, data: bytes, *, score: str, application: str, uscc: str, at: datetime
) -> None:
    """Keep a score's record in the caller's transaction, and the shipped card's file that a replay will ask for."""
    store.keep_file(connection, served.card.file)
    store.keep_score(connection, store.KeptScore(score, application, uscc, at, served.digest, data))


def _sources(model: Model) -> set[str]:
    return {source.source for source in model.sources}


def _cell(value: Value, numeric: bool) -> NDArray[Any]:
    if numeric:
        return np.array([np.nan if value is None else float(value)], dtype=np.float64)
    out = np.empty(1, dtype=object)
    out[0] = value
    return out
