"""The one shape of every error answer."""

from typing import Any

from puhui.desks.views.base import View


class ErrorBody(View):
    """Who failed, where, why, what to do, and whether trying again helps."""

    code: str
    category: str
    party: str
    stage: str
    cause: str
    remedy: str
    retriable: bool
    details: list[dict[str, Any]] | None = None


class ErrorView(View):
    """The one shape of every error answer."""

    error: ErrorBody
