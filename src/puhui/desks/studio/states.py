"""The life of a version. Pure.

A version is saved as often as its writers like; every save makes it a draft again. `CODES` are the numbers under which
financing platforms know the states of a product.

>>> after(State.DRAFT, Step.TEST).value, after(State.APPROVED, Step.PUBLISH).value
('tested', 'published')
>>> after(State.DRAFT, Step.PUBLISH)
Traceback (most recent call last):
    ...
puhui.desks.studio.errors.StepNotNow: a draft version cannot be published; ...
"""

from collections.abc import Collection
from enum import StrEnum

from puhui.desks.studio.errors import OwnWork, StepNotNow
from puhui.kernel import Text

_STAGE = "desks.studio"


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    TESTED = "tested"
    BACKTESTED = "backtested"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    OFFLINE = "offline"
    REJECTED = "rejected"
    DELETED = "deleted"


class Step(StrEnum):
    """What is done to a version; `INSTALL` is what came with the node's folder, before anybody published here."""

    INSTALL = "installed"
    SAVE = "saved"
    TEST = "tested"
    BACKTEST = "backtested"
    APPROVE = "approved"
    REJECT = "rejected"
    PUBLISH = "published"
    SUPERSEDE = "superseded"
    TAKE_OFFLINE = "offline"
    DELETE = "deleted"


CODES = {
    State.REJECTED: -1,
    State.DRAFT: 0,
    State.TESTED: 1,
    State.BACKTESTED: 1,
    State.APPROVED: 1,
    State.PUBLISHED: 2,
    State.SUPERSEDED: 3,
    State.OFFLINE: 3,
    State.DELETED: 4,
}

FILED = (State.PUBLISHED, State.SUPERSEDED, State.OFFLINE)
"""Those that serve or served: what they say never changes."""

_OPEN = (State.DRAFT, State.TESTED, State.BACKTESTED, State.APPROVED, State.REJECTED)
NEXT: dict[tuple[State, Step], State] = {
    **{(state, Step.SAVE): State.DRAFT for state in _OPEN},
    **{(state, Step.DELETE): State.DELETED for state in _OPEN},
    (State.DRAFT, Step.TEST): State.TESTED,
    (State.TESTED, Step.TEST): State.TESTED,
    (State.TESTED, Step.BACKTEST): State.BACKTESTED,
    (State.BACKTESTED, Step.BACKTEST): State.BACKTESTED,
    (State.BACKTESTED, Step.APPROVE): State.APPROVED,
    (State.BACKTESTED, Step.REJECT): State.REJECTED,
    (State.APPROVED, Step.REJECT): State.REJECTED,
    (State.APPROVED, Step.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Step.SUPERSEDE): State.SUPERSEDED,
    (State.PUBLISHED, Step.TAKE_OFFLINE): State.OFFLINE,
}

_WORDS = {
    State.DRAFT: Text(zh="草稿", en="draft"),
    State.TESTED: Text(zh="已测试", en="tested"),
    State.BACKTESTED: Text(zh="已回测", en="backtested"),
    State.APPROVED: Text(zh="已批准", en="approved"),
    State.PUBLISHED: Text(zh="已发布", en="published"),
    State.SUPERSEDED: Text(zh="已被取代", en="superseded"),
    State.OFFLINE: Text(zh="已下线", en="offline"),
    State.REJECTED: Text(zh="已退回", en="rejected"),
    State.DELETED: Text(zh="已删除", en="deleted"),
}
_DONE = {
    Step.SAVE: Text(zh="修改", en="saved"),
    Step.DELETE: Text(zh="删除", en="deleted"),
    Step.TEST: Text(zh="测试", en="tested"),
    Step.BACKTEST: Text(zh="回测", en="backtested"),
    Step.APPROVE: Text(zh="批准", en="approved"),
    Step.REJECT: Text(zh="退回", en="rejected"),
    Step.PUBLISH: Text(zh="发布", en="published"),
    Step.SUPERSEDE: Text(zh="取代", en="superseded"),
    Step.TAKE_OFFLINE: Text(zh="下线", en="taken offline"),
    Step.INSTALL: Text(zh="安装", en="installed"),
}


def after(state: State, step: Step) -> State:
    """The state after a step; raises `StepNotNow`."""
    found = NEXT.get((state, step))
    if found is None:
        state_text, step_text = _WORDS[state], _DONE[step]
        raise StepNotNow(
            state=state_text.en, state_zh=state_text.zh, step=step_text.en, step_zh=step_text.zh, stage=_STAGE
        )
    return found


def as_table() -> str:
    """The whole life as a Markdown table, which docs/reference/studio.md shows."""
    rows = ["| from | step | to | known as |", "|---|---|---|---|"]
    rows += [f"| {state.value} | {step.value} | {to.value} | {CODES[to]} |" for (state, step), to in NEXT.items()]
    return "\n".join(rows) + "\n"


def require_another(authors: Collection[str], person: str) -> None:
    """Nobody lets their own work through: raises `OwnWork` for anybody who ever saved the version."""
    if person in authors:
        raise OwnWork(stage=_STAGE)
