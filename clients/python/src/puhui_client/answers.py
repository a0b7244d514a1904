"""What a call was answered, or the error that the node told.

>>> expect(None)
Traceback (most recent call last):
    ...
puhui_client.answers.Refused: no_answer: the answer is empty; read the API's description
"""

from typing import TypeVar

from puhui_client.generated.models.error_view import ErrorView

T = TypeVar("T")


class Refused(Exception):
    """The node's error. `code` is for programs, `cause` and `remedy` for people; `retriable`: trying again helps."""

    def __init__(self, code: str, cause: str, remedy: str, *, retriable: bool = False) -> None:
        super().__init__(f"{code}: {cause}; {remedy}")
        self.code = code
        self.cause = cause
        self.remedy = remedy
        self.retriable = retriable


def expect(answer: T | ErrorView | None) -> T:
    """The answer of a call that has one; raises `Refused`."""
    done(answer)
    if answer is None or isinstance(answer, ErrorView):
        raise Refused("no_answer", "the answer is empty", "read the API's description")
    return answer


def done(answer: object) -> None:
    """For a call that answers nothing when it is done; raises `Refused`."""
    if isinstance(answer, ErrorView):
        told = answer.error
        raise Refused(told.code, told.cause, told.remedy, retriable=told.retriable)
