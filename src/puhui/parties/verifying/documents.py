"""Is a document still good: business licence, qualification, ID card, with the days that are left.

>>> licence = ShownDocument(DocumentKind.BUSINESS_LICENCE, issued_on=date(2020, 3, 1), expires_on=date(2026, 7, 10))
>>> found = document_state(licence, on=date(2026, 6, 30))
>>> found.state.value, found.days_left
('expiring', 10)
>>> endless = ShownDocument(DocumentKind.BUSINESS_LICENCE, date(2020, 3, 1), None)
>>> document_state(endless, on=date(2026, 6, 30)).state.value
'long_term'
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from puhui.kernel import Text
from puhui.parties.verifying.settings import SETTINGS, VerificationSettings

_ID_TERMS = (
    (16, 5),
    (26, 10),
    (46, 20),
)  # 居民身份证法 art. 5 (J): holders younger than so many years: years; then for good


class DocumentKind(StrEnum):
    """The kinds that are looked at."""

    BUSINESS_LICENCE = "business_licence"
    QUALIFICATION = "qualification"
    RESIDENT_ID = "resident_id"

    @property
    def text(self) -> Text:
        """The kind in words."""
        return _KINDS[self]


_KINDS = {
    DocumentKind.BUSINESS_LICENCE: Text(zh="营业执照", en="business licence"),
    DocumentKind.QUALIFICATION: Text(zh="资质证书", en="qualification"),
    DocumentKind.RESIDENT_ID: Text(zh="居民身份证", en="ID card"),
}
_WARN = {
    DocumentKind.BUSINESS_LICENCE: "licence_warn_days",
    DocumentKind.QUALIFICATION: "qualification_warn_days",
    DocumentKind.RESIDENT_ID: "identity_warn_days",
}


class DocumentState(StrEnum):
    """What a document's dates say."""

    VALID = "valid"
    LONG_TERM = "long_term"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    NOT_YET = "not_yet"  # issued after today
    ODD = "odd"  # its dates cannot be right together


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document's dates: both days count, `expires_on` None is 长期. `holder_born_on` lets an ID card's term be
    checked."""

    kind: DocumentKind
    issued_on: date | None
    expires_on: date | None
    holder_born_on: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """A document's state; `days_left` counts from today to the last good day: 0 on that day, negative after, None
    without an end."""

    kind: DocumentKind
    state: DocumentState
    days_left: int | None
    text: Text

    def document(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "kind": self.kind.value,
            "state": self.state.value,
            "days_left": self.days_left,
            "text": {"zh": self.text.zh, "en": self.text.en},
        }


def document_state(shown: ShownDocument, on: date, settings: VerificationSettings = SETTINGS) -> DocumentFinding:
    """What a document's dates say on a day."""
    left = None if shown.expires_on is None else (shown.expires_on - on).days
    state = _state(shown, on, left, settings[_WARN[shown.kind]])
    days = 0 if left is None else abs(left)
    return DocumentFinding(shown.kind, state, left, _TEXTS[state].fill(kind=shown.kind.text, days=days))


def least_days_left(found: Sequence[DocumentFinding]) -> int | None:
    """The fewest days left among documents that end; None where none does."""
    return min((one.days_left for one in found if one.days_left is not None), default=None)


def _state(shown: ShownDocument, on: date, left: int | None, warn_days: int) -> DocumentState:
    if _odd(shown):
        return DocumentState.ODD
    if shown.issued_on is not None and shown.issued_on > on:
        return DocumentState.NOT_YET
    if left is None:
        return DocumentState.LONG_TERM
    if left < 0:
        return DocumentState.EXPIRED
    return DocumentState.EXPIRING if left <= warn_days else DocumentState.VALID


def _odd(shown: ShownDocument) -> bool:
    issued, expires, born = shown.issued_on, shown.expires_on, shown.holder_born_on
    if issued is not None and expires is not None and expires <= issued:
        return True
    if shown.kind is not DocumentKind.RESIDENT_ID or issued is None or born is None:
        return False
    if issued < born:
        return True
    age = issued.year - born.year - ((issued.month, issued.day) < (born.month, born.day))
    years = next((term for below, term in _ID_TERMS if age < below), None)
    if years is None or expires is None:
        return (years is None) != (expires is None)
    return abs((expires - issued).days - years * 365.25) > 3


_TEXTS = {
    DocumentState.VALID: Text(zh="{kind}有效，剩余 {days} 天", en="{kind}: valid, {days} days left"),
    DocumentState.LONG_TERM: Text(zh="{kind}长期有效", en="{kind}: valid without end"),
    DocumentState.EXPIRING: Text(zh="{kind}将在 {days} 天后到期", en="{kind}: expires in {days} days"),
    DocumentState.EXPIRED: Text(zh="{kind}已过期 {days} 天", en="{kind}: expired {days} days ago"),
    DocumentState.NOT_YET: Text(zh="{kind}签发日期在今天之后", en="{kind}: issued after today"),
    DocumentState.ODD: Text(zh="{kind}的日期互相矛盾，请核对原件", en="{kind}: its dates cannot be right together"),
}
