"""Banks answer a need: pick it up or are invited, the enterprise agrees to one, the bank makes contact, a loan follows.

At most `banks_max` banks hold a need at a time. The first-response clock runs while the bank is to act: after an
invitation, and after the enterprise has agreed.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.engine import Connection

from puhui.kernel.ids import OrgId
from puhui.market.needs import store
from puhui.market.needs.documents import answer_document
from puhui.market.needs.errors import NeedStepRefused, NeedTaken, NeedUnknown
from puhui.market.needs.house import MarketHouse
from puhui.market.needs.model import Answer, FinancingNeed
from puhui.market.needs.publishing import end, refused
from puhui.market.needs.settings import need_settings, working_days_after
from puhui.market.needs.states import (
    ANSWER_TEXTS,
    OPEN,
    WAITS_FOR_BANK,
    AnswerStep,
    NeedState,
    NeedStep,
    answer_moved,
)

_STAGE = "market.needs.answering"
_OF_APPLICATION = {
    "assessed": (AnswerStep.LOOK_AGAIN,),  # after a decline: its appeal reopened the application
    "approved": (AnswerStep.APPROVE,),
    "declined": (AnswerStep.DECLINE,),
    "withdrawn": (AnswerStep.WITHDRAW,),
    "contracted": (AnswerStep.APPROVE, AnswerStep.SIGN),
    "disbursed": (AnswerStep.APPROVE, AnswerStep.SIGN, AnswerStep.DRAW),
}


def invite(connection: Connection, house: MarketHouse, id_: str, bank: OrgId, *, why: str) -> FinancingNeed:
    """Give a bank a place and start its clock. `why`: `assigned`, or `handed_over` from a bank whose time ran out."""
    return _step(connection, house, store.find(connection, id_), bank, AnswerStep.INVITE, why=why)


def pick_up(connection: Connection, house: MarketHouse, id_: str, bank: OrgId) -> FinancingNeed:
    """A bank takes a place; the same again changes nothing. Raises `NeedTaken` when none is left."""
    need = store.find(connection, id_)
    answer = need.answer_of(bank)
    if answer is not None and answer.state is answer_moved(AnswerStep.PICK_UP, None):
        return need
    return _step(connection, house, need, bank, AnswerStep.PICK_UP)


def leave(connection: Connection, house: MarketHouse, id_: str, bank: OrgId, *, reason: str) -> FinancingNeed:
    """A bank leaves its place to another."""
    need = store.find(connection, id_)
    return _reopened(connection, house, _step(connection, house, need, bank, AnswerStep.LEAVE, reason=reason))


def agree(connection: Connection, house: MarketHouse, id_: str, bank: OrgId) -> FinancingNeed:
    """The enterprise lets a bank know who it is; the bank's clock to make contact starts."""
    return _step(connection, house, store.find(connection, id_), bank, AnswerStep.AGREE)


def refuse(connection: Connection, house: MarketHouse, id_: str, bank: OrgId) -> FinancingNeed:
    """The enterprise does not want this bank; its place is free again."""
    need = store.find(connection, id_)
    return _reopened(connection, house, _step(connection, house, need, bank, AnswerStep.REFUSE))


def make_contact(
    connection: Connection, house: MarketHouse, id_: str, bank: OrgId, *, banker: str, phone: str, message: str
) -> FinancingNeed:
    """The bank answers with a named banker: its clock stops."""
    need = store.find(connection, id_)
    return _step(connection, house, need, bank, AnswerStep.CONTACT, banker=banker, phone=phone, message=message)


def apply(connection: Connection, house: MarketHouse, id_: str, bank: OrgId, application: str) -> FinancingNeed:
    """The enterprise applied to a bank that it had agreed to."""
    need = store.find(connection, id_)
    return _step(connection, house, need, bank, AnswerStep.APPLY, application=application)


def may_apply(answer: Answer) -> bool:
    """Whether an application to the bank belongs to this answer."""
    return answer_moved(AnswerStep.APPLY, answer.state) is not None


def follow(connection: Connection, house: MarketHouse, need: FinancingNeed, bank: OrgId, state: str) -> FinancingNeed:
    """Take in what became of the application at that bank, by its state's name; again, or out of date, changes nothing.

    A loan that is drawn ends the need: it is met, and the other banks are told that it is over.
    """
    for step in _OF_APPLICATION.get(state, ()):
        answer = need.answer_of(bank)
        if answer is not None and need.state in OPEN and answer_moved(step, answer.state) is not None:
            need = _step(connection, house, need, bank, step)
            if step is AnswerStep.DRAW:
                return end(connection, house, need, NeedStep.MEET, "drawn")
            if step in {AnswerStep.DECLINE, AnswerStep.WITHDRAW}:
                need = _reopened(connection, house, need)
    return need


def lapse(connection: Connection, house: MarketHouse, need: FinancingNeed, bank: OrgId) -> FinancingNeed:
    """A bank's time ran out: it loses its place."""
    return _reopened(connection, house, _step(connection, house, need, bank, AnswerStep.LAPSE))


def overdue(need: FinancingNeed, now: datetime) -> list[Answer]:
    """The answers whose clock has run out."""
    return [one for one in need.answers if one.due_at is not None and one.due_at < now and one.state in WAITS_FOR_BANK]


def _step(
    connection: Connection, house: MarketHouse, need: FinancingNeed, bank: OrgId, step: AnswerStep, **said: str
) -> FinancingNeed:
    """One step of one answer: judged, stored and owed to the ledger in the caller's transaction."""
    if need.state is NeedState.DRAFT or not need.scope.admits(bank):
        raise NeedUnknown(need=need.id, stage=_STAGE)
    if need.state not in OPEN:
        raise refused(need)
    before = need.answer_of(bank)
    after = answer_moved(step, None if before is None else before.state)
    if after is None:
        text = None if before is None else ANSWER_TEXTS[before.state]
        state, state_zh = ("not held by this bank", "未被该银行接单") if text is None else (text.en, text.zh)
        raise NeedStepRefused(need=need.id, state=state, state_zh=state_zh, stage=_STAGE)
    of = need_settings()
    if before is None and len(need.held) >= of.banks_max:
        raise NeedTaken(need=need.id, limit=of.banks_max, stage=_STAGE)
    now = house.now()
    due = working_days_after(now, of.first_response_days) if after in WAITS_FOR_BANK else None
    base = before or Answer(bank, after, now)
    answer = replace(
        base,
        state=after,
        since=now,
        due_at=due,
        banker=said.get("banker", base.banker),
        phone=said.get("phone", base.phone),
        message=said.get("message", base.message),
        application=said.get("application", base.application),
    )
    others = tuple(one for one in need.answers if one.bank != bank)
    state = NeedState.ANSWERED if need.state is NeedState.PUBLISHED else need.state
    saved = store.save(connection, replace(need, state=state, answers=(*others, answer)))
    document = {"need": str(need.id), "answer": answer_document(answer), "said": said}
    store.record(connection, house, need.id, f"answer.{after.value}", document)
    return saved


def _reopened(connection: Connection, house: MarketHouse, need: FinancingNeed) -> FinancingNeed:
    """A need that no bank holds any more is published as before."""
    if need.held or need.state is not NeedState.ANSWERED:
        return need
    reopened = store.save(connection, replace(need, state=NeedState.PUBLISHED))
    store.record(connection, house, need.id, "need.reopened", {"need": str(need.id)})
    return reopened
