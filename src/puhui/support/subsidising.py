"""A campaign's steps and its promises. Each is part of the caller's transaction, and each promise is counted in it.

An officer makes a campaign and an approver publishes it. A promise to a loan needs nobody then: the terms decide, and
the budget, the quota and the enterprise's ceiling are sums in the transaction that promises.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.engine import Connection

from puhui.kernel import Text
from puhui.kernel.ids import CampaignId, SubsidyId
from puhui.support import store
from puhui.support.campaign import (
    Applied,
    Campaign,
    Subsidy,
    Terms,
    check_terms,
    conditions,
    most_fen,
    refusal,
)
from puhui.support.documents import document
from puhui.support.errors import SecondPersonNeeded, SupportChanged, SupportUnknown
from puhui.support.guaranteeing import LoanNews
from puhui.support.house import SupportHouse
from puhui.support.institution import support_defaults

_STAGE = "support.subsidising"
_AGAIN = "subsidy.promised_again"


@dataclass(frozen=True, slots=True)
class AskedSubsidy:
    """What is asked for a loan under a campaign. `listed`: the white lists on which the enterprise stands."""

    application: str
    campaign: str
    bank: str
    product: str
    uscc: str
    region: str
    industry: str
    segment: str
    loan_fen: int
    term_months: int
    listed: frozenset[str]


def draft(connection: Connection, house: SupportHouse, terms: Terms, *, by: str) -> Campaign:
    """Begin a campaign that nobody outside sees; raises `CampaignUnsound`."""
    check_terms(terms)
    one = Campaign(
        id=str(CampaignId.new(house.clock, house.entropy)),
        office=str(house.organisation),
        terms=terms,
        state="draft",
        made_at=house.now(),
        made_by=by,
    )
    store.insert(connection, one)
    return one


def rewrite(connection: Connection, house: SupportHouse, id_: str, terms: Terms, *, version: int, by: str) -> Campaign:
    """Change a draft; raises `SupportChanged` where another saved since, `CampaignUnsound`."""
    check_terms(terms)
    one = store.find(connection, Campaign, id_)
    if one.version != version:
        raise SupportChanged(thing=id_, stage=_STAGE)
    return store.save(connection, one.to("rewrite", terms=terms, made_by=by))


def publish(connection: Connection, house: SupportHouse, id_: str, *, version: int, by: str) -> Campaign:
    """A second person publishes what they looked at; raises `SecondPersonNeeded`, `SupportChanged`."""
    one = store.find(connection, Campaign, id_)
    if one.made_by == by:
        raise SecondPersonNeeded(thing=one.id, stage=_STAGE)
    if one.version != version:
        raise SupportChanged(thing=id_, stage=_STAGE)
    published = store.save(connection, one.to("publish", published_by=by))
    store.record(connection, house, id_, "campaign.published", {"v": 1, **document(published)})
    return published


def close(connection: Connection, house: SupportHouse, id_: str, *, reason: str, by: str) -> Campaign:
    """No new promises; those that were made hold."""
    one = store.find(connection, Campaign, id_)
    closed = store.save(connection, one.to("close", reason=reason))
    store.record(connection, house, id_, "campaign.closed", {"v": 1, "by": by, **document(closed)})
    return closed


def discard(connection: Connection, id_: str) -> Campaign:
    """Give a draft up."""
    one = store.find(connection, Campaign, id_)
    return store.save(connection, one.to("discard"))


def answer(connection: Connection, house: SupportHouse, asked: AskedSubsidy) -> Subsidy:
    """Promise the subsidy to a loan, or say why not; the same application again gets the same answer."""
    known = store.of_application(connection, Subsidy, asked.application)
    if known is not None:
        return known
    one = Subsidy(
        id=str(SubsidyId.new(house.clock, house.entropy)),
        campaign=asked.campaign,
        application=asked.application,
        bank=asked.bank,
        product=asked.product,
        uscc=asked.uscc,
        region=asked.region,
        state="promised",
        rate=Decimal(0),
        made_at=house.now(),
    )
    why, rate, wanted = _judged(connection, house, asked)
    if why is not None:
        return _kept(connection, house, replace(one, state="declined", reason=why))
    return _kept(connection, house, replace(one, rate=rate, promised_fen=wanted, valid_until=_until(house)))


def ask_again(connection: Connection, house: SupportHouse, asked: AskedSubsidy) -> Subsidy | None:
    """The application is decided anew after an appeal: a promise that lapsed is made again, once, where it may be."""
    one = store.of_application(connection, Subsidy, asked.application)
    if one is None or one.state != "lapsed" or store.has_event(connection, one.id, _AGAIN):
        return None
    why, rate, wanted = _judged(connection, house, asked)
    if why is not None:
        return None
    promised = store.save(
        connection, one.to("promise_again", rate=rate, promised_fen=wanted, valid_until=_until(house))
    )
    store.record(connection, house, one.id, _AGAIN, {"v": 1, **document(promised)})
    return promised


def _judged(connection: Connection, house: SupportHouse, asked: AskedSubsidy) -> tuple[Text | None, Decimal, int]:
    """Why nothing is promised, or None; the rate, and the most that it can come to."""
    try:
        campaign = store.find(connection, Campaign, asked.campaign)
    except SupportUnknown:
        return Text(zh="没有该活动", en="there is no such campaign"), Decimal(0), 0
    terms = campaign.terms
    who = Applied(
        bank=asked.bank,
        product=asked.product,
        region=asked.region,
        industry=asked.industry,
        segment=asked.segment,
        on=house.today(),
        listed=terms.listed in asked.listed if terms.listed else None,
    )
    unmet = [found.text for found in conditions(campaign, who) if found.state != "pass"]
    wanted = most_fen(terms, asked.loan_fen, asked.term_months)
    spent = store.used(connection, campaign.id, asked.uscc)
    why = _joined(unmet) if unmet else refusal(campaign, spent, wanted)
    return why, terms.subsidy_rate, wanted


def _until(house: SupportHouse) -> date:
    return house.today() + timedelta(days=support_defaults().integer("subsidy_days"))


def follow(connection: Connection, house: SupportHouse, one: Subsidy, news: LoanNews) -> Subsidy:
    """What the bank tells of the loan: it is paid out, less is owed, it is late, it ended."""
    if news.number <= one.news or one.state not in ("promised", "drawn"):
        return one
    known = one
    if one.state == "promised":
        if one.valid_until is None or news.disbursed_on > one.valid_until:
            return one
        known = one.to(
            "draw",
            loan=news.loan,
            principal_fen=news.principal_fen,
            owed_fen=news.principal_fen,
            told_on=news.disbursed_on,
        )
    told = known.to(
        "end" if news.settled else "earn",
        news=news.number,
        spent_fen=known.earns_until(news.on),
        owed_fen=news.owed_fen,
        told_on=news.on,
        normal=news.days_past_due == 0,
    )
    followed = store.save(connection, told)
    step = "ended" if news.settled else "drawn" if one.state == "promised" else "earned"
    store.record(connection, house, one.id, f"subsidy.{step}", {"v": 1, **document(followed)})
    return followed


def end(connection: Connection, house: SupportHouse, application: str) -> Subsidy | None:
    """The application is over without a loan: what was promised goes back. None where nothing was to end."""
    one = store.of_application(connection, Subsidy, application)
    if one is None or one.state != "promised":
        return None
    lapsed = store.save(connection, one.to("lapse"))
    store.record(connection, house, one.id, "subsidy.lapsed", {"v": 1, **document(lapsed)})
    return lapsed


def lapse_due(connection: Connection, house: SupportHouse) -> list[Subsidy]:
    """Promises whose day has passed without a loan go back to the budget."""
    due = [
        one
        for one in store.every(connection, Subsidy, ["promised"], oldest_first=True)
        if one.valid_until is not None and one.valid_until < house.today()
    ]
    return [found for one in due if (found := end(connection, house, one.application))]


def _kept(connection: Connection, house: SupportHouse, one: Subsidy) -> Subsidy:
    store.insert(connection, one)
    store.record(connection, house, one.id, f"subsidy.{one.state}", {"v": 1, **document(one)})
    return one


def _joined(texts: list[Text]) -> Text:
    zh, en = "；".join(one.zh for one in texts), "; ".join(one.en for one in texts)
    return Text(zh=f"不符合条件：{zh}", en=f"a condition is not met: {en}")
