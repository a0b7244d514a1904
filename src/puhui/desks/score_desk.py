"""The enterprise's own score, at the portal: collect under its grants, score, keep it, anchor its digest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.consent import ActiveGrant, grants_of
from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.credit.portrait import Portrait, read_portrait
from puhui.desks.collecting import Asker, Requests, Subject, newest_by_dataset
from puhui.desks.destinations import LEDGER
from puhui.desks.directory import Directory
from puhui.desks.errors import NothingGranted, ThingNotFound
from puhui.desks.localising import localised
from puhui.desks.models.recording import keep_record
from puhui.desks.portraits import PortraitRoom, Who
from puhui.desks.scoring import ScoreRoom
from puhui.desks.store import document, documents, expect_entry, put_document
from puhui.desks.views import ScoreList, ScoreView
from puhui.kernel import Clock, Entropy, Language, Signer
from puhui.kernel.ids import OrgId, ScoreId
from puhui.ledger import Ledger, build_statement, entry_id
from puhui.parties import Enterprise
from puhui.storage import Database, put

SCORE, _PORTRAIT, _PURPOSE = "score", "portrait", "score"
_HIDDEN = ("terms", "indicators")


@dataclass(frozen=True, slots=True)
class StoredScore:
    """A kept score, as matching reads it: the score and the indicators behind it."""

    score: float | None
    pd: float | None
    grade: str | None
    coverage: float
    indicators: IndicatorSet


class ScoreDesk:
    """Scores of the enterprises of this portal."""

    def __init__(
        self,
        *,
        org: OrgId,
        database: Database,
        ledger: Ledger,
        signer: Signer,
        asker: Asker,
        requests: Requests,
        room: ScoreRoom,
        portraits: PortraitRoom,
        directory: Directory,
        clock: Clock,
        entropy: Entropy,
        wake: Callable[[], None],
    ) -> None:
        self._org = org
        self._database = database
        self._ledger = ledger
        self._signer = signer
        self._asker = asker
        self._requests = requests
        self._room = room
        self._portraits = portraits
        self._directory = directory
        self._clock = clock
        self._entropy = entropy
        self._wake = wake

    def score(self, uscc: str, language: Language) -> ScoreView:
        """Compute a score now; raises `NothingGranted` when no grant for scoring is active."""
        enterprise = self._directory.enterprise(uscc)
        held = grants_of(self._ledger, enterprise.subject, self._clock.now())
        grants = newest_by_dataset(held, self._org, _PURPOSE)
        if not any(isinstance(grant, ActiveGrant) for grant in grants):
            raise NothingGranted(stage="desks.score_desk")
        asking = f"score:{uscc}"
        ids = self._requests.fixed(asking, uscc, grants)
        collected = self._asker.collect(Subject(enterprise.uscc, enterprise.salt), grants, ids)
        id_, now = ScoreId.new(self._clock, self._entropy), self._clock.now()
        with self._database.transaction() as connection:
            before = next(iter(documents(connection, SCORE, uscc, limit=1)), None)
            scored = self._room.score(collected, id_=id_, at=now, uscc=uscc, segment=enterprise.segment, before=before)
            body = scored.document
            keep_record(connection, scored.served, scored.record, score=str(id_), application="", uscc=uscc, at=now)
            statement = self._statement(id_, body, enterprise.subject)
            body["entry"] = str(entry_id(statement, self._signer.public_key.suite))
            put_document(connection, SCORE, id_, body, uscc=uscc, at=now)
            drawn = self._portraits.portrait(_who(enterprise), scored, now).document()
            put_document(connection, _PORTRAIT, uscc, drawn, uscc=uscc, at=now)
            expect_entry(connection, body["entry"], uscc=uscc, at=now)
            put(connection, self._clock, destination=LEDGER, key=f"score:{id_}", payload=statement)
            self._requests.used(connection, asking)
        self._wake()
        return _view(body, language)

    def scores(self, uscc: str, language: Language) -> ScoreList:
        """All scores of the enterprise, newest first."""
        with self._database.reading() as connection:
            found = documents(connection, SCORE, uscc)
        return ScoreList(items=[_view(body, language) for body in found])

    def latest(self, uscc: str, language: Language) -> ScoreView:
        """The newest score; raises `ThingNotFound`."""
        with self._database.reading() as connection:
            found = documents(connection, SCORE, uscc, limit=1)
        if not found:
            raise ThingNotFound(kind="score", id="latest", stage="desks.score_desk")
        return _view(found[0], language)

    def portrait(self, uscc: str) -> Portrait:
        """The enterprise's own portrait, as of its newest score; raises `ThingNotFound` before the first."""
        with self._database.reading() as connection:
            kept = document(connection, _PORTRAIT, uscc)
        if kept is None:
            raise ThingNotFound(kind="portrait", id="latest", stage="desks.score_desk")
        return read_portrait(kept)

    def _statement(self, id_: ScoreId, body: dict[str, Any], subject: str) -> bytes:
        data = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
        digest = self._signer.public_key.suite.digest(data).hex()
        args = {"stream": str(id_), "seq": 1, "kind": "score.computed", "digest": digest}
        return build_statement(
            self._signer,
            self._org,
            "anchors",
            "record",
            args,
            clock=self._clock,
            entropy=self._entropy,
            subject=subject,
        )


def stored_score(connection: Connection, uscc: str) -> StoredScore | None:
    """The newest score of the enterprise, None when there is none yet."""
    body = newest_score(connection, uscc)
    return None if body is None else stored_of(body)


def newest_score(connection: Connection, uscc: str) -> dict[str, Any] | None:
    """The document of the enterprise's newest score, with its terms and indicators; None when there is none yet."""
    return next(iter(documents(connection, SCORE, uscc, limit=1)), None)


def stored_of(body: Mapping[str, Any]) -> StoredScore:
    """A score's document, as matching reads it."""
    return StoredScore(
        score=body["score"],
        pd=body["pd"],
        grade=body["grade"],
        coverage=body["coverage"],
        indicators=_indicators(body["indicators"]),
    )


def _who(enterprise: Enterprise) -> Who:
    return Who(
        uscc=str(enterprise.uscc),
        name=enterprise.name,
        segment=enterprise.segment,
        industry=enterprise.industry,
        established_on=enterprise.established_on,
    )


def _indicators(kept: list[dict[str, Any]]) -> IndicatorSet:
    found: dict[str, Indicator] = {}
    for item in kept:
        value = item["text"] if item["text"] is not None else item["value"]
        if item["name"] not in found or found[item["name"]].value is None:
            found[item["name"]] = Indicator(
                name=item["name"],
                value=value,
                unit=item["unit"],
                source=item["source"],
                as_of=None if item["as_of"] is None else date.fromisoformat(item["as_of"]),
                coverage=item["coverage"],
                cause=Cause(item["cause"]),
            )
    return IndicatorSet(tuple(found.values()))


def _view(body: dict[str, Any], language: Language) -> ScoreView:
    shown = {name: value for name, value in body.items() if name not in _HIDDEN}
    return ScoreView.model_validate(localised(shown, language))
