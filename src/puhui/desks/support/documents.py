"""Guarantees, campaigns and listings as documents: for the office's own people, and as they are told to banks.

Texts are in both languages (`localising`), money in fen, rates decimal text.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from puhui.credit.guarantor import Capacity
from puhui.desks.localising import both
from puhui.kernel import Text
from puhui.support import Campaign, Cover, Criteria, Guarantee, Listing, Objection, Standing, Subsidy, Terms, Used
from puhui.support.states import STATE_TEXTS
from puhui.support.store import SupportEvent

Document = dict[str, Any]
SUPPRESS_BELOW = 5  # enterprises in a cell (domain/government)


def history(events: Sequence[SupportEvent]) -> list[Document]:
    """The steps of a thing, oldest first."""
    return [{"kind": one.kind, "at": one.at.isoformat(), "entry": str(one.entry)} for one in events]


def guarantee_document(
    one: Guarantee, found: Capacity, events: Sequence[SupportEvent], bank: Text, person: str
) -> Document:
    """A guarantee for the guarantor's people; `mine` where this person prepared what waits for another."""
    return {
        "id": one.id,
        "state": one.state,
        "label": both(STATE_TEXTS[one.state]),
        "application": one.application,
        "bank": one.bank,
        "bank_name": both(bank),
        "product": one.product,
        "uscc": one.uscc,
        "name": one.name,
        "segment": one.segment,
        "loan_fen": one.loan_fen,
        "term_months": one.term_months,
        "shares": shares(one.cover, one),
        "fee_rate": plain(one.cover.fee_rate),
        "wanted_fen": one.wanted_fen,
        "liability_fen": one.liability_fen,
        "owed_fen": one.owed_fen,
        "days_past_due": one.days_past_due,
        "group": one.group,
        "controls_guarantor": one.controls_guarantor,
        "comment": one.comment,
        "reason": one.reason,
        "letter": one.letter or None,
        "valid_until": None if one.valid_until is None else one.valid_until.isoformat(),
        "loss_fen": one.loss_fen,
        "compensated_fen": one.compensated_fen,
        "recovered_fen": one.recovered_fen,
        "asked_at": one.asked_at.isoformat(),
        "mine": person in ((one.proposed_by,) if one.state == "proposed" else (one.checked_by,)),
        "room_fen": found.amount_fen,
        "binding": found.binding,
        "bounds": [{"code": each.code, "room_fen": each.room_fen, "text": both(each.text)} for each in found.bounds],
        "history": history(events),
    }


def told_guarantee(one: Guarantee, events: Sequence[SupportEvent]) -> Document:
    """A guarantee as its bank is told: the letter itself, where there is one."""
    letter = next((event for event in events if event.kind == "guarantee.promised"), None)
    return {
        "id": one.id,
        "version": one.version,
        "state": one.state,
        "guarantor": one.cover.guarantor,
        "cover": one.cover.document(),
        "loan_fen": one.loan_fen,
        "reason": one.reason,
        "letter": None if letter is None else letter.document,
        "digest": one.letter or None,
        "entry": None if letter is None else str(letter.entry),
        "valid_until": None if one.valid_until is None else one.valid_until.isoformat(),
        "paid": {each.party: each.pays_fen for each in one.paid},
        "compensated_fen": one.compensated_fen,
        "recovered_fen": one.recovered_fen,
    }


def told_subsidy(one: Subsidy, campaign: Campaign | None, events: Sequence[SupportEvent], office: str) -> Document:
    """A subsidy as its bank is told; its digest is of the office's document on the ledger."""
    promised = next((event for event in events if event.kind == "subsidy.promised"), None)
    nobody = Text(zh="—", en="—")
    return {
        "id": one.id,
        "version": one.version,
        "state": one.state,
        "campaign": one.campaign,
        "name": both(nobody if campaign is None else campaign.terms.name),
        "funder": both(nobody if campaign is None else campaign.terms.funder),
        "office": office,
        "rate": plain(one.rate),
        "promised_fen": one.promised_fen,
        "spent_fen": one.spent_fen,
        "reason": both(one.reason),
        "digest": None if promised is None else promised.digest,
        "entry": None if promised is None else str(promised.entry),
    }


def told_listing(one: Listing) -> Document:
    """An entry as the bank is told that may look."""
    return {
        "title": both(one.title),
        "reason": one.reason,
        "source": one.source,
        "expires_on": one.expires_on.isoformat(),
    }


def terms_document(terms: Terms) -> Document:
    """A campaign's terms as they are typed."""
    return {
        "name_zh": terms.name.zh,
        "name_en": terms.name.en,
        "about_zh": terms.about.zh,
        "about_en": terms.about.en,
        "funder_zh": terms.funder.zh,
        "funder_en": terms.funder.en,
        "opens_on": terms.opens_on.isoformat(),
        "ends_on": terms.ends_on.isoformat(),
        "subsidy_rate": plain(terms.subsidy_rate),
        "budget_fen": terms.budget_fen,
        "client_most_fen": terms.client_most_fen,
        "quota": terms.quota,
        "products": list(terms.products),
        "regions": list(terms.regions),
        "industries": list(terms.industries),
        "segments": list(terms.segments),
        "listed": terms.listed,
    }


def campaign_document(
    one: Campaign, used: Used, answers: Sequence[Subsidy], events: Sequence[SupportEvent], person: str
) -> Document:
    """A campaign with its effect: counties of fewer than five enterprises are not told apart."""
    return {
        "id": one.id,
        "version": one.version,
        "state": one.state,
        "label": both(STATE_TEXTS[one.state]),
        "name": both(one.terms.name),
        "terms": terms_document(one.terms),
        "made_at": one.made_at.isoformat(),
        "mine": one.state == "draft" and one.made_by == person,
        "reason": one.reason,
        "loans": used.loans,
        "promised_fen": used.promised_fen,
        "spent_fen": used.spent_fen,
        "left_fen": used.left_fen(one.terms),
        "declined": sum(each.state == "declined" for each in answers),
        "counties": list(_counties(answers)),
        "history": history(events),
    }


def listing_document(one: Listing, events: Sequence[SupportEvent], person: str) -> Document:
    """An entry with its uses."""
    return {
        "id": one.id,
        "code": one.list,
        "title": both(one.title),
        "uscc": one.uscc,
        "name": one.name,
        "reason": one.reason,
        "source": one.source,
        "expires_on": one.expires_on.isoformat(),
        "state": one.state,
        "label": both(STATE_TEXTS[one.state]),
        "removed_because": one.removed_because,
        "mine": one.state == "proposed" and one.proposed_by == person,
        "uses": sum(event.kind == "listing.used" for event in events),
        "history": history(events),
    }


def criteria_document(one: Criteria, events: Sequence[SupportEvent], person: str) -> Document:
    """A version of a list's criteria for the office's people."""
    return {
        "id": one.id,
        "code": one.list,
        "number": one.number,
        "title": both(one.title),
        "words": both(one.words),
        "state": one.state,
        "label": both(STATE_TEXTS[one.state]),
        "made_at": one.made_at.isoformat(),
        "published_at": None if one.published_at is None else one.published_at.isoformat(),
        "mine": one.state == "draft" and one.made_by == person,
        "history": history(events),
    }


def objection_document(
    one: Objection,
    criteria: Criteria,
    entry: Listing | None,
    events: Sequence[SupportEvent],
    *,
    mine: bool,
    to_list: bool,
    late: bool,
) -> Document:
    """An objection for the office's people, beside the criteria that it is against and the entry that was taken off."""
    return _objection(one, events) | {
        "code": one.list,
        "title": both(criteria.title),
        "number": criteria.number,
        "words": both(criteria.words),
        "uscc": one.uscc,
        "name": one.name,
        "removed_because": "" if entry is None else entry.removed_because,
        "late": late,
        "mine": mine,
        "to_list": to_list,
    }


def standing_document(one: Standing, objections: Sequence[tuple[Objection, Sequence[SupportEvent]]]) -> Document:
    """A list and where an enterprise stands on it, as its portal is told: nothing of who decided, or of proposals."""
    criteria, entry = one.criteria, one.listing
    published = criteria.published_at or criteria.made_at
    return {
        "code": criteria.list,
        "criteria": criteria.id,
        "number": criteria.number,
        "title": both(criteria.title),
        "words": both(criteria.words),
        "published_at": published.isoformat(),
        "standing": one.state,
        "reason": "" if entry is None else entry.removed_because or entry.reason,
        "expires_on": None if entry is None else entry.expires_on.isoformat(),
        "may_object": one.may_object,
        "objections": [_objection(each, events) for each, events in objections],
    }


def _objection(one: Objection, events: Sequence[SupportEvent]) -> Document:
    return {
        "id": one.id,
        "grounds": one.grounds,
        "state": one.state,
        "label": both(STATE_TEXTS[one.state]),
        "made_at": one.made_at.isoformat(),
        "answer_by": one.answer_by.isoformat(),
        "reason": one.reason,
        "answered_at": None if one.answered_at is None else one.answered_at.isoformat(),
        "history": history(events),
    }


def shown(told: Document | None, name_of: Callable[[str], Text]) -> Document | None:
    """What a bank was told, as it and the enterprise see it; None where nothing was asked for."""
    if told is None:
        return None
    guarantee, subsidy = told.get("guarantee"), told.get("subsidy")
    return {
        "guarantee": None if guarantee is None else _shown_guarantee(guarantee, told["lender"], name_of),
        "subsidy": None if subsidy is None else _shown_subsidy(subsidy),
        "lists": told.get("lists", []),
        "waiting": bool(told["waiting"]),
    }


def entries_of(told: Document | None) -> list[str]:
    """The ledger entries behind what an enterprise is shown: the letter, the promise."""
    parts = [] if told is None else [told["guarantee"], told["subsidy"]]
    return [one["entry"] for one in parts if one is not None and one["entry"] is not None]


def shares(cover: Cover, one: Guarantee | None = None) -> list[Document]:
    """Who bears what, and what each paid of a loss."""
    paid = {} if one is None else {each.party: each.pays_fen for each in one.paid}
    return [
        {"party": each.party, "percent": plain(each.percent), "pays_fen": paid.get(each.party)} for each in cover.shares
    ]


def plain(value: Decimal) -> str:
    """A decimal as text."""
    return format(value, "f")


def _shown_guarantee(told: Document, lender: str, name_of: Callable[[str], Text]) -> Document:
    cover = Cover.parse(told["cover"], lender=lender)
    parts = [each | {"pays_fen": told["paid"].get(each["party"])} for each in shares(cover)]
    kept = (
        "id",
        "state",
        "guarantor",
        "loan_fen",
        "reason",
        "entry",
        "valid_until",
        "compensated_fen",
        "recovered_fen",
    )
    return {name: told[name] for name in kept} | {
        "label": both(STATE_TEXTS[told["state"]]),
        "guarantor_name": both(name_of(told["guarantor"])),
        "shares": parts,
        "covered_share": plain(cover.covered_share(lender)),
        "fee_rate": plain(cover.fee_rate),
        "letter": told["digest"],
    }


def _shown_subsidy(told: Document) -> Document:
    kept = (
        "id",
        "state",
        "campaign",
        "name",
        "funder",
        "office",
        "rate",
        "promised_fen",
        "spent_fen",
        "reason",
        "entry",
    )
    return {name: told[name] for name in kept} | {"label": both(STATE_TEXTS[told["state"]])}


def _counties(answers: Sequence[Subsidy]) -> list[Document]:
    counted = [one for one in answers if one.state in ("promised", "drawn", "ended")]
    found = []
    for region in sorted({one.region for one in counted}):
        own = [one for one in counted if one.region == region]
        few = len({one.uscc for one in own}) < SUPPRESS_BELOW
        found.append(
            {
                "region": region,
                "loans": None if few else len(own),
                "promised_fen": None if few else sum(one.promised_fen for one in own),
                "spent_fen": None if few else sum(one.spent_fen for one in own),
            }
        )
    return found
