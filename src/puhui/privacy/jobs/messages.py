"""What nodes say to each other about a job, each word signed by its organisation's ledger key.

A message is a body in canonical bytes, and beside it a statement (COSE_Sign1, the ledger's own form) that names the
body's kind and digest, under a name that is no contract's: no ledger takes it for an entry. A message is believed
when the issuer is an active member, its key there made the signature, and the digest is the body's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, Self

from puhui.kernel import Clock, Entropy, PuhuiError, Signer, Text, decode, encode, suite
from puhui.kernel.ids import EntryId, MandateId, OrgId
from puhui.kernel.suites import PublicKey
from puhui.ledger import build_statement, parse_statement
from puhui.ledger.contracts.membership import ACTIVE, LOG, member_key
from puhui.ledger.contracts.shapes import is_digest
from puhui.privacy.jobs.errors import MalformedMessage, MessageNotSigned
from puhui.privacy.jobs.model import Under, read_under
from puhui.privacy.model import JobSpec

DESCRIBE, INVITE, ACCEPT, BEGIN, ENDED = "describe", "invite", "accept", "begin", "ended"
MESSAGE_BYTES_MAX = 8 * 1024 * 1024
ADDRESSES_MAX = 128  # how many a job takes, and so how many there must be, its spec says
_NAME = "private-jobs"
_VERSION = 1
_WORD_MAX = 64


class Readable(Protocol):
    """The shared state, as far as a message needs it."""

    def read(self, key: str) -> Any:
        """The contracts' state under `key`; None when absent."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: an organisation with its ledger key."""

    signer: Signer
    org: OrgId
    clock: Clock
    entropy: Entropy

    def say(self, kind: str, body: dict[str, Any]) -> bytes:
        """The signed bytes of a message."""
        said = encode(body)
        digest = self.signer.public_key.suite.digest(said).hex()
        statement = build_statement(
            self.signer, self.org, _NAME, kind, {"digest": digest}, clock=self.clock, entropy=self.entropy
        )
        return encode({"v": _VERSION, "body": said, "statement": statement})


def hear(raw: bytes, kind: str, ledger: Readable) -> tuple[OrgId, Any]:
    """Who says it, and the body, decoded; raises `MalformedMessage` or `MessageNotSigned`."""
    if len(raw) > MESSAGE_BYTES_MAX:
        size = Text(zh="{size} 字节，上限 {most}", en="{size} bytes, at most {most}")
        raise _malformed(size.fill(size=len(raw), most=MESSAGE_BYTES_MAX))
    of = suite(ledger.read(LOG)["suite"])
    try:
        told = decode(raw)
        if type(told) is not dict or set(told) != {"v", "body", "statement"} or told["v"] != _VERSION:
            raise _malformed(Text(zh="不是版本 1 的消息", en="not a message, version 1"))
        statement = parse_statement(told["statement"], of)
        body = decode(told["body"])
        digest = of.digest(told["body"]).hex()
    except MalformedMessage:
        raise
    except (PuhuiError, TypeError) as reason:
        raise _malformed(_kind_of(reason)) from None
    issuer = statement.issuer
    member = ledger.read(member_key(issuer))
    if member is None or member["status"] != ACTIVE or not member["key"]:
        raise _unsigned(issuer, Text(zh="它不是有效成员", en="it is no active member"))
    if not statement.is_signed_by(PublicKey.parse(member["key"])):
        raise _unsigned(issuer, Text(zh="签名与其密钥不符", en="the signature is not of its key"))
    if (statement.contract, statement.action, dict(statement.args)) != (_NAME, kind, {"digest": digest}):
        raise _unsigned(issuer, Text(zh="签的是另一条消息", en="the signature is under another message"))
    return issuer, body


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Before there is a job: what would `to` say of its input under this mandate, in these columns?"""

    to: OrgId
    mandate: MandateId
    columns: tuple[str, ...]

    def as_map(self) -> dict[str, Any]:
        """The body as it travels."""
        return {"v": _VERSION, "to": str(self.to), "mandate": str(self.mandate), "columns": list(self.columns)}

    @classmethod
    def parse(cls, body: Any) -> Self:
        """The inquiry of its map; raises `MalformedMessage`."""
        with _reading():
            _fields(body, {"v", "to", "mandate", "columns"})
            if not body["columns"] or not all(type(column) is str for column in body["columns"]):
                raise _Odd(Text(zh="列的形式不符", en="the columns have another shape"))
            return cls(OrgId(body["to"]), MandateId(body["mandate"]), tuple(body["columns"]))


@dataclass(frozen=True, slots=True)
class Invitation:
    """To one party: the job, the entry that opened it, when it must be over, and what the part of `to` falls under.

    `model` is the scorecard of a job that pins one by its digest: all parties have it.
    """

    spec: JobSpec
    to: OrgId
    opened: EntryId
    deadline_ms: int
    under: Under | None
    model: bytes = b""

    def as_map(self) -> dict[str, Any]:
        """The body as it travels."""
        return {
            "v": _VERSION,
            "job": self.spec.encoded(),
            "to": str(self.to),
            "opened": str(self.opened),
            "deadline": self.deadline_ms,
            "under": self.under.as_map() if self.under else None,
            "model": self.model,
        }

    @classmethod
    def parse(cls, body: Any) -> Self:
        """The invitation of its map; raises `MalformedMessage`."""
        with _reading():
            _fields(body, {"v", "job", "to", "opened", "deadline", "under", "model"})
            spec = JobSpec.parse(body["job"])
            if spec.encoded() != body["job"]:
                raise _Odd(Text(zh="任务的写法不规范", en="another spelling of a job"))
            return cls(
                spec=spec,
                to=OrgId(body["to"]),
                opened=EntryId(body["opened"]),
                deadline_ms=_number(body["deadline"]),
                under=read_under(body["under"]),
                model=_bytes(body["model"]),
            )


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A party takes part: its certificate for this job, an address for each link, the entries that counted its uses."""

    job: str
    party: OrgId
    certificate: bytes
    addresses: tuple[str, ...]
    entries: tuple[EntryId, ...]

    def as_map(self) -> dict[str, Any]:
        """The body as it travels."""
        return {
            "v": _VERSION,
            "job": self.job,
            "party": str(self.party),
            "certificate": self.certificate,
            "addresses": list(self.addresses),
            "entries": [str(entry) for entry in self.entries],
        }

    @classmethod
    def parse(cls, body: Any) -> Self:
        """The acceptance of its map; raises `MalformedMessage`."""
        with _reading():
            _fields(body, {"v", "job", "party", "certificate", "addresses", "entries"})
            addresses = tuple(_address(one) for one in body["addresses"])
            if type(body["certificate"]) is not bytes or not 0 < len(addresses) <= ADDRESSES_MAX:
                raise _Odd(Text(zh="证书或地址的形式不符", en="the certificate or the addresses have another shape"))
            return cls(
                job=_digest(body["job"]),
                party=OrgId(body["party"]),
                certificate=body["certificate"],
                addresses=addresses,
                entries=tuple(EntryId(entry) for entry in body["entries"]),
            )


@dataclass(frozen=True, slots=True)
class Beginning:
    """All parties' signed acceptances, in the order of the job's parties."""

    job: str
    acceptances: tuple[bytes, ...]

    def as_map(self) -> dict[str, Any]:
        """The body as it travels."""
        return {"v": _VERSION, "job": self.job, "acceptances": list(self.acceptances)}

    @classmethod
    def parse(cls, body: Any) -> Self:
        """The beginning of its map; raises `MalformedMessage`."""
        with _reading():
            _fields(body, {"v", "job", "acceptances"})
            if not all(type(one) is bytes for one in body["acceptances"]):
                raise _Odd(Text(zh="参与确认不是字节串", en="an acceptance is not bytes"))
            return cls(_digest(body["job"]), tuple(body["acceptances"]))


@dataclass(frozen=True, slots=True)
class Ended:
    """A party's last word: `done`, `failed`, `cancelled` or `refused`; why, at which stage, and whom it blames."""

    job: str
    party: OrgId
    outcome: str
    code: str = ""
    stage: str = ""
    blamed: str = ""

    def as_map(self) -> dict[str, Any]:
        """The body as it travels."""
        return {
            "v": _VERSION,
            "job": self.job,
            "party": str(self.party),
            "outcome": self.outcome,
            "code": self.code,
            "stage": self.stage,
            "blamed": self.blamed,
        }

    @classmethod
    def parse(cls, body: Any) -> Self:
        """The last word of its map; raises `MalformedMessage`."""
        with _reading():
            _fields(body, {"v", "job", "party", "outcome", "code", "stage", "blamed"})
            if body["outcome"] not in ("done", "failed", "cancelled", "refused"):
                raise _Odd(Text(zh="没有这种结局", en="no such outcome"))
            return cls(
                job=_digest(body["job"]),
                party=OrgId(body["party"]),
                outcome=body["outcome"],
                code=_word(body["code"]),
                stage=_word(body["stage"]),
                blamed=str(OrgId(body["blamed"])) if body["blamed"] else "",
            )


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever another shape makes a reader raise becomes `MalformedMessage`, without the values."""
    try:
        yield
    except _Odd as odd:
        raise _malformed(odd.reason) from None
    except (PuhuiError, KeyError, ValueError, TypeError, AttributeError) as reason:
        raise _malformed(_kind_of(reason)) from None


class _Odd(ValueError):
    """Another shape, in words of our own."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def _fields(body: Any, names: set[str]) -> None:
    if type(body) is not dict or set(body) != names or body["v"] != _VERSION:
        raise _Odd(Text(zh="正文的形式不符", en="another shape of body"))


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise _Odd(Text(zh="不是非负整数", en="not a whole number"))
    return value


def _bytes(value: Any) -> bytes:
    if type(value) is not bytes:
        raise _Odd(Text(zh="不是字节串", en="not bytes"))
    return value


def _digest(value: Any) -> str:
    if not is_digest(value):
        raise _Odd(Text(zh="不是摘要", en="not a digest"))
    return str(value)


def _address(value: Any) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536 or len(value) > 255:
        raise _Odd(Text(zh="不是主机与端口", en="not a host and port"))
    return str(value)


def _word(value: Any) -> str:
    """A code or a stage: a short name of machines, in which nothing of the data would fit unseen."""
    if type(value) is not str or len(value) > _WORD_MAX or value.strip("abcdefghijklmnopqrstuvwxyz0123456789_."):
        raise _Odd(Text(zh="不是短名称", en="not a short name"))
    return value


def _kind_of(error: Exception) -> Text:
    """What kind of error a reader met, without its words: they may quote values."""
    named = error.code if isinstance(error, PuhuiError) else type(error).__name__
    return Text(zh=named, en=named)


def _malformed(reason: Text) -> MalformedMessage:
    return MalformedMessage(reason=reason, stage="privacy.jobs.messages")


def _unsigned(issuer: str, reason: Text) -> MessageNotSigned:
    return MessageNotSigned(issuer=issuer, reason=reason, party=issuer, stage="privacy.jobs.messages")
