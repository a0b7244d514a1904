"""Errors that help: who failed, at what stage, why, what to do now, and whether trying again helps.

A domain error is a class named for a fact. It carries data, a category and two sentences; `api` alone turns
categories into HTTP, and `cli` alone turns them into exit codes.

>>> class GrantAlreadyRevoked(PuhuiError):
...     category = Category.CONFLICT
...     cause = Text(zh="授权 {grant} 已撤回", en="grant {grant} is already revoked")
...     remedy = Text(zh="请重新授权", en="ask the enterprise for a new grant")
>>> error = GrantAlreadyRevoked(grant="grt_1", party="tax", stage="consent")
>>> error.code, error.cause_text.en, error.retriable
('grant_already_revoked', 'grant grt_1 is already revoked', False)
"""

import re
from enum import StrEnum
from typing import ClassVar

from puhui.kernel.text import Language, Text


class Category(StrEnum):
    """What kind of fact an error states. The edge maps it; nothing inside branches on it."""

    INVALID = "invalid"  # the input is malformed or breaks a rule: fix it
    UNAUTHENTICATED = "unauthenticated"  # we do not know who you are
    FORBIDDEN = "forbidden"  # you may know that it exists, but not do this
    NOT_FOUND = "not_found"  # it does not exist, or you may not know that it does
    CONFLICT = "conflict"  # the thing is in another state than you assume
    EXHAUSTED = "exhausted"  # a stated limit is reached
    UNAVAILABLE = "unavailable"  # a party or engine does not answer now
    INTEGRITY = "integrity"  # evidence does not verify: stop and investigate
    INTERNAL = "internal"  # our fault


_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class PuhuiError(Exception):
    """The root of all domain errors.

    Subclasses set `category`, `cause` and `remedy` (texts with placeholders filled from `data`) and, where trying
    the same thing again can help, `retriable = True`. Data values are shown to people: never put a secret in.
    """

    category: ClassVar[Category] = Category.INTERNAL
    cause: ClassVar[Text] = Text(zh="内部错误", en="internal error")
    remedy: ClassVar[Text] = Text(zh="请联系平台运营方", en="tell the operator of this node")
    retriable: ClassVar[bool] = False

    def __init__(self, *, party: str = "", stage: str = "", **data: object) -> None:
        self.party = party
        self.stage = stage
        self.data = data
        super().__init__(f"{self.cause_text.en}; {self.remedy_text.en}")

    @property
    def code(self) -> str:
        """A stable name for machines: the class name in snake case."""
        return _WORD_START.sub("_", type(self).__name__).lower()

    @property
    def cause_text(self) -> Text:
        """Why it failed, with this error's data filled in."""
        return self.cause.fill(**self.data)

    @property
    def remedy_text(self) -> Text:
        """What the person can do now."""
        return self.remedy.fill(**self.data)

    def as_dict(self, language: Language | None) -> dict[str, object]:
        """The error as every API and `--json` output shows it; both languages where no reader is known yet."""
        return {
            "code": self.code,
            "category": self.category.value,
            "party": self.party,
            "stage": self.stage,
            "cause": _said(self.cause_text, language),
            "remedy": _said(self.remedy_text, language),
            "retriable": self.retriable,
        }


def _said(text: Text, language: Language | None) -> object:
    return {"zh": text.zh, "en": text.en} if language is None else text.in_(language)
