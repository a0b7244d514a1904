"""The enterprise's steps: write a draft, publish it with a share scope, take it back."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from puhui.kernel.ids import NeedId
from puhui.market.need import Need
from puhui.market.needs import store
from puhui.market.needs.documents import need_document
from puhui.market.needs.errors import NeedChanged, NeedStepRefused, ScopeRefused, TooManyNeeds
from puhui.market.needs.house import MarketHouse
from puhui.market.needs.model import Answer, Asker, FinancingNeed, Scope
from puhui.market.needs.settings import need_settings
from puhui.market.needs.states import LIVE, NEED_TEXTS, AnswerState, NeedState, NeedStep, need_moved

_STAGE = "market.needs.publishing"


def draft(connection: Connection, house: MarketHouse, asker: Asker, ask: Need) -> FinancingNeed:
    """Begin a need. A draft is the enterprise's own note: nothing of it is owed to the ledger."""
    limit = need_settings().open_needs_max
    if store.under_way(connection, asker.uscc) >= limit:
        raise TooManyNeeds(limit=limit, stage=_STAGE)
    made = FinancingNeed(
        id=NeedId.new(house.clock, house.entropy),
        asker=asker,
        ask=ask,
        state=NeedState.DRAFT,
        made_at=house.now(),
        version=1,
    )
    store.insert(connection, made)
    return made


def rewrite(connection: Connection, id_: str, ask: Need, *, version: int) -> FinancingNeed:
    """Save what was typed into a draft; raises `NeedChanged` for a stale page, `NeedStepRefused` once published."""
    need = _read(connection, id_, version)
    if need.state is not NeedState.DRAFT:
        raise refused(need)
    return store.save(connection, replace(need, ask=ask))


def discard(connection: Connection, id_: str) -> None:
    """Throw a draft away; raises `NeedStepRefused` once it was published."""
    need = store.find(connection, id_)
    if need.state is not NeedState.DRAFT:
        raise refused(need)
    store.forget(connection, need)


def publish(
    connection: Connection,
    house: MarketHouse,
    id_: str,
    scope: Scope,
    *,
    version: int,
    contact: str,
    days: int | None,
    banks: Collection[str],
) -> FinancingNeed:
    """Let the banks of `scope` see the need. `banks` are those of this market; `contact` is told to a bank that the
    enterprise agrees to, and to nobody before."""
    need = _read(connection, id_, version)
    after = _moved(need, NeedStep.PUBLISH)
    of = need_settings()
    open_days = of.open_days if days is None else days
    if not set(scope.banks) <= set(banks):
        raise ScopeRefused(reason="a bank is not in this market", reason_zh="所选银行不在本市场", stage=_STAGE)
    if not 1 <= open_days <= of.open_days_max:
        limit = of.open_days_max
        raise ScopeRefused(
            reason=f"it stays open for 1 to {limit} days", reason_zh=f"发布期限须为1至{limit}天", stage=_STAGE
        )
    now = house.now()
    published = store.save(
        connection,
        replace(
            need,
            state=after,
            scope=scope,
            contact=contact,
            published_at=now,
            closes_at=now + timedelta(days=open_days),
        ),
    )
    store.record(connection, house, published.id, "need.published", need_document(published))
    return published


def withdraw(connection: Connection, house: MarketHouse, id_: str, *, reason: str) -> FinancingNeed:
    """Take a published need back; the banks that hold it are told, and keep no place."""
    need = store.find(connection, id_)
    return end(connection, house, need, NeedStep.WITHDRAW, reason)


def end(connection: Connection, house: MarketHouse, need: FinancingNeed, step: NeedStep, because: str) -> FinancingNeed:
    """Bring a need to its end by `step`: every answer that is still live closes with it, save the one that drew."""
    after, now = _moved(need, step), house.now()
    answers = tuple(_closed(one, now) if one.state in LIVE else one for one in need.answers)
    ended = store.save(connection, replace(need, state=after, ended_because=because, answers=answers))
    store.record(connection, house, ended.id, f"need.{after.value}", need_document(ended))
    return ended


def refused(need: FinancingNeed) -> NeedStepRefused:
    """The error for a step that the need's state does not allow."""
    text = NEED_TEXTS[need.state]
    return NeedStepRefused(need=need.id, state=text.en, state_zh=text.zh, stage=_STAGE)


def _closed(answer: Answer, now: datetime) -> Answer:
    return replace(answer, state=AnswerState.CLOSED, since=now, due_at=None)


def _moved(need: FinancingNeed, step: NeedStep) -> NeedState:
    after = need_moved(step, need.state)
    if after is None:
        raise refused(need)
    return after


def _read(connection: Connection, id_: str, version: int) -> FinancingNeed:
    need = store.find(connection, id_)
    if need.version != version:
        raise NeedChanged(need=id_, stage=_STAGE)
    return need
