"""What a verifier must be told beforehand: the log, who must sign its heads at which size, and its members. Pure.

A trust file is fetched once, from a source one trusts; everything else is checked against it. It is refused when a
quorum is not more than two thirds of the witnesses, or when it names anything twice.

Members come and go, so a log has **eras**: a head of size S is judged by the last era that begins at or below S, and by
no other. Keys that were given up, and nodes that left, cannot speak for what came after them; what they said in their
time stays good. A file that is behind is brought up to date by the log itself: `ledger.handover`.

A log that one sequencer writes has a key of its own (`log_key`). A log that its consensus nodes write together has
none: nobody could hold it, and only their cosignatures speak for it.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from puhui.kernel.encoding import decode
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import PublicKey, Suite, suite
from puhui.ledger.checkpoint import MAX_SIZE, LineKind, NoteKey
from puhui.ledger.contracts import membership
from puhui.ledger.contracts.membership import is_origin, quorum_of
from puhui.ledger.errors import MalformedTrust
from puhui.ledger.statement import Statement

VERSION = 2
_TOP = {"v", "origin", "suite", "changes", "eras", "members"}
_ERA = {"from_size", "log_key", "quorum", "witnesses"}
_WITNESS = {"org", "name", "key"}
_MEMBER = {"org", "name_zh", "name_en", "role", "keys"}
_HELD = {"key", "from_index"}
_FIRST_TOP = {"v", "origin", "suite", "log_key", "witnesses", "quorum", "members"}


@dataclass(frozen=True, slots=True)
class TrustedWitness:
    """A consensus node: its organisation, the name it cosigns under, and its key."""

    org: OrgId
    name: str
    key: PublicKey


@dataclass(frozen=True, slots=True)
class Era:
    """Who must sign a head from a size on: the log, if it has a key, and a quorum of the witnesses."""

    from_size: int
    log_key: PublicKey | None
    witnesses: tuple[TrustedWitness, ...]
    quorum: int
    rotated: str = field(
        default="", compare=False
    )  # whose own change of keys began it; told by the log, not by the file

    def note_log_key(self, origin: str) -> NoteKey | None:
        """The key of the log's own signature line; None when the log has no such line."""
        return None if self.log_key is None else NoteKey(origin, self.log_key, LineKind.LOG)

    def witness(self, name: str) -> TrustedWitness | None:
        """The witness that cosigns under that name."""
        return next((one for one in self.witnesses if one.name == name), None)


@dataclass(frozen=True, slots=True)
class TrustedMember:
    """An organisation, and its keys by the log index from which each holds, ascending. None: it may sign nothing."""

    org: OrgId
    name_zh: str
    name_en: str
    role: str
    keys: tuple[tuple[int, PublicKey | None], ...]

    def key_at(self, index: int) -> PublicKey | None:
        """The key that held when the log was at `index`; None before its admission and while it was silenced."""
        held = [key for start, key in self.keys if start <= index]
        return held[-1] if held else None

    @property
    def key(self) -> PublicKey | None:
        """The key that holds now."""
        return self.keys[-1][1]


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe about one log, up to the change of that number."""

    origin: str
    suite: Suite
    changes: int
    eras: tuple[Era, ...]
    members: Mapping[str, TrustedMember]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a trust file; raises `MalformedTrust`."""
        try:
            return cls._from_json(_json(data))
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
            for item in sorted(organisations, key=lambda item: str(item["id"]))
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
            for item in sorted(organisations, key=lambda item: str(item["id"]))
        }
        return cls(origin, of, 0, (Era(0, log_key, witnesses, quorum_of(len(witnesses))),), members)

    @classmethod
    def of_state(cls, state: Mapping[str, bytes], of: Suite, log_key: PublicKey | None) -> Self:
        """The trust that the membership's state implies: all of its encoded values by key.

        `log_key` is that of the engine that keeps the log. One that has moved between engines says it in its state.
        """

        def read(key: str) -> Any:
            return decode(state[key])

        origin = read(membership.LOG)["origin"]
        moved = read(membership.MOVED) if membership.MOVED in state else None
        first_key = log_key if moved is None else PublicKey.parse(moved["log_key"])
        eras = []
        for number in range(read(membership.ERAS)):
            era = read(membership.era_key(number))
            witnesses = tuple(
                TrustedWitness(OrgId(one["org"]), witness_name(origin, one["org"]), PublicKey.parse(one["key"]))
                for one in era["witnesses"]
            )
            sequenced = moved is None or era["from_size"] < moved["from_size"]
            key = first_key if sequenced else None
            eras.append(Era(era["from_size"], key, witnesses, era["quorum"], era["rotated"]))
        members = {}
        for org in read(membership.ORGANISATIONS):
            one = read(membership.member_key(org))
            keys = tuple((start, None if key is None else PublicKey.parse(key)) for start, key in one["keys"])
            members[org] = TrustedMember(OrgId(org), one["name_zh"], one["name_en"], one["role"], keys)
        return cls(origin, of, read(membership.CHANGES), tuple(eras), members)

    def to_bytes(self) -> bytes:
        """The trust file."""
        return json.dumps(
            {
                "v": VERSION,
                "origin": self.origin,
                "suite": self.suite.name,
                "changes": self.changes,
                "eras": [
                    {
                        "from_size": era.from_size,
                        "log_key": _text(era.log_key),
                        "quorum": era.quorum,
                        "witnesses": [{"org": one.org, "name": one.name, "key": str(one.key)} for one in era.witnesses],
                    }
                    for era in self.eras
                ],
                "members": [
                    {
                        "org": one.org,
                        "name_zh": one.name_zh,
                        "name_en": one.name_en,
                        "role": one.role,
                        "keys": [{"key": _text(key), "from_index": start} for start, key in one.keys],
                    }
                    for one in self.members.values()
                ],
            },
            ensure_ascii=False,
            indent=2,
        ).encode()

    def era_at(self, size: int) -> Era:
        """The era that judges a head of that size."""
        return self.eras[self.number_at(size)]

    def number_at(self, size: int) -> int:
        """The number, from 0, of the era that judges a head of that size."""
        return bisect_right(self.eras, size, key=lambda era: era.from_size) - 1

    @property
    def latest(self) -> Era:
        """The era that judges the newest heads."""
        return self.eras[-1]

    @property
    def log_key(self) -> PublicKey | None:
        """The key that signs the newest heads, if one does."""
        return self.latest.log_key

    @property
    def witnesses(self) -> tuple[TrustedWitness, ...]:
        """The consensus nodes of the latest era."""
        return self.latest.witnesses

    @property
    def quorum(self) -> int:
        """How many of them must cosign."""
        return self.latest.quorum

    @classmethod
    def _from_json(cls, value: Any) -> Self:
        if type(value) is not dict or type(value.get("v")) is not int or value["v"] not in (1, VERSION):
            raise _malformed(f"not a trust file of version 1 or {VERSION}")
        first = value["v"] == 1
        _fields(value, _FIRST_TOP if first else _TOP)
        of = suite(_words(value["suite"]))
        eras = [{name: value.get(name, 0) for name in _ERA}] if first else _items(value["eras"])
        members = [_member(item, of) for item in _items(value["members"])]
        if first and any(key is None for one in members for _, key in one.keys):
            raise _malformed("a member without a key, in version 1")
        trust = cls(
            origin=_words(value["origin"]),
            suite=of,
            changes=0 if first else _whole(value["changes"]),
            eras=tuple(_era(era, of) for era in eras),
            members={one.org: one for one in members},
        )
        trust._check(len(members))
        return trust

    def _check(self, members: int) -> None:
        starts = [era.from_size for era in self.eras]
        if not starts or starts[0] != 0 or starts != sorted(set(starts)):
            raise _malformed("the eras must begin at 0 and ascend")
        if not is_origin(self.origin):
            raise _malformed("the origin cannot name a log")
        for era in self.eras:
            _check_era(era, self.origin)
        if len(self.members) != members:
            raise _malformed("a member is named twice")


def witness_name(origin: str, org: str) -> str:
    """The name under which a consensus node cosigns the log `origin`."""
    return f"{origin}/{org}"


def _era(item: Any, of: Suite) -> Era:
    fields = _fields(item, _ERA)
    listed = [_witness(one, of) for one in _items(fields["witnesses"])]
    witnesses = tuple(sorted(listed, key=lambda one: one.org))
    log_key = None if fields["log_key"] is None else _key(fields["log_key"], of)
    return Era(_whole(fields["from_size"]), log_key, witnesses, _whole(fields["quorum"]))


def _witness(item: Any, of: Suite) -> TrustedWitness:
    fields = _fields(item, _WITNESS)
    return TrustedWitness(OrgId(_words(fields["org"])), _words(fields["name"]), _key(fields["key"], of))


def _check_era(era: Era, origin: str) -> None:
    count = len(era.witnesses)
    if not 2 * count < 3 * era.quorum <= 3 * count:
        raise _malformed(f"the quorum must be more than two thirds of {count} witnesses")
    names = {one.name for one in era.witnesses} | {origin}
    if len(names) != count + 1 or not all(is_origin(name) for name in names):
        raise _malformed("the origin and the witnesses' names must be distinct names of logs")
    if len({one.key for one in era.witnesses}) != count or len({one.org for one in era.witnesses}) != count:
        raise _malformed("two witnesses share a key or an organisation")


def _member(item: Any, of: Suite) -> TrustedMember:
    fields = _fields(item, _MEMBER)
    org = OrgId(_words(fields["org"]))
    held = [_fields(one, _HELD) for one in _items(fields["keys"])]
    keys = tuple((_whole(one["from_index"]), None if one["key"] is None else _key(one["key"], of)) for one in held)
    starts = [start for start, _ in keys]
    if not keys or sorted(set(starts)) != starts:
        raise _malformed(f"the keys of {org} must have ascending from_index")
    return TrustedMember(org, _words(fields["name_zh"]), _words(fields["name_en"]), _words(fields["role"]), keys)


def _key(text: Any, of: Suite) -> PublicKey:
    key = PublicKey.parse(_words(text))
    if key.suite.name != of.name:
        raise _malformed(f"a key of {key.suite.name} in a log of {of.name}")
    if str(key) != text:
        raise _malformed("another spelling of the same key")
    return key


def _json(data: bytes) -> Any:
    """JSON on which all readers agree: UTF-8 without a mark, no name twice in an object, no numbers but whole ones."""
    return json.loads(data.decode(), object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _malformed("a name stands twice")
    return value


def _no_number(text: str) -> Any:
    raise _malformed(f"{text} is no whole number")


def _fields(value: Any, names: set[str]) -> Mapping[str, Any]:
    if type(value) is not dict or set(value) != names:
        raise _malformed(f"must hold exactly {', '.join(sorted(names))}")
    return value


def _items(value: Any) -> list[Any]:
    if type(value) is not list:
        raise _malformed("a list belongs here")
    return value


def _words(value: Any) -> str:
    if type(value) is not str:
        raise _malformed("text belongs here")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_SIZE:
        raise _malformed("sizes, indexes, quorums and the number of changes are whole numbers from 0")
    return value


def _text(key: PublicKey | None) -> str | None:
    return None if key is None else str(key)


def _malformed(reason: str) -> MalformedTrust:
    return MalformedTrust(reason=reason, stage="ledger.trust")
