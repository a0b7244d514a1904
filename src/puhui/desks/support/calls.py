"""What a bank's node and an office's node say to one another about one application's support, read strictly.

A bank's words go to one address an application, so that the outbox keeps their order: first the question, then what
became of the loan, a claim where there is one.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from puhui.desks.views.base import View
from puhui.desks.wire import CallMalformed

_Money = Annotated[int, Field(ge=0, le=10**13)]
_Word = Annotated[str, Field(max_length=64)]


class Question(View):
    """What was applied for. `cover` where the product has one; nothing that the enterprise granted."""

    kind: Literal["question"]
    product: _Word
    uscc: Annotated[str, Field(min_length=18, max_length=18)]
    name: Annotated[str, Field(max_length=200)]
    segment: _Word
    loan_fen: Annotated[int, Field(gt=0, le=10**13)]
    term_months: Annotated[int, Field(ge=1, le=360)]
    cover: dict[str, Any] | None
    campaign: _Word
    region: _Word
    industry: _Word
    lists: bool


class LoanTold(View):
    """Where the loan stands."""

    kind: Literal["loan"]
    number: Annotated[int, Field(ge=1)]
    loan: _Word
    principal_fen: _Money
    owed_fen: _Money
    days_past_due: Annotated[int, Field(ge=0)]
    settled: bool
    on: date
    disbursed_on: date


class Ended(View):
    """The application ended without a loan."""

    kind: Literal["ended"]


class Reopened(View):
    """A refusal was set aside on appeal, and the application goes on: the same is asked for again."""

    kind: Literal["reopened"]
    question: Question


class ClaimTold(View):
    """The bank claims the principal that is owed of the loan as it stands today."""

    kind: Literal["claim"]
    loss_fen: Annotated[int, Field(gt=0, le=10**13)]
    request: _Word
    loan: LoanTold


Call = Question | LoanTold | Ended | Reopened | ClaimTold
_call: TypeAdapter[Call] = TypeAdapter(Annotated[Call, Field(discriminator="kind")])


def read_call(body: bytes) -> Call:
    """A bank's words; raises `CallMalformed`."""
    try:
        return _call.validate_json(body)
    except ValidationError as wrong:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in wrong.errors())
        raise CallMalformed(reason=f"support: {told[:300]}", stage="desks.support") from None
