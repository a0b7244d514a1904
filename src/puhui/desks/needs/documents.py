"""A need as its enterprise sees it. Texts are in both languages (`localising`), times RFC 3339."""

from collections.abc import Callable, Sequence
from typing import Any

from puhui.desks.localising import both
from puhui.kernel import Text
from puhui.market.needs import Answer, FinancingNeed
from puhui.market.needs.documents import ask_document
from puhui.market.needs.states import ANSWER_TEXTS, NEED_TEXTS, AnswerState, NeedState
from puhui.market.needs.store import NeedEvent

_STEPS = {
    "need.reopened": Text(zh="重新开放", en="open again"),
    "need.escalated": Text(zh="转办并上报", en="handed over and escalated"),
}


def owner_document(need: FinancingNeed, events: Sequence[NeedEvent], name_of: Callable[[str], Text]) -> dict[str, Any]:
    """The need with its answers and its steps."""
    return {
        "id": str(need.id),
        "version": need.version,
        "state": need.state.value,
        "label": both(NEED_TEXTS[need.state]),
        "ask": six_fields(ask_document(need.ask)),
        "banks": [str(one) for one in need.scope.banks],
        "shows": sorted(need.scope.shows),
        "contact": need.contact,
        "made_at": need.made_at.isoformat(),
        "published_at": None if need.published_at is None else need.published_at.isoformat(),
        "closes_at": None if need.closes_at is None else need.closes_at.isoformat(),
        "ended_because": need.ended_because,
        "answers": [
            {"bank": str(one.bank), "bank_name": both(name_of(one.bank))} | _answer(one) for one in need.answers
        ],
        "history": [
            {"kind": one.kind, "label": both(_label(one, name_of)), "at": one.at.isoformat(), "entry": str(one.entry)}
            for one in events
        ],
    }


def six_fields(ask: dict[str, Any]) -> dict[str, Any]:
    """The fields that a form has; the way of repayment is settled in the application."""
    return {name: value for name, value in ask.items() if name != "repayment"}


def _answer(one: Answer) -> dict[str, Any]:
    return {
        "state": one.state.value,
        "label": both(ANSWER_TEXTS[one.state]),
        "since": one.since.isoformat(),
        "due_at": None if one.due_at is None else one.due_at.isoformat(),
        "banker": one.banker,
        "phone": one.phone,
        "message": one.message,
        "application": one.application,
    }


def _label(event: NeedEvent, name_of: Callable[[str], Text]) -> Text:
    about, _, word = event.kind.partition(".")
    if event.kind in _STEPS:
        return _STEPS[event.kind]
    if about == "need":
        return NEED_TEXTS[NeedState(word)]
    bank, text = name_of(event.document["answer"]["bank"]), ANSWER_TEXTS[AnswerState(word)]
    return Text(zh=f"{bank.zh}：{text.zh}", en=f"{bank.en}: {text.en}")
