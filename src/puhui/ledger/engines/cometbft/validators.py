"""Whose votes CometBFT counts: its validators, and how they follow the consensus nodes that members agreed on. Pure.

CometBFT knows a validator by the address of its node's key; the log knows an organisation. The founders' node keys
stand in the chain's genesis, those of later consensus nodes in the vote that promoted them.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from puhui.kernel.encoding import decode
from puhui.kernel.suites import suite
from puhui.ledger.contracts import membership

POWER = 10  # each consensus node's alike, so that two thirds of the power are two thirds of the nodes
_ADDRESS_BYTES = 20
_COMET_SUITE = "ed25519-sha256"  # of CometBFT's own keys, whatever the log's suite is


@dataclass(frozen=True, slots=True)
class Update:
    """What CometBFT is told: this node key has so much power from now on. 0: it is a validator no more."""

    key: bytes
    power: int


@dataclass(frozen=True, slots=True)
class Validators:
    """The organisations behind the addresses that ever were validators, and the node keys of those that are."""

    orgs: Mapping[str, str] = field(default_factory=dict)  # by address, in hex
    founders: Mapping[str, bytes] = field(default_factory=dict)  # node keys by organisation
    active: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of_genesis(cls, nodes: Mapping[str, str]) -> Self:
        """Those of a chain's genesis: node keys in base64 by organisation."""
        keys = {str(org): base64.b64decode(key, validate=True) for org, key in nodes.items()}
        return cls({address_of(key): org for org, key in keys.items()}, keys, keys)

    def are(self, members: Mapping[str, bytes], orgs: set[str]) -> bool:
        """Whether they are exactly these consensus nodes, by the node keys that members voted for where they did."""
        voted = {org: decode(members[membership.member_key(org)])["node"] for org in orgs}
        return set(self.active) == orgs and all(not key or self.active[org] == key for org, key in voted.items())

    def org_of(self, address: str) -> str:
        """The organisation behind an address; the address itself when nobody is known there."""
        return self.orgs.get(address, address)

    def towards(self, members: Mapping[str, bytes], orgs: set[str]) -> tuple[Self, list[Update]]:
        """The validators when `orgs` are the consensus nodes, and the way there. `members`: the membership's state.

        A consensus node whose node key nobody was told votes in no block; it can only cosign what it follows.
        """
        wanted = {}
        for org in sorted(orgs):
            key = decode(members[membership.member_key(org)])["node"] or self.founders.get(org)
            if key:
                wanted[org] = key
        gone = [Update(key, 0) for key in self.active.values() if key not in set(wanted.values())]
        come = [Update(key, POWER) for key in wanted.values() if key not in set(self.active.values())]
        if not wanted or not (gone or come):  # CometBFT stops for ever when nobody is left
            return self, []
        new = {address_of(key): org for org, key in wanted.items()}
        return type(self)({**self.orgs, **new}, self.founders, wanted), [*gone, *come]

    def as_map(self) -> dict[str, Any]:
        """As the app hash covers it."""
        return {"orgs": dict(self.orgs), "founders": dict(self.founders), "active": dict(self.active)}

    def to_text(self) -> str:
        """As it is stored."""
        return json.dumps(
            {
                "orgs": dict(self.orgs),
                "founders": {org: key.hex() for org, key in self.founders.items()},
                "active": {org: key.hex() for org, key in self.active.items()},
            },
            sort_keys=True,
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """As it was stored; raises `ValueError`, `TypeError`, `LookupError` or `AttributeError` on anything else."""
        value = json.loads(text)
        founders, active = (
            {str(org): bytes.fromhex(key) for org, key in value[name].items()} for name in ("founders", "active")
        )
        return cls({str(address): str(org) for address, org in value["orgs"].items()}, founders, active)


def address_of(key: bytes) -> str:
    """The address that CometBFT derives from a node's Ed25519 key, in hex."""
    return suite(_COMET_SUITE).digest(key)[:_ADDRESS_BYTES].hex()
