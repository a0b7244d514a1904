"""A guarantee's steps. Each is part of the caller's transaction: the row, its event, and the digest owed to the ledger.

Two people stand behind every promise and every payment: an officer prepares, an approver decides. The limits are sums
in the transaction that promises.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.engine import Connection

from puhui.credit.guarantor import Capacity
from puhui.credit.price_cover import waterfall
from puhui.kernel import yuan
from puhui.kernel.ids import GuaranteeId
from puhui.support import store
from puhui.support.cover import Cover
from puhui.support.documents import document
from puhui.support.errors import ClaimUnsound, NoInstitution, SecondPersonNeeded
from puhui.support.guarantee import Guarantee, Paid, letter_of
from puhui.support.house import SupportHouse
from puhui.support.institution import Institution, require_room, room_for, support_defaults
from puhui.support.states import ON_BOOK

_STAGE = "support.guaranteeing"
_AGAIN = "guarantee.asked_again"
_UNANSWERED = {"proposed_by": "", "decided_by": "", "comment": "", "reason": "", "letter": "", "valid_until": None}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a bank asks with an application: nothing that the enterprise granted, only what it applied for."""

    application: str
    bank: str
    product: str
    uscc: str
    name: str
    segment: str
    loan_fen: int
    term_months: int
    cover: Cover


@dataclass(frozen=True, slots=True)
class LoanNews:
    """What a bank tells of a supported loan. `number` rises with every piece; what is overtaken changes nothing."""

    number: int
    loan: str
    principal_fen: int
    owed_fen: int
    days_past_due: int
    settled: bool
    on: date
    disbursed_on: date


def ask(connection: Connection, house: SupportHouse, asked: Asked) -> Guarantee:
    """Take in a bank's question; the same application again answers the guarantee that it made."""
    known = store.of_application(connection, Guarantee, asked.application)
    if known is not None:
        return known
    one = Guarantee(
        id=str(GuaranteeId.new(house.clock, house.entropy)),
        application=asked.application,
        bank=asked.bank,
        product=asked.product,
        uscc=asked.uscc,
        name=asked.name,
        segment=asked.segment,
        loan_fen=asked.loan_fen,
        term_months=asked.term_months,
        cover=asked.cover,
        state="asked",
        asked_at=house.now(),
    )
    store.insert(connection, one)
    _record(connection, house, one, "asked")
    return one


def room(connection: Connection, institution: Institution, one: Guarantee) -> Capacity:
    """What may be promised for it now, with every limit. What it holds itself is not counted against it."""
    burden = store.burden(connection, one)
    if one.state in ON_BOOK:
        own = one.liability_fen
        burden = replace(
            burden,
            liability_fen=burden.liability_fen - own,
            client_fen=burden.client_fen - own,
            group_fen=burden.group_fen - own,
        )
    return room_for(institution, burden, one, support_defaults())


def propose(
    connection: Connection,
    house: SupportHouse,
    institution: Institution | None,
    id_: str,
    *,
    group: str,
    controls_guarantor: bool,
    comment: str,
    by: str,
) -> Guarantee:
    """An officer would guarantee it. Raises `BeyondCapacity` where it may not be, `SupportStepRefused`."""
    one = store.find(connection, Guarantee, id_)
    known = one.to(
        "propose", group=group.strip(), controls_guarantor=controls_guarantor, comment=comment, proposed_by=by
    )
    require_room(room(connection, _required(institution), known), known.wanted_fen)
    proposed = store.save(connection, known)
    _record(connection, house, proposed, "proposed")
    return proposed


def promise(
    connection: Connection, house: SupportHouse, institution: Institution | None, id_: str, *, by: str
) -> Guarantee:
    """A second person promises: the letter is issued, and the book counts it from this transaction on.

    Raises `SecondPersonNeeded`, `BeyondCapacity`, `SupportStepRefused`.
    """
    one = store.find(connection, Guarantee, id_)
    if one.proposed_by == by:
        raise SecondPersonNeeded(thing=one.id, stage=_STAGE)
    one.to("promise")
    require_room(room(connection, _required(institution), one), one.wanted_fen)
    until = house.today() + timedelta(days=support_defaults().integer("letter_days"))
    letter = letter_of(one, valid_until=until, promised_by=by)
    event = store.record(connection, house, one.id, "guarantee.promised", letter.document())
    promised = one.to("promise", decided_by=by, letter=event.digest, valid_until=until, liability_fen=one.wanted_fen)
    return store.save(connection, promised)


def refuse(connection: Connection, house: SupportHouse, id_: str, *, reason: str, by: str) -> Guarantee:
    """It is not guaranteed, and why."""
    one = store.find(connection, Guarantee, id_)
    refused = store.save(connection, one.to("refuse", reason=reason, decided_by=by))
    _record(connection, house, refused, "refused")
    return refused


def end(connection: Connection, house: SupportHouse, application: str, reason: str) -> Guarantee | None:
    """The application is over without a loan: what was promised lapses. None where nothing was to end."""
    one = store.of_application(connection, Guarantee, application)
    if one is None or one.state not in ("asked", "proposed", "promised"):
        return None
    lapsed = store.save(connection, one.to("lapse", reason=reason, liability_fen=0))
    _record(connection, house, lapsed, "lapsed")
    return lapsed


def ask_again(connection: Connection, house: SupportHouse, application: str) -> Guarantee | None:
    """The application is decided anew after an appeal: what lapsed is asked for again, once. None where nothing is."""
    one = store.of_application(connection, Guarantee, application)
    if one is None or one.state != "lapsed" or store.has_event(connection, one.id, _AGAIN):
        return None
    asked = store.save(connection, one.to("ask_again", asked_at=house.now(), **_UNANSWERED))
    store.record(connection, house, one.id, _AGAIN, {"v": 1, **document(asked)})
    return asked


def lapse_due(connection: Connection, house: SupportHouse) -> list[Guarantee]:
    """Letters whose day has passed without a loan lapse."""
    due = [
        one
        for one in store.every(connection, Guarantee, ["promised"], oldest_first=True)
        if one.valid_until is not None and one.valid_until < house.today()
    ]
    return [found for one in due if (found := end(connection, house, one.application, "担保函到期 letter ended"))]


def follow(connection: Connection, house: SupportHouse, one: Guarantee, news: LoanNews) -> Guarantee:
    """What the bank tells of the loan: it came into force, less is owed, it ended, or money came back."""
    if news.number <= one.news:
        return one
    covered = one.cover.covered_fen(min(news.owed_fen, one.loan_fen), one.bank)
    told = replace(one, news=news.number, loan=news.loan, owed_fen=news.owed_fen, days_past_due=news.days_past_due)
    match one.state:
        case "promised" if one.valid_until is not None and news.disbursed_on <= one.valid_until:
            begun = store.save(connection, told.to("enter", liability_fen=covered, begun_fen=covered))
            _record(connection, house, begun, "entered")
            return begun if not news.settled else _release(connection, house, begun)
        case "in_force" if news.settled:
            return _release(connection, house, told)
        case "in_force" | "claimed" | "checked":
            return store.save(connection, replace(told, liability_fen=covered))
        case "compensated":
            back = max(one.recovered_fen, _recovered(one, news.owed_fen))
            recovered = store.save(connection, told.to("recover", recovered_fen=back))
            if back != one.recovered_fen:
                _record(connection, house, recovered, "recovered")
            return recovered
        case _:
            return one


def claim(connection: Connection, house: SupportHouse, one: Guarantee, *, loss_fen: int, request: str) -> Guarantee:
    """A bank claims the principal that is still owed on a late loan; the same request again changes nothing.

    Raises `ClaimUnsound`, `SupportStepRefused`.
    """
    if one.claim_request == request:
        return one
    claimed = one.to("claim", loss_fen=loss_fen, claim_request=request)
    days, most = support_defaults().integer("claim_days_past_due"), min(one.owed_fen, one.loan_fen)
    if one.days_past_due < days:
        raise ClaimUnsound(
            reason_zh=f"逾期{one.days_past_due}天，未满{days}天",
            reason=f"it is {one.days_past_due} days late, and {days} are asked for",
            stage=_STAGE,
        )
    if not 0 < loss_fen <= most:
        raise ClaimUnsound(
            reason_zh=f"可申请本金不超过{yuan(most)}元",
            reason=f"at most {yuan(most)} yuan of principal may be claimed",
            stage=_STAGE,
        )
    kept = store.save(connection, claimed)
    _record(connection, house, kept, "claimed")
    return kept


def check(connection: Connection, house: SupportHouse, id_: str, *, comment: str, by: str) -> Guarantee:
    """An officer looked at the claim and would pay it."""
    one = store.find(connection, Guarantee, id_)
    checked = store.save(connection, one.to("check", comment=comment, checked_by=by))
    _record(connection, house, checked, "checked")
    return checked


def reject(connection: Connection, house: SupportHouse, id_: str, *, reason: str, by: str) -> Guarantee:
    """The claim is not paid, and why; the guarantee stays in force."""
    one = store.find(connection, Guarantee, id_)
    parts = {"reason": reason, "decided_by": by, "loss_fen": 0, "checked_by": ""}
    rejected = store.save(connection, one.to("reject", **parts))
    _record(connection, house, rejected, "rejected")
    return rejected


def compensate(connection: Connection, house: SupportHouse, id_: str, *, by: str) -> Guarantee:
    """A second person pays: the loss goes through the shares, and from now on the pool's rate counts it.

    Raises `SecondPersonNeeded`, `SupportStepRefused`.
    """
    one = store.find(connection, Guarantee, id_)
    if one.checked_by == by:
        raise SecondPersonNeeded(thing=one.id, stage=_STAGE)
    claims = waterfall(one.loss_fen, one.cover.shares, lender=one.bank)
    paid = tuple(Paid(each.party, each.share_fen, each.pays_fen, each.cut_by) for each in claims)
    out = sum(each.pays_fen for each in paid if each.party != one.bank)
    done = store.save(connection, one.to("compensate", decided_by=by, paid=paid, compensated_fen=out, liability_fen=0))
    _record(connection, house, done, "compensated")
    return done


def _release(connection: Connection, house: SupportHouse, one: Guarantee) -> Guarantee:
    released = store.save(connection, one.to("release", liability_fen=0))
    _record(connection, house, released, "released")
    return released


def _recovered(one: Guarantee, owed_fen: int) -> int:
    """What came back to those who paid: their part of the principal that was repaid since the claim."""
    repaid = max(0, one.loss_fen - owed_fen)
    return min(one.compensated_fen, repaid * one.compensated_fen // one.loss_fen) if one.loss_fen else 0


def _record(connection: Connection, house: SupportHouse, one: Guarantee, step: str) -> None:
    store.record(connection, house, one.id, f"guarantee.{step}", {"v": 1, **document(one)})


def _required(institution: Institution | None) -> Institution:
    if institution is None:
        raise NoInstitution(stage=_STAGE)
    return institution
