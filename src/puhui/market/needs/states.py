"""The two state machines of a need: the need's own, and one for each bank that answers it. Pure tables.

A step is allowed from the states that it names and from no other. The documents draw their picture from these tables
(`picture`), so that the picture cannot differ from what runs.

>>> moved(AnswerStep.AGREE, AnswerState.PICKED_UP)
<AnswerState.AGREED: 'agreed'>
>>> moved(AnswerStep.DRAW, AnswerState.PICKED_UP) is None
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from puhui.kernel import Text


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


class By(StrEnum):
    """Who does a step."""

    ENTERPRISE = "enterprise"
    BANK = "bank"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class Move:
    """A step: who does it, from where, where to. No `origins` means that it begins the machine."""

    by: By
    origins: frozenset[str]
    to: str


def _move(by: By, to: str, *origins: str) -> Move:
    return Move(by, frozenset(origins), to)


_N, _A = NeedState, AnswerState
_LIVE = (_A.INVITED, _A.PICKED_UP, _A.AGREED, _A.CONTACTED, _A.APPLIED, _A.APPROVED, _A.SIGNED)

NEED_MOVES: Mapping[NeedStep, Move] = {
    NeedStep.PUBLISH: _move(By.ENTERPRISE, _N.PUBLISHED, _N.DRAFT),
    NeedStep.ANSWER: _move(By.PORTAL, _N.ANSWERED, _N.PUBLISHED),
    NeedStep.REOPEN: _move(By.PORTAL, _N.PUBLISHED, _N.ANSWERED),
    NeedStep.MEET: _move(By.PORTAL, _N.MET, _N.ANSWERED),
    NeedStep.WITHDRAW: _move(By.ENTERPRISE, _N.WITHDRAWN, _N.PUBLISHED, _N.ANSWERED),
    NeedStep.EXPIRE: _move(By.PORTAL, _N.EXPIRED, _N.PUBLISHED, _N.ANSWERED),
}

ANSWER_MOVES: Mapping[AnswerStep, Move] = {
    AnswerStep.INVITE: _move(By.PORTAL, _A.INVITED),
    AnswerStep.PICK_UP: _move(By.BANK, _A.PICKED_UP, _A.INVITED),
    AnswerStep.LEAVE: _move(By.BANK, _A.LEFT, _A.INVITED, _A.PICKED_UP, _A.AGREED),
    AnswerStep.AGREE: _move(By.ENTERPRISE, _A.AGREED, _A.PICKED_UP),
    AnswerStep.REFUSE: _move(By.ENTERPRISE, _A.REFUSED, _A.INVITED, _A.PICKED_UP, _A.AGREED, _A.CONTACTED),
    AnswerStep.CONTACT: _move(By.BANK, _A.CONTACTED, _A.AGREED),
    AnswerStep.APPLY: _move(By.ENTERPRISE, _A.APPLIED, _A.AGREED, _A.CONTACTED),
    AnswerStep.APPROVE: _move(By.BANK, _A.APPROVED, _A.APPLIED),
    AnswerStep.DECLINE: _move(By.BANK, _A.DECLINED, _A.APPLIED),
    AnswerStep.SIGN: _move(By.ENTERPRISE, _A.SIGNED, _A.APPROVED),
    AnswerStep.DRAW: _move(By.BANK, _A.DRAWN, _A.SIGNED),
    AnswerStep.WITHDRAW: _move(By.ENTERPRISE, _A.REFUSED, _A.APPLIED, _A.APPROVED),
    AnswerStep.LOOK_AGAIN: _move(By.BANK, _A.APPLIED, _A.DECLINED),
    AnswerStep.LAPSE: _move(By.PORTAL, _A.LAPSED, _A.INVITED, _A.AGREED),
    AnswerStep.CLOSE: _move(By.PORTAL, _A.CLOSED, *_LIVE),
}

LIVE = frozenset(_LIVE)
"""The answers that hold one of the need's places."""

OPEN = frozenset({_N.PUBLISHED, _N.ANSWERED})
"""The needs that banks may see."""

WAITS_FOR_BANK = frozenset({_A.INVITED, _A.AGREED})
"""The answers in which the bank's first-response clock runs."""


def moved(step: AnswerStep, state: AnswerState | None) -> AnswerState | None:
    """The state after an answer's step, None where the step is not allowed. A bank may also pick up what it was not
    invited to."""
    move = ANSWER_MOVES[step]
    begins = state is None and (not move.origins or step is AnswerStep.PICK_UP)
    return AnswerState(move.to) if begins or state in move.origins else None


def need_moved(step: NeedStep, state: NeedState) -> NeedState | None:
    """The state after a need's step, None where the step is not allowed."""
    move = NEED_MOVES[step]
    return NeedState(move.to) if state in move.origins else None


def picture(moves: Mapping[NeedStep, Move] | Mapping[AnswerStep, Move]) -> str:
    """A machine as a Mermaid state diagram: begin, every allowed step with who does it, and the ends."""
    lines = ["stateDiagram-v2"]
    leaves = {origin for move in moves.values() for origin in move.origins}
    if NeedStep.PUBLISH in moves:
        lines.append(f"    [*] --> {NeedState.DRAFT}")
    for step, move in moves.items():
        if not move.origins or step is AnswerStep.PICK_UP:
            lines.append(f"    [*] --> {move.to}: {step} ({move.by})")
        lines += [f"    {origin} --> {move.to}: {step} ({move.by})" for origin in sorted(move.origins)]
    lines += [f"    {end} --> [*]" for end in sorted({move.to for move in moves.values()} - leaves)]
    return "\n".join(lines)


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
