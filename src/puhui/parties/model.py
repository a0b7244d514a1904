"""Organisations, people and enterprises: who takes part, and in which role. Pure.

>>> from puhui.kernel import suite
>>> from puhui.kernel.identifiers import uscc
>>> subject_of(bytes(16), uscc("91110000600037341L"), suite("ed25519-sha256"))[:8]
'52c593b5'
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from puhui.kernel import Suite, Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId, PersonId, SubjectId

SALT_SIZE = 16


class Role(StrEnum):
    """What an organisation is to the consortium; its node's rooms follow from it."""

    OPERATOR = "operator"
    REGISTRY = "registry"
    TAX = "tax"
    SOCIAL = "social"
    POWER = "power"
    COURT = "court"
    BANK = "bank"
    REGULATOR = "regulator"
    DATA_BUREAU = "data_bureau"  # keeps what the city's offices hand to it
    CUSTOMS = "customs"
    LAND = "land"
    HOUSING = "housing"
    WATER = "water"
    GAS = "gas"
    TELECOM = "telecom"
    NOTARY = "notary"


class PersonRole(StrEnum):
    """What a person may do at a node; the policies decide by it."""

    OWNER = "owner"  # acts for one enterprise
    OFFICER = "officer"
    APPROVER = "approver"
    STEWARD = "steward"  # looks after a custodian's datasets
    VALIDATOR = "validator"  # measures models that others made
    AUDITOR = "auditor"
    REGISTRAR = "registrar"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A member of the consortium. `contact` is told to enterprises before they consent (PIPL articles 17 and 23)."""

    id: OrgId
    name: Text
    role: Role
    contact: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in at a node. `uscc` is the enterprise of an owner, None for everybody else.

    One who is not `active` was disabled, and is kept because of what they did before.
    """

    id: PersonId
    login: str
    name: str
    role: PersonRole
    org: OrgId
    uscc: Uscc | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise as its portal and its registry know it.

    `salt` is the secret half of its name on the ledger: whoever lacks it cannot tell which subject is which enterprise.
    It travels with questions under a grant, and with nothing else.
    """

    uscc: Uscc
    name: str
    segment: str
    industry: str
    region: str
    established_on: date
    legal_representative: str
    salt: bytes = field(repr=False)
    subject: SubjectId


def subject_of(salt: bytes, code: Uscc, of: Suite) -> SubjectId:
    """The enterprise's id on the ledger: a commitment to its USCC under a salt of 16 random bytes."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return SubjectId(of.digest(salt + code.encode()).hex())
