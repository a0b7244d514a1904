"""A bank's board: the needs that it may answer or holds, as the portal last told.

What the bank does is asked of the portal at once, which alone knows whether a place is left; the sheet that comes back,
or the one that the outbox brings if we die here, is what counts. The bank's own steps are also entries of its own, so
that no portal can say that a bank picked up what it did not.
"""

from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.errors import PeerForged, ThingNotFound
from puhui.desks.localising import both, localised
from puhui.desks.needs.documents import six_fields
from puhui.desks.needs.times import of_ms
from puhui.desks.peers import Peers
from puhui.desks.store import document, documents, put_document
from puhui.desks.views.needs import BoardList, BoardNeedView, ContactRequest, LeaveRequest
from puhui.kernel import Language, encode
from puhui.market.needs import AnswerState, MarketHouse
from puhui.market.needs.states import ANSWER_TEXTS, LIVE, NEED_TEXTS, WAITS_FOR_BANK, NeedState
from puhui.market.needs.store import record
from puhui.storage import Database

_SHEET = "need_sheet"
_OWN_STEPS = frozenset({AnswerState.PICKED_UP, AnswerState.CONTACTED, AnswerState.LEFT})
_NO_WORDS = {"banker": "", "phone": "", "message": "", "reason": ""}


class BoardDesk:
    """One bank's board. Safe from many threads."""

    def __init__(
        self, *, house: MarketHouse, portal: str, peers: Peers, database: Database, wake: Callable[[], None]
    ) -> None:
        self._house = house
        self._portal = portal
        self._peers = peers
        self._database = database
        self._wake = wake

    def board(self, language: Language) -> BoardList:
        """What waits for this bank first, then what it holds, then what it may pick up; each newest first."""
        with self._database.transaction() as connection:
            there = [one for one in documents(connection, _SHEET) if _shown(one)]
        there.sort(key=_place)
        return BoardList.model_validate({"items": [localised(_document(one), language) for one in there]})

    def need(self, id_: str, language: Language) -> BoardNeedView:
        """One need of the board; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            kept = document(connection, _SHEET, id_)
        if kept is None or "ask" not in kept:
            raise ThingNotFound(kind="need", id=id_, stage="desks.needs")
        return BoardNeedView.model_validate(localised(_document(kept), language))

    def pick_up(self, id_: str, language: Language) -> BoardNeedView:
        """Take one of the need's places; raises `NeedTaken` when none is left."""
        return self._step(id_, {"step": "pick_up"}, language)

    def contact(self, id_: str, request: ContactRequest, language: Language) -> BoardNeedView:
        """Make contact with an enterprise that agreed to this bank."""
        return self._step(id_, {"step": "contact", **request.model_dump()}, language)

    def leave(self, id_: str, request: LeaveRequest, language: Language) -> BoardNeedView:
        """Leave the need to others."""
        return self._step(id_, {"step": "leave", "reason": request.reason}, language)

    def receive(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in a sheet that the portal tells."""
        if caller != self._portal:
            raise ThingNotFound(kind="desk", id=caller, stage="desks.needs")
        self._keep(id_, body)
        return encode({})

    def _step(self, id_: str, words: dict[str, str], language: Language) -> BoardNeedView:
        self.need(id_, language)
        self._keep(id_, self._peers.post(self._portal, f"/needs/{id_}/steps", encode(_NO_WORDS | words)))
        return self.need(id_, language)

    def _keep(self, id_: str, body: bytes) -> None:
        """Keep the sheet unless a later one is here; that of a need that is over replaces all that was told."""
        try:
            told = orjson.loads(body)
            version, _ = int(told["version"]), NeedState(told["state"])
            if told["id"] != id_:
                raise ValueError("another need")  # noqa: TRY301 - all faults of the body are told alike
            if "ask" in told:
                BoardNeedView.model_validate(localised(_document(told), Language.EN))
        except (ValueError, KeyError, TypeError) as reason:
            raise PeerForged(org=self._portal, reason=str(reason)[:300], stage="desks.needs") from None
        with self._database.transaction() as connection:
            current = document(connection, _SHEET, id_)
            if current is not None and version < current["version"]:
                return
            self._own_step(connection, id_, current, told)
            put_document(connection, _SHEET, id_, told, uscc="", at=self._house.now())
        self._wake()

    def _own_step(self, connection: Connection, id_: str, before: dict[str, Any] | None, told: dict[str, Any]) -> None:
        """Owe the ledger the bank's own word for what it did."""
        was = (before or {}).get("answer") or {}
        now = told["answer"] or {}
        if now.get("state") in _OWN_STEPS and now != was:
            kept = {"need": id_, "state": now["state"], "since": now["since"]}
            record(connection, self._house, id_, f"answer.{now['state']}", kept)


def _shown(told: dict[str, Any]) -> bool:
    """Whether the need is on the board: open to this bank, or held by it."""
    return "ask" in told and (told["open"] or (told["answer"] or {}).get("state") in {*LIVE, AnswerState.DRAWN})


def _place(told: dict[str, Any]) -> tuple[int, str]:
    state = (told["answer"] or {}).get("state")
    return (0 if state in WAITS_FOR_BANK else 1 if state in LIVE else 2, "")


def _document(told: dict[str, Any]) -> dict[str, Any]:
    """The sheet as people see it."""
    answer = told["answer"]
    return {
        "id": told["id"],
        "version": told["version"],
        "state": told["state"],
        "label": both(NEED_TEXTS[NeedState(told["state"])]),
        "seats": told["seats"],
        "ask": six_fields(told["ask"]),
        "published_at": told["published_at"],
        "closes_at": told["closes_at"],
        "about": told["about"],
        "fits": told["fits"],
        "enterprise": told["enterprise"],
        "answer": answer
        and {name: value for name, value in answer.items() if name != "bank"}
        | {
            "label": both(ANSWER_TEXTS[AnswerState(answer["state"])]),
            "since": of_ms(answer["since"]),
            "due_at": None if answer["due_at"] is None else of_ms(answer["due_at"]),
        },
    }
