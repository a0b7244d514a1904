"""A need as its canonical document and back: what is stored, digested and owed to the ledger is one thing."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from puhui.kernel.ids import NeedId, OrgId
from puhui.market.need import Need
from puhui.market.needs.model import Answer, Asker, FinancingNeed, Scope, Shows
from puhui.market.needs.states import AnswerState, NeedState
from puhui.market.product import Guarantee
from puhui.market.repayment import Repayment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def need_document(need: FinancingNeed) -> dict[str, Any]:
    """The document; times are milliseconds since 1970."""
    return {
        "id": str(need.id),
        "asker": {"uscc": need.asker.uscc, "name": need.asker.name, "segment": need.asker.segment},
        "ask": ask_document(need.ask),
        "state": need.state.value,
        "made_at": _ms(need.made_at),
        "version": need.version,
        "scope": {"banks": [str(one) for one in need.scope.banks], "shows": sorted(need.scope.shows)},
        "contact": need.contact,
        "published_at": _ms(need.published_at),
        "closes_at": _ms(need.closes_at),
        "ended_because": need.ended_because,
        "answers": [answer_document(one) for one in need.answers],
    }


def ask_document(ask: Need) -> dict[str, Any]:
    """The six fields, and the repayment that was named, if any."""
    return {
        "amount_fen": ask.amount_fen,
        "term_months": ask.term_months,
        "purpose": ask.purpose,
        "rate_acceptable": None if ask.rate_acceptable is None else format(ask.rate_acceptable, "f"),
        "guarantees": None if ask.guarantees is None else sorted(ask.guarantees),
        "repayment": None if ask.repayment is None else ask.repayment.value,
        "within_days": ask.within_days,
    }


def read_ask(told: Mapping[str, Any]) -> Need:
    """The need of its document; raises `NeedRefused` on what is none."""
    rate, guarantees, repayment = told["rate_acceptable"], told["guarantees"], told["repayment"]
    return Need(
        amount_fen=told["amount_fen"],
        term_months=told["term_months"],
        purpose=told["purpose"],
        rate_acceptable=None if rate is None else Decimal(rate),
        guarantees=None if guarantees is None else frozenset(Guarantee(one) for one in guarantees),
        repayment=None if repayment is None else Repayment(repayment),
        within_days=told["within_days"],
    )


def answer_document(answer: Answer) -> dict[str, Any]:
    """One bank's answer."""
    return {
        "bank": str(answer.bank),
        "state": answer.state.value,
        "since": _ms(answer.since),
        "due_at": _ms(answer.due_at),
        "banker": answer.banker,
        "phone": answer.phone,
        "message": answer.message,
        "application": answer.application,
    }


def read_need(told: Mapping[str, Any]) -> FinancingNeed:
    """The need of its stored document."""
    scope = told["scope"]
    return FinancingNeed(
        id=NeedId(told["id"]),
        asker=Asker(**told["asker"]),
        ask=read_ask(told["ask"]),
        state=NeedState(told["state"]),
        made_at=_time(told["made_at"]),
        version=told["version"],
        scope=Scope(tuple(OrgId(one) for one in scope["banks"]), frozenset(Shows(one) for one in scope["shows"])),
        contact=told["contact"],
        published_at=_time_or_none(told["published_at"]),
        closes_at=_time_or_none(told["closes_at"]),
        ended_because=told["ended_because"],
        answers=tuple(
            Answer(
                bank=OrgId(one["bank"]),
                state=AnswerState(one["state"]),
                since=_time(one["since"]),
                due_at=_time_or_none(one["due_at"]),
                banker=one["banker"],
                phone=one["phone"],
                message=one["message"],
                application=one["application"],
            )
            for one in told["answers"]
        ),
    )


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // timedelta(milliseconds=1)


def _time(ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=ms)


def _time_or_none(ms: int | None) -> datetime | None:
    return None if ms is None else _time(ms)
