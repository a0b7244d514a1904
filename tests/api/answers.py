"""What tests say of answers: that one is a success, a refusal by its code, or comes in the end."""

from collections.abc import Callable
from typing import Any

from puhui.city import awaiting
from puhui.city.errors import StoryStuck


def ok(answer: Any, status: int | None = None) -> Any:
    """Its document; `status` where that matters."""
    assert answer.is_success, answer.text
    assert answer.status_code == (status or answer.status_code)
    return answer.json()


def refused(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), answer.text


def awaited(look: Callable[[], Any]) -> Any:
    """What `look` finds once it finds something; three minutes are the end of it."""
    stuck = StoryStuck(step="test", reason="it never came", advice="", stage="tests")
    return awaiting.awaited(lambda: look() or None, stuck, seconds_max=180)
