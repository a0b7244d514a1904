"""What one bank sees of a need: the need as written, and of its enterprise only what the share scope shows. Pure.

Before the enterprise agrees to the bank, the sheet has no name, no code and no figure of it. `fit` tells how the bank's
own products fit, as whole points and as conditions without the enterprise's values; the points for rate and likelihood
of approval say something of its risk, so they are there only where `band` is shown too. An estimated limit is never
looked at here: an offered amount would tell it.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from puhui.kernel import Text
from puhui.market.approval import Approval
from puhui.market.catalogue import catalogue
from puhui.market.conditions import State
from puhui.market.facts import Facts
from puhui.market.matching import Match, match
from puhui.market.needs.documents import answer_document, ask_document
from puhui.market.needs.model import Answer, FinancingNeed, Shows
from puhui.market.needs.settings import need_settings
from puhui.market.needs.states import OPEN, AnswerState
from puhui.market.product import Product

_OF_RISK = frozenset({"rate", "approval"})
_REVENUE_BANDS_WAN = (100, 500, 2_000, 5_000)
_WAN_FEN = 1_000_000
_KNOWS_WHO = frozenset(
    {
        AnswerState.AGREED,
        AnswerState.CONTACTED,
        AnswerState.APPLIED,
        AnswerState.APPROVED,
        AnswerState.SIGNED,
        AnswerState.DRAWN,
    }
)


def sheet(
    need: FinancingNeed,
    bank: str,
    facts: Facts,
    products: Iterable[Product],
    *,
    on: date,
    approval: Approval | None = None,
) -> dict[str, Any]:
    """The sheet of a need for one bank that its scope admits; `approval` as in `match`.

    A need that is over, or is full, and that the bank has no part in, is told as an id and a state alone: the bank
    forgets the rest.
    """
    answer = need.answer_of(bank)
    seats = need_settings().banks_max - len(need.held)
    open_ = need.state in OPEN and (seats > 0 or (answer is not None and answer in need.held))
    told: dict[str, Any] = {
        "id": str(need.id),
        "version": need.version,
        "state": need.state.value,
        "open": open_,
        "seats": max(0, seats),
        "answer": None if answer is None else answer_document(answer),
    }
    if not open_ and answer is None:
        return told
    return told | {
        "ask": ask_document(need.ask),
        "published_at": _iso(need.published_at),
        "closes_at": _iso(need.closes_at),
        "about": _about(need, facts),
        "fits": _fits(need, facts, products, on, approval),
        "enterprise": _enterprise(need, answer),
    }


def revenue_band(facts: Facts) -> Text | None:
    """The band of the invoiced sales of twelve months; None where they are not known."""
    one = facts.get("rev12_fen")
    if one is None or one.absent:
        return None
    wan = one.number / Decimal(_WAN_FEN)
    above = [edge for edge in _REVENUE_BANDS_WAN if wan >= edge]
    below = [edge for edge in _REVENUE_BANDS_WAN if wan < edge]
    if not above:
        return Text(zh=f"{below[0]}万元以下", en=f"below {below[0]}0,000 yuan")
    if not below:
        return Text(zh=f"{above[-1]}万元以上", en=f"{above[-1]}0,000 yuan or more")
    return Text(zh=f"{above[-1]}万至{below[0]}万元", en=f"{above[-1]}0,000 to {below[0]}0,000 yuan")


def _about(need: FinancingNeed, facts: Facts) -> dict[str, Any]:
    shows = need.scope.shows
    told: dict[str, Any] = {}
    if Shows.INDUSTRY in shows:
        told["industry"] = _value(facts, "industry_section")
        told["segment"] = _value(facts, "segment")
    if Shows.REGION in shows:
        told["region"] = _value(facts, "region_code")
    if Shows.BAND in shows:
        band = revenue_band(facts)
        told["grade"] = _value(facts, "grade")
        told["revenue"] = None if band is None else _both(band)
    return told


def _fits(
    need: FinancingNeed, facts: Facts, products: Iterable[Product], on: date, approval: Approval | None
) -> list[dict[str, Any]] | None:
    if Shows.FIT not in need.scope.shows:
        return None
    without_limit = {name: one for name, one in facts.items() if name != "limit_fen"}
    found = match(need.ask, products, without_limit, on=on, approval=approval)
    return [_fit(one, Shows.BAND in need.scope.shows) for one in found]


def _fit(one: Match, band: bool) -> dict[str, Any]:
    cures = {check.code: check.cure for check in one.checks}
    return {
        "product": one.product.code,
        "product_name": _both(one.product.name),
        "verdict": one.verdict.value,
        "degree": round(one.degree),
        "parts": [
            {"name": part.name, "label": _both(part.label), "points": round(part.points), "of": part.of}
            for part in one.parts
            if band or part.name not in _OF_RISK
        ],
        "unmet": [{"code": check.code, "text": _both(check.rule)} for check in one.checks if check.state is State.FAIL],
        "asks": [{"code": check.code, "text": _both(check.rule)} for check in one.checks if check.state is State.ASK],
        "raises": [
            {"code": note.code, "text": _both(cures.get(note.code, note.text))}
            for note in one.raises
            if note.code in cures
        ],
    }


def _enterprise(need: FinancingNeed, answer: Answer | None) -> dict[str, str] | None:
    if answer is None or answer.state not in _KNOWS_WHO:
        return None
    return {"uscc": need.asker.uscc, "name": need.asker.name, "contact": need.contact}


def _value(facts: Facts, name: str) -> dict[str, str] | None:
    one = facts.get(name)
    if one is None or one.absent or one.value is None:
        return None
    known = catalogue().get(name)
    return _both(known.show(one.value) if known else Text(zh=str(one.value), en=str(one.value)))


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _iso(moment: Any) -> str | None:
    return None if moment is None else str(moment.isoformat())
