"""What the bank has of a done computation: one row, and the document by which people see it."""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from puhui.desks.collecting import Subject
from puhui.desks.directory import Directory
from puhui.desks.localising import both
from puhui.desks.scoring import Collected
from puhui.desks.secret_scores.errors import ScoreUnreadable
from puhui.desks.secret_scores.models import ScoreModel
from puhui.kernel.ids import ScoreId
from puhui.privacy.jobs import Job

_COLUMNS = ["score", "pd", "grade", "coverage"]


@dataclass(frozen=True, slots=True)
class SecretScore:
    """A score and nothing behind it; None where the coverage is too thin for one."""

    score: float | None
    pd: float | None
    grade: str | None
    coverage: float
    document: dict[str, Any]
    collected: tuple[Collected, ...] = ()

    def record(self) -> dict[str, Any]:
        """What the decision record holds of it: with the job and the model, so that it can be held to both."""
        shown = {name: self.document[name] for name in (*_COLUMNS, "id", "model")}
        return shown | {name: self.document["secret"][name] for name in ("job", "program", "model_digest")}


@dataclass(frozen=True, slots=True)
class ScoreReader:
    """Reads results of one application's computation."""

    model: ScoreModel
    subject: Subject
    directory: Directory = field(repr=False)

    def read(self, job: Job, result: bytes, *, id_: ScoreId, at: datetime) -> SecretScore:
        """The score; raises `ScoreUnreadable` unless there is one row and it is this enterprise's."""
        try:
            (row,) = csv.DictReader(io.StringIO(result.decode()))
            if row[self.key(job)] != self.subject.uscc:
                raise ValueError("another enterprise")  # noqa: TRY301 - all faults of the row are told alike
            score, pd = _number(row["score"]), _number(row["pd"])
            grade, coverage = row["grade"] or None, float(row["coverage"])
        except (ValueError, KeyError, TypeError) as reason:
            raise ScoreUnreadable(
                job=job.id, reason=type(reason).__name__, stage="desks.secret_scores.reading"
            ) from None
        card = self.model.card
        document: dict[str, Any] = {
            "id": str(id_),
            "at": at.isoformat(),
            "score": score,
            "grade": grade,
            "pd": pd,
            "low": None,
            "high": None,
            "coverage": coverage,
            "model": {"name": card.name, "version": card.version},
            "radar": [],
            "reasons": [],
            "moved": [],
            "sources": [],
            "secret": {
                "job": job.id,
                "program": job.spec.program,
                "model_digest": self.model.name.digest,
                "custodians": [
                    {"org": party.name, "name": both(self.directory.name_of(party.name))}
                    for party in job.spec.parties
                    if party.dataset
                ],
            },
        }
        return SecretScore(score, pd, grade, coverage, document)

    @staticmethod
    def key(job: Job) -> str:
        """The column that names the enterprise."""
        return job.spec.word("key")


def _number(text: str) -> float | None:
    return float(text) if text else None
