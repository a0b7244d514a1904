"""What stands in the graph: kinds of nodes and of edges, and how days are written in arrays.

An edge points from the one who acts to the one acted on: holder → company held, representative → company, guarantor →
borrower, payer → payee, seller → buyer, company → the address, phone, device … that it uses.

>>> EdgeKind.HOLDS.code, EdgeKind.of_code(EdgeKind.PAYS.code), EdgeKind.PAYS.is_event
(0, <EdgeKind.PAYS: 'pays'>, True)
>>> day_number(date(1970, 1, 2)), day_of(1)
(1, datetime.date(1970, 1, 2))
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1)
BEGAN_UNKNOWN = int(np.iinfo(np.int32).min)  # `since` of an edge whose beginning nobody wrote down
STILL = int(np.iinfo(np.int32).max)  # `until` of an edge that has not ended


class _Coded(StrEnum):
    """A text in files, a small number in arrays: its place in the list."""

    @property
    def code(self) -> int:
        return list(type(self)).index(self)

    @classmethod
    def of_code(cls, code: int) -> Self:
        return list(cls)[code]

    @classmethod
    def codes(cls, members: Iterable[Self]) -> NDArray[np.uint8]:
        """The codes of `members`, in no order."""
        return np.array(sorted(member.code for member in members), dtype=np.uint8)


class NodeKind(_Coded):
    """What a node stands for. New ones are added at the end: files hold the text, arrays the place."""

    ENTERPRISE = "enterprise"
    PERSON = "person"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    AGENT = "agent"
    DEVICE = "device"
    IP = "ip"
    ACCOUNT = "account"


class EdgeKind(_Coded):
    """What an edge says. Events happen on one day (`since` = `until`); all others hold from a day until a day."""

    HOLDS = "holds"
    LEGAL_REP = "legal_rep"
    DIRECTOR = "director"
    SUPERVISOR = "supervisor"
    EXECUTIVE = "executive"
    CONTROLS = "controls"  # actual control by agreement or otherwise, as somebody declared it
    STAKEHOLDER = "stakeholder"  # holds an unknown part
    BRANCH = "branch"  # company → its branch
    GUARANTEES = "guarantees"
    LENDS = "lends"
    TRADES = "trades"  # seller → buyer, not dated
    RENTS = "rents"
    CREDITOR = "creditor"
    PAYS = "pays"
    INVOICES = "invoices"
    AT_ADDRESS = "at_address"
    USES_PHONE = "uses_phone"
    USES_EMAIL = "uses_email"
    USES_AGENT = "uses_agent"
    USES_DEVICE = "uses_device"
    USES_IP = "uses_ip"
    USES_LOGIN_PHONE = "uses_login_phone"

    @property
    def is_event(self) -> bool:
        """Whether an edge of the kind is something that happened on one day."""
        return self in EVENTS


EVENTS = frozenset(
    {EdgeKind.PAYS, EdgeKind.INVOICES, EdgeKind.USES_DEVICE, EdgeKind.USES_IP, EdgeKind.USES_LOGIN_PHONE}
)
OFFICERS = (EdgeKind.LEGAL_REP, EdgeKind.DIRECTOR, EdgeKind.SUPERVISOR, EdgeKind.EXECUTIVE)
CONTACTS = (EdgeKind.AT_ADDRESS, EdgeKind.USES_PHONE, EdgeKind.USES_EMAIL, EdgeKind.USES_AGENT)
ACCESS = (EdgeKind.USES_DEVICE, EdgeKind.USES_IP, EdgeKind.USES_LOGIN_PHONE)
DEALINGS = (EdgeKind.LENDS, EdgeKind.TRADES, EdgeKind.RENTS, EdgeKind.CREDITOR)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of(number: int) -> date | None:
    """The date of a day number; None for a beginning or an end that is not known."""
    return None if number in (BEGAN_UNKNOWN, STILL) else _EPOCH + timedelta(days=int(number))
