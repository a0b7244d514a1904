"""The two state machines of a need: the need's own, and one for each bank that answers it. Pure tables.

A step is allowed from the states that it names and from no other. The documents draw their picture from these tables
(`kernel.moves.picture`), so that the picture cannot differ from what runs.

>>> answer_moved(AnswerStep.AGREE, AnswerState.PICKED_UP)
<AnswerState.AGREED: 'agreed'>
>>> answer_moved(AnswerStep.DRAW, AnswerState.PICKED_UP) is None
True
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from puhui.kernel import Text
from puhui.kernel.moves import Move, Moves, moved


class NeedState(StrEnum):
    """Where a need stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ANSWERED = "answered"
    MET = "met"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class NeedStep(StrEnum):
    """What is done to a need."""

    DRAFT = "draft"
    PUBLISH = "publish"
    ANSWER = "answer"
    REOPEN = "reopen"
    MEET = "meet"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class AnswerState(StrEnum):
    """Where one bank stands with a need."""

    INVITED = "invited"
    PICKED_UP = "picked_up"
    AGREED = "agreed"
    CONTACTED = "contacted"
    APPLIED = "applied"
    APPROVED = "approved"
    SIGNED = "signed"
    DRAWN = "drawn"
    DECLINED = "declined"
    LEFT = "left"
    REFUSED = "refused"
    LAPSED = "lapsed"
    CLOSED = "closed"


class AnswerStep(StrEnum):
    """What is done to an answer."""

    INVITE = "invite"
    PICK_UP = "pick_up"
    LEAVE = "leave"
    AGREE = "agree"
    REFUSE = "refuse"
    CONTACT = "contact"
    APPLY = "apply"
    APPROVE = "approve"
    DECLINE = "decline"
    SIGN = "sign"
    DRAW = "draw"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    LOOK_AGAIN = "look_again"
    CLOSE = "close"


_N, _A = NeedState, AnswerState
_LIVE = (_A.INVITED, _A.PICKED_UP, _A.AGREED, _A.CONTACTED, _A.APPLIED, _A.APPROVED, _A.SIGNED)

NEED_MOVES: Moves = MappingProxyType(
    {
        NeedStep.DRAFT: Move("enterprise", (), _N.DRAFT),
        NeedStep.PUBLISH: Move("enterprise", (_N.DRAFT,), _N.PUBLISHED),
        NeedStep.ANSWER: Move("portal", (_N.PUBLISHED,), _N.ANSWERED),
        NeedStep.REOPEN: Move("portal", (_N.ANSWERED,), _N.PUBLISHED),
        NeedStep.MEET: Move("portal", (_N.ANSWERED,), _N.MET),
        NeedStep.WITHDRAW: Move("enterprise", (_N.PUBLISHED, _N.ANSWERED), _N.WITHDRAWN),
        NeedStep.EXPIRE: Move("portal", (_N.PUBLISHED, _N.ANSWERED), _N.EXPIRED),
    }
)

ANSWER_MOVES: Moves = MappingProxyType(
    {
        AnswerStep.INVITE: Move("portal", (), _A.INVITED),
        AnswerStep.PICK_UP: Move("bank", (_A.INVITED,), _A.PICKED_UP, begins=True),
        AnswerStep.LEAVE: Move("bank", (_A.INVITED, _A.PICKED_UP, _A.AGREED), _A.LEFT),
        AnswerStep.AGREE: Move("enterprise", (_A.PICKED_UP,), _A.AGREED),
        AnswerStep.REFUSE: Move("enterprise", (_A.INVITED, _A.PICKED_UP, _A.AGREED, _A.CONTACTED), _A.REFUSED),
        AnswerStep.CONTACT: Move("bank", (_A.AGREED,), _A.CONTACTED),
        AnswerStep.APPLY: Move("enterprise", (_A.AGREED, _A.CONTACTED), _A.APPLIED),
        AnswerStep.APPROVE: Move("bank", (_A.APPLIED,), _A.APPROVED),
        AnswerStep.DECLINE: Move("bank", (_A.APPLIED,), _A.DECLINED),
        AnswerStep.SIGN: Move("enterprise", (_A.APPROVED,), _A.SIGNED),
        AnswerStep.DRAW: Move("bank", (_A.SIGNED,), _A.DRAWN),
        AnswerStep.WITHDRAW: Move("enterprise", (_A.APPLIED, _A.APPROVED), _A.REFUSED),
        AnswerStep.LOOK_AGAIN: Move("bank", (_A.DECLINED,), _A.APPLIED),
        AnswerStep.LAPSE: Move("portal", (_A.INVITED, _A.AGREED), _A.LAPSED),
        AnswerStep.CLOSE: Move("portal", _LIVE, _A.CLOSED),
    }
)

LIVE = frozenset(_LIVE)
"""The answers that hold one of the need's places."""

OPEN = frozenset({_N.PUBLISHED, _N.ANSWERED})
"""The needs that banks may see."""

WAITS_FOR_BANK = frozenset({_A.INVITED, _A.AGREED})
"""The answers in which the bank's first-response clock runs."""


def answer_moved(step: AnswerStep, state: AnswerState | None) -> AnswerState | None:
    """The state after an answer's step, None where the step is not allowed. A bank may also pick up what it was not
    invited to."""
    after = moved(ANSWER_MOVES, step, state)
    return None if after is None else AnswerState(after)


def need_moved(step: NeedStep, state: NeedState) -> NeedState | None:
    """The state after a need's step, None where the step is not allowed."""
    after = moved(NEED_MOVES, step, state)
    return None if after is None else NeedState(after)


NEED_TEXTS: Mapping[NeedState, Text] = {
    _N.DRAFT: Text(zh="草稿", en="draft"),
    _N.PUBLISHED: Text(zh="已发布", en="published"),
    _N.ANSWERED: Text(zh="已有银行接单", en="answered"),
    _N.MET: Text(zh="已放款", en="met"),
    _N.WITHDRAWN: Text(zh="已撤回", en="withdrawn"),
    _N.EXPIRED: Text(zh="已到期", en="expired"),
}

ANSWER_TEXTS: Mapping[AnswerState, Text] = {
    _A.INVITED: Text(zh="已推送，待接单", en="invited"),
    _A.PICKED_UP: Text(zh="已接单，待企业同意", en="picked up"),
    _A.AGREED: Text(zh="企业已同意，待银行联系", en="agreed, to be contacted"),
    _A.CONTACTED: Text(zh="已联系", en="contacted"),
    _A.APPLIED: Text(zh="已申请", en="applied"),
    _A.APPROVED: Text(zh="已批准", en="approved"),
    _A.SIGNED: Text(zh="已签约", en="signed"),
    _A.DRAWN: Text(zh="已放款", en="drawn"),
    _A.DECLINED: Text(zh="已拒绝", en="declined"),
    _A.LEFT: Text(zh="银行放弃", en="left by the bank"),
    _A.REFUSED: Text(zh="企业未选择", en="not chosen by the enterprise"),
    _A.LAPSED: Text(zh="超时未响应", en="the bank's time ran out"),
    _A.CLOSED: Text(zh="需求已结束", en="closed with the need"),
}
