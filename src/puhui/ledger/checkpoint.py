"""The signed head of the log: C2SP signed note, tlog-checkpoint, and cosignature/v1. Pure.

A checkpoint names the log (`origin`), its size and its root, signed by the log. Each consensus node adds two lines
under its own name: a cosignature (C2SP tlog-cosignature) that says when it saw this as the largest consistent head,
and a COSE signature over the root, from which `puhui.ledger.cose` makes a COSE Receipt (RFC 9942). Both are
ordinary note signature lines; other C2SP tools read the first and pass over the second.

>>> from puhui.kernel import SoftwareSigner, suite
>>> signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
>>> note = sign_checkpoint(signer, Checkpoint("example.cn/log", 0, bytes(32)))
>>> parse_checkpoint(note).checkpoint.size
0
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from puhui.kernel.encoding import encode
from puhui.kernel.suites import PublicKey, Signer, Suite
from puhui.ledger.contracts.membership import is_origin
from puhui.ledger.errors import MalformedCheckpoint
from puhui.ledger.statement import to_be_signed

MAX_SIZE = 2**63 - 1
MAX_SIGNATURES = 512
MAX_LINE_CHARS = 8192

_DASH = "\u2014 "
_KEY_ID_SIZE = 4
_TIME_SIZE = 8
_ROOT_TYPE = b"\xffcose-receipt-root/v1"  # a signed-note type of our own (0xff and a longer name)


class LineKind(Enum):
    """What a signature line says."""

    LOG = "the log signs the head"
    COSIGNATURE = "a witness saw the head"
    ROOT = "a witness signs the root as COSE"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: `size` leaves with this Merkle `root`."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> bytes:
        """The note's text, which all signatures cover."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n".encode()


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature of a note: who, by which key (4 bytes), and the signature's bytes."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def text(self) -> str:
        """The line, with its newline."""
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with its signature lines, as read. Nothing is verified yet."""

    checkpoint: Checkpoint
    lines: tuple[SignatureLine, ...]

    def with_lines(self, lines: Iterable[SignatureLine]) -> bytes:
        """The note with these lines after its own."""
        return b"".join((note(self.checkpoint, self.lines), *(line.text.encode() for line in lines)))


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A public key that signs lines of one kind under one name."""

    name: str
    key: PublicKey
    kind: LineKind

    @property
    def key_id(self) -> bytes:
        """The four bytes by which lines name the key (C2SP signed-note)."""
        type_of = _note_type(self.key.suite, self.kind)
        return self.key.suite.digest(self.name.encode() + b"\n" + type_of + self.key.raw)[:_KEY_ID_SIZE]

    def verifies(self, line: SignatureLine, checkpoint: Checkpoint) -> bool:
        """Whether the line is this key's over the checkpoint."""
        if (line.name, line.key_id) != (self.name, self.key_id):
            return False
        if self.kind is LineKind.LOG:
            return self.key.verifies(line.signature, checkpoint.body)
        if self.kind is LineKind.ROOT:
            return self.key.verifies(line.signature, _root_message(self.key, self.name, checkpoint))
        stamp, signature = line.signature[:_TIME_SIZE], line.signature[_TIME_SIZE:]
        seconds = int.from_bytes(stamp, "big")
        return seconds <= MAX_SIZE and self.key.verifies(signature, _cosigned_message(checkpoint, seconds))


def sign_checkpoint(signer: Signer, checkpoint: Checkpoint) -> bytes:
    """The note that the log itself signs; its key's name is the origin."""
    return note(checkpoint, [_line(signer, checkpoint.origin, LineKind.LOG, signer.sign(checkpoint.body))])


def cosign_checkpoint(signer: Signer, name: str, checkpoint: Checkpoint, seconds: int) -> tuple[SignatureLine, ...]:
    """A witness's two lines, dated `seconds` since 1970. Say this only of a head that was checked and stored."""
    cosignature = seconds.to_bytes(_TIME_SIZE, "big") + signer.sign(_cosigned_message(checkpoint, seconds))
    root = signer.sign(_root_message(signer.public_key, name, checkpoint))
    return (
        _line(signer, name, LineKind.COSIGNATURE, cosignature),
        _line(signer, name, LineKind.ROOT, root),
    )


def cosigned_seconds(line: SignatureLine) -> int:
    """When the cosignature says it was made, in seconds since 1970."""
    return int.from_bytes(line.signature[:_TIME_SIZE], "big")


def note(checkpoint: Checkpoint, lines: Iterable[SignatureLine]) -> bytes:
    """The signed note of these parts."""
    return checkpoint.body + b"\n" + "".join(line.text for line in lines).encode()


def parse_checkpoint(data: bytes) -> SignedCheckpoint:
    """Read a checkpoint; raises `MalformedCheckpoint` on any spelling but the one `note` writes."""
    body, gap, signatures = data.partition(b"\n\n")
    if not gap:
        raise _malformed("not an origin, a size and a root, then signatures")
    return SignedCheckpoint(parse_unsigned(body + gap), parse_lines(signatures))


def parse_unsigned(data: bytes) -> Checkpoint:
    """Read a note without signatures: what a log without a key of its own stores as a head."""
    fields = _text(data).split("\n")
    if len(fields) != 5 or fields[3:] != ["", ""]:
        raise _malformed("not an origin, a size and a root")
    origin, size, root = fields[:3]
    if not is_origin(origin):
        raise _malformed("not an origin")
    return Checkpoint(origin, parse_decimal(size), from_base64(root))


def parse_lines(data: bytes) -> tuple[SignatureLine, ...]:
    """Read signature lines: at least one, each with its newline."""
    text = _text(data)
    if not text.endswith("\n"):
        raise _malformed("the last signature line does not end")
    lines = text[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise _malformed(f"more than {MAX_SIGNATURES} signatures")
    return tuple(_parse_line(line) for line in lines)


def parse_decimal(text: str) -> int:
    """A number in decimal without leading zeroes."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19) or (text[0] == "0" and text != "0"):
        raise _malformed(f"{text[:24]!r} is not a decimal number")
    if int(text) > MAX_SIZE:
        raise _malformed(f"{text} is too large")
    return int(text)


def to_base64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648 section 4)."""
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """The bytes of base64 text in its one spelling; raises `MalformedCheckpoint`."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise _malformed("not base64") from None
    if to_base64(data) != text:
        raise _malformed("another spelling of the same base64")
    return data


def root_header(key: PublicKey, name: str, origin: str) -> bytes:
    """The protected header under which a witness signs roots: alg, kid, CWT claims (issuer, log), the tree."""
    claims = {1: name, 2: origin}
    return encode({1: key.suite.cose_alg, 4: key.key_id, 15: claims, 395: key.suite.cose_tree})


def _root_message(key: PublicKey, name: str, checkpoint: Checkpoint) -> bytes:
    return to_be_signed(root_header(key, name, checkpoint.origin), checkpoint.root)


def _cosigned_message(checkpoint: Checkpoint, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n".encode() + checkpoint.body


def _note_type(of: Suite, kind: LineKind) -> bytes:
    if kind is LineKind.ROOT:
        return _ROOT_TYPE
    return of.note_key if kind is LineKind.LOG else of.cosignature_key


def _line(signer: Signer, name: str, kind: LineKind, signature: bytes) -> SignatureLine:
    return SignatureLine(name, NoteKey(name, signer.public_key, kind).key_id, signature)


def _parse_line(line: str) -> SignatureLine:
    name, _, packed = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not is_origin(name) or len(line) > MAX_LINE_CHARS:
        raise _malformed("not a signature line")
    signature = from_base64(packed)
    if len(signature) <= _KEY_ID_SIZE:
        raise _malformed("an empty signature")
    return SignatureLine(name, signature[:_KEY_ID_SIZE], signature[_KEY_ID_SIZE:])


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise _malformed("not UTF-8") from None


def _malformed(reason: str) -> MalformedCheckpoint:
    return MalformedCheckpoint(reason=reason, stage="ledger.checkpoint")
