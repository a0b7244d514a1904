"""What one source says of an enterprise against what another does."""

from datetime import date
from typing import Literal

from puhui.desks.views.base import View


class SideView(View):
    """One side of a comparison; no value where it is absent, with the cause. What is no number stands in `text`."""

    name: str
    label: str
    value: float | None
    text: str | None
    unit: str | None
    source: str | None
    as_of: date | None
    cause: str


class ContradictionView(View):
    """A comparison of two sources: what came of it, and how to verify it. It proves nothing by itself."""

    code: str
    label: str
    state: Literal["contradiction", "consistent", "cannot_be_judged"]
    severity: Literal["low", "medium", "high"]
    text: str
    verify: str
    sides: list[SideView]
