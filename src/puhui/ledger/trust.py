"""What a verifier must be told beforehand: the log, its key, its witnesses, its members and the quorum. Pure.

A trust file is fetched once, from a source one trusts; everything else is checked against it. It is refused when its
quorum is not more than two thirds of the witnesses, or when it names anything twice.

A log that one sequencer writes has a key of its own (`log_key`). A log that its consensus nodes write together has
none: nobody could hold it, and only their cosignatures speak for it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import PublicKey, Suite, suite
from puhui.ledger.checkpoint import LineKind, NoteKey
from puhui.ledger.contracts.membership import is_origin
from puhui.ledger.errors import MalformedTrust
from puhui.ledger.statement import Statement

VERSION = 1
_TOP = {"v", "origin", "suite", "log_key", "witnesses", "quorum", "members"}


@dataclass(frozen=True, slots=True)
class TrustedWitness:
    """A consensus node: its organisation, the name it cosigns under, and its key."""

    org: OrgId
    name: str
    key: PublicKey


@dataclass(frozen=True, slots=True)
class TrustedMember:
    """An organisation, and its keys by the log index from which each holds, ascending."""

    org: OrgId
    name_zh: str
    name_en: str
    role: str
    keys: tuple[tuple[int, PublicKey], ...]

    def key_at(self, index: int) -> PublicKey | None:
        """The key that held when the log was at `index`; None before the organisation's admission."""
        held = [key for start, key in self.keys if start <= index]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe about one log."""

    origin: str
    suite: Suite
    log_key: PublicKey | None
    witnesses: tuple[TrustedWitness, ...]
    quorum: int
    members: Mapping[str, TrustedMember]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a trust file; raises `MalformedTrust`."""
        try:
            return cls._from_json(json.loads(data))
        except PuhuiError as reason:
            raise reason if isinstance(reason, MalformedTrust) else _malformed(str(reason)) from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as reason:
            raise _malformed(f"{type(reason).__name__}: {reason}") from None

    @classmethod
    def of_genesis(cls, genesis: Statement, of: Suite, log_key: PublicKey | None) -> Self:
        """The trust that a ledger's own first entry implies, given the key that signs its head, if one does."""
        organisations = genesis.args["organisations"]
        origin = genesis.args["origin"]
        witnesses = tuple(
            TrustedWitness(OrgId(item["id"]), witness_name(origin, item["id"]), PublicKey.parse(item["key"]))
            for item in organisations
            if item["consensus"]
        )
        members = {
            item["id"]: TrustedMember(
                OrgId(item["id"]),
                item["name_zh"],
                item["name_en"],
                item["role"],
                ((0, PublicKey.parse(item["key"])),),
            )
            for item in organisations
        }
        return cls(origin, of, log_key, witnesses, quorum_of(len(witnesses)), members)

    def to_bytes(self) -> bytes:
        """The trust file."""
        return json.dumps(
            {
                "v": VERSION,
                "origin": self.origin,
                "suite": self.suite.name,
                "log_key": None if self.log_key is None else str(self.log_key),
                "witnesses": [{"org": one.org, "name": one.name, "key": str(one.key)} for one in self.witnesses],
                "quorum": self.quorum,
                "members": [
                    {
                        "org": one.org,
                        "name_zh": one.name_zh,
                        "name_en": one.name_en,
                        "role": one.role,
                        "keys": [{"key": str(key), "from_index": start} for start, key in one.keys],
                    }
                    for one in self.members.values()
                ],
            },
            ensure_ascii=False,
            indent=2,
        ).encode()

    @property
    def note_log_key(self) -> NoteKey | None:
        """The key of the log's own signature line; None when the log has no such line."""
        return None if self.log_key is None else NoteKey(self.origin, self.log_key, LineKind.LOG)

    @classmethod
    def _from_json(cls, value: Any) -> Self:
        if set(value) != _TOP or value["v"] != VERSION:
            raise _malformed(f"must hold exactly {', '.join(sorted(_TOP))} with v = {VERSION}")
        of = suite(value["suite"])
        witnesses = tuple(
            TrustedWitness(OrgId(item["org"]), item["name"], _key(item["key"], of)) for item in value["witnesses"]
        )
        members = [_member(item, of) for item in value["members"]]
        trust = cls(
            origin=value["origin"],
            suite=of,
            log_key=None if value["log_key"] is None else _key(value["log_key"], of),
            witnesses=witnesses,
            quorum=value["quorum"],
            members={one.org: one for one in members},
        )
        trust._check(len(members))
        return trust

    def _check(self, members: int) -> None:
        count = len(self.witnesses)
        if type(self.quorum) is not int or not quorum_of(count) <= self.quorum <= count:
            raise _malformed(f"the quorum must be more than two thirds of {count} witnesses")
        names = {one.name for one in self.witnesses} | {self.origin}
        if len(names) != count + 1 or not all(is_origin(name) for name in names):
            raise _malformed("the origin and the witnesses' names must be distinct names of logs")
        if len({one.key for one in self.witnesses}) != count or len({one.org for one in self.witnesses}) != count:
            raise _malformed("two witnesses share a key or an organisation")
        if len(self.members) != members:
            raise _malformed("a member is named twice")


def quorum_of(witnesses: int) -> int:
    """The smallest number that is more than two thirds of them."""
    return 2 * witnesses // 3 + 1


def witness_name(origin: str, org: str) -> str:
    """The name under which a consensus node cosigns the log `origin`."""
    return f"{origin}/{org}"


def _member(item: Mapping[str, Any], of: Suite) -> TrustedMember:
    keys = tuple((held["from_index"], _key(held["key"], of)) for held in item["keys"])
    starts = [start for start, _ in keys]
    if not keys or any(type(start) is not int or start < 0 for start in starts) or sorted(set(starts)) != starts:
        raise _malformed(f"the keys of {item['org']} must have ascending from_index")
    return TrustedMember(OrgId(item["org"]), str(item["name_zh"]), str(item["name_en"]), str(item["role"]), keys)


def _key(text: str, of: Suite) -> PublicKey:
    key = PublicKey.parse(text)
    if key.suite.name != of.name:
        raise _malformed(f"a key of {key.suite.name} in a log of {of.name}")
    return key


def _malformed(reason: str) -> MalformedTrust:
    return MalformedTrust(reason=reason, stage="ledger.trust")
