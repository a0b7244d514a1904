"""Notices: of what kind, for whom, about what. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from puhui.kernel import Text
from puhui.kernel.ids import NotificationId

KEPT = timedelta(days=180)  # then a notification is forgotten; what it told of is kept where it happened


class Kind(StrEnum):
    """What there is to be told; `kinds.SPOKEN` says it in words."""

    APPLICATION_RECEIVED = "application_received"
    APPLICATION_ASSESSED = "application_assessed"
    APPLICATION_APPROVED = "application_approved"
    APPLICATION_DECLINED = "application_declined"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    APPLICATION_SUPPLEMENTED = "application_supplemented"
    APPLICATION_APPEALED = "application_appealed"
    APPEAL_UPHELD = "appeal_upheld"
    APPLICATION_REOPENED = "application_reopened"
    CLOCK_RUNNING_OUT = "clock_running_out"
    CONTRACT_SIGNED = "contract_signed"
    LOAN_DISBURSED = "loan_disbursed"
    REPAYMENT_RECEIVED = "repayment_received"
    INSTALMENT_DUE = "instalment_due"
    LOAN_OVERDUE = "loan_overdue"
    LOAN_SETTLED = "loan_settled"
    WARNING_RAISED = "warning_raised"
    WARNING_LATE = "warning_late"
    GRANT_USED = "grant_used"
    MESSAGE_RECEIVED = "message_received"
    SUPPORT_WAITS = "support_waits"
    LIST_OBJECTED = "list_objected"
    OBJECTION_WAITS = "objection_waits"
    OBJECTION_ANSWERED = "objection_answered"
    PEOPLE_CHANGE_PROPOSED = "people_change_proposed"
    ROLE_CHANGED = "role_changed"
    NEW_DEVICE = "new_device"


class Medium(StrEnum):
    """How a notification leaves the house to a person. At the bell it is shown in any case."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a notice is for: one person, everybody of a role at this node, or whoever acts for an enterprise.

    Exactly one is set.
    """

    person: str = ""
    role: str = ""
    uscc: str = ""

    def __post_init__(self) -> None:
        if sum(bool(one) for one in (self.person, self.role, self.uscc)) != 1:
            raise ValueError("an audience is one person, one role or one enterprise")

    @classmethod
    def of_person(cls, person: str) -> Self:
        """One person."""
        return cls(person=person)

    @classmethod
    def of_role(cls, role: str) -> Self:
        """Everybody of a role at this node."""
        return cls(role=role)

    @classmethod
    def of_enterprise(cls, uscc: str) -> Self:
        """Whoever acts for the enterprise."""
        return cls(uscc=uscc)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told, once for each `key`. `page` is where to read on, a path of the portal.

    `values` fill the sentence that is shown at the bell, and go nowhere else.
    """

    kind: Kind
    audience: Audience
    key: str
    page: str
    values: Mapping[str, str | Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notification:
    """A notice that is kept. `seq` grows with every one of the node; `read` is for the reader who asked."""

    id: NotificationId
    seq: int
    kind: Kind
    audience: Audience
    page: str
    text: Text
    at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a person with their role, and for owners their enterprise."""

    person: str
    role: str
    uscc: str = ""
