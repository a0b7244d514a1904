"""A statement: one organisation's signed word, as COSE_Sign1 (RFC 9052) over canonical CBOR.

A statement has one spelling. The parser rebuilds the bytes from what it read and refuses any that differ, so that
the entry's id (the digest of the bytes) cannot be moved by re-encoding.

>>> from puhui.kernel import SeededEntropy, SoftwareSigner, SystemClock, suite
>>> from puhui.kernel.ids import OrgId
>>> signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
>>> raw = build_statement(signer, OrgId("tax-bureau"), "anchors", "batch", {"count": 1},
...                       clock=SystemClock(), entropy=SeededEntropy(1))
>>> statement = parse_statement(raw)
>>> statement.issuer, statement.contract, statement.is_signed_by(signer.public_key)
(OrgId('tax-bureau'), 'anchors', True)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cbor2

from puhui.kernel.clock import Clock
from puhui.kernel.encoding import NotCanonical, decode, encode
from puhui.kernel.entropy import Entropy
from puhui.kernel.ids import EntryId, NotAnId, OrgId
from puhui.kernel.suites import SUITES, PublicKey, Signer, Suite, suite
from puhui.ledger.errors import MalformedStatement
from puhui.ledger.model import MAX_STATEMENT_BYTES

CONTENT_TYPE = "application/puhui-entry+cbor"
VERSION = 1
NONCE_SIZE = 16
MAX_SUBJECT_CHARS = 256
MAX_AT_MS = 253_402_300_799_999  # the last millisecond of the year 9999, where the calendar ends

_ALG, _CONTENT_TYPE, _KID, _CWT_CLAIMS = 1, 3, 4, 15  # COSE header labels (IANA)
_ISS, _SUB, _IAT = 1, 2, 6  # CWT claim keys (RFC 8392)
_SIGN1_HEAD = b"\xd2\x84"  # tag 18, array of four
_SIGNATURE1 = b"\x84\x6aSignature1"  # array of four, its first item
_EMPTY_MAP, _EMPTY_BYTES = b"\xa0", b"\x40"
_HEADER_KEYS = {_ALG, _CONTENT_TYPE, _KID, _CWT_CLAIMS}
_CLAIM_KEYS = {_ISS, _SUB, _IAT}
_PAYLOAD_KEYS = {"v", "contract", "action", "nonce", "at", "args"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that was read from its bytes. Its signature is not checked until `is_signed_by` says so.

    `at_ms` is the issuer's time in milliseconds since 1970; `key_id` names the key it says it was signed with.
    """

    raw: bytes
    entry: EntryId
    issuer: OrgId
    subject: str
    key_id: bytes
    contract: str
    action: str
    nonce: bytes
    at_ms: int
    args: Mapping[str, Any]
    signed: bytes
    signature: bytes

    def is_signed_by(self, key: PublicKey) -> bool:
        """Whether `key` is the one the statement names, and made its signature."""
        return self.key_id == key.key_id and key.verifies(self.signature, self.signed)


def build_statement(
    signer: Signer,
    issuer: OrgId,
    contract: str,
    action: str,
    args: Mapping[str, Any],
    *,
    clock: Clock,
    entropy: Entropy,
    subject: str = "",
) -> bytes:
    """The signed bytes that say: `issuer` asks `contract.action` with `args`. Raises `NotCanonical` on odd values."""
    key = signer.public_key
    at_ms = int(clock.now().timestamp() * 1000)
    protected = encode(
        {
            _ALG: key.suite.cose_alg,
            _CONTENT_TYPE: CONTENT_TYPE,
            _KID: key.key_id,
            _CWT_CLAIMS: {_ISS: str(issuer), _SUB: subject, _IAT: at_ms // 1000},
        }
    )
    payload = encode(
        {
            "v": VERSION,
            "contract": contract,
            "action": action,
            "nonce": entropy.take(NONCE_SIZE),
            "at": at_ms,
            "args": dict(args),
        }
    )
    raw = sign1(protected, payload, signer.sign(to_be_signed(protected, payload)))
    parse_statement(raw, key.suite)  # what we would not accept, we do not send
    return raw


def parse_statement(raw: bytes, of: Suite | None = None) -> Statement:
    """Read a statement of a ledger that uses suite `of`; raises `MalformedStatement` on any other spelling.

    Without `of`, it is read in the suite that it says itself, for showing what nobody has verified.
    """
    of = of or claimed_suite(raw)
    if len(raw) > MAX_STATEMENT_BYTES:
        raise _malformed(f"{len(raw)} bytes, at most {MAX_STATEMENT_BYTES}")
    protected, payload, signature = _open(raw)
    header = _read_header(protected, of.name)
    body = _decode(payload)
    _check_body(body)
    if len(signature) != of.signature_size:
        raise _malformed(f"signature of {len(signature)} bytes")
    if header.issued_s != body["at"] // 1000:
        raise _malformed("header and payload name different times")
    return Statement(
        raw=raw,
        entry=entry_id(raw, of),
        issuer=header.issuer,
        subject=header.subject,
        key_id=header.key_id,
        contract=body["contract"],
        action=body["action"],
        nonce=body["nonce"],
        at_ms=body["at"],
        args=body["args"],
        signed=to_be_signed(protected, payload),
        signature=signature,
    )


def entry_id(raw: bytes, of: Suite | None = None) -> EntryId:
    """The id of the entry that these bytes are, in a ledger that uses suite `of`; without it, as `parse_statement`."""
    return EntryId((of or claimed_suite(raw)).digest(raw).hex())


def claimed_suite(raw: bytes) -> Suite:
    """The suite whose COSE algorithm the statement's header names; raises `MalformedStatement`. A claim, no proof."""
    protected, _, _ = _open(raw)
    header = _decode(protected)
    claimed = header.get(_ALG) if type(header) is dict else None
    for name in SUITES:
        if type(claimed) is int and suite(name).cose_alg == claimed:
            return suite(name)
    raise _malformed("the algorithm is of no suite that this build knows")


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """The Sig_structure of COSE_Sign1 (RFC 9052 section 4.4) with no external data."""
    return b"".join((_SIGNATURE1, byte_string(protected), _EMPTY_BYTES, byte_string(payload)))


def sign1(protected: bytes, payload: bytes, signature: bytes, unprotected: bytes = _EMPTY_MAP) -> bytes:
    """A tagged COSE_Sign1 of these parts; `unprotected` is an encoded map."""
    return b"".join((_SIGN1_HEAD, byte_string(protected), unprotected, byte_string(payload), byte_string(signature)))


def byte_string(data: bytes) -> bytes:
    """The shortest CBOR byte string of `data`."""
    size = len(data)
    if size < 24:
        return bytes((0x40 | size,)) + data
    if size < 0x100:
        return bytes((0x58, size)) + data
    if size < 0x10000:
        return b"\x59" + size.to_bytes(2, "big") + data
    return b"\x5a" + size.to_bytes(4, "big") + data


def open_sign1(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Protected header, payload and signature of the statement, any spelling but ours refused."""
    return _open(raw)


def _open(raw: bytes) -> tuple[bytes, bytes, bytes]:
    try:
        tagged = cbor2.loads(raw)
        protected, unprotected, payload, signature = tagged.value
    except Exception as reason:  # noqa: BLE001 - hostile bytes make cbor2 raise many kinds; all mean the same here
        raise _malformed(f"not a COSE_Sign1 ({type(reason).__name__})") from None
    kinds = type(protected), type(payload), type(signature)
    if kinds != (bytes, bytes, bytes) or unprotected != {}:
        raise _malformed("not a COSE_Sign1 with an empty unprotected header")
    if sign1(protected, payload, signature) != raw:
        raise _malformed("another spelling of the same COSE_Sign1")
    return protected, payload, signature


@dataclass(frozen=True, slots=True)
class _Header:
    key_id: bytes
    issuer: OrgId
    subject: str
    issued_s: int


@lru_cache(maxsize=4096)  # an issuer's statements of one second share their header
def _read_header(protected: bytes, suite_name: str) -> _Header:
    of, header = suite(suite_name), _decode(protected)
    if type(header) is not dict or header.keys() != _HEADER_KEYS:
        raise _malformed("the protected header must be alg, content type, kid and CWT claims")
    if header[_ALG] != of.cose_alg or header[_CONTENT_TYPE] != CONTENT_TYPE:
        raise _malformed(f"algorithm or content type is not of an entry under {of.name}")
    claims = header[_CWT_CLAIMS]
    if type(claims) is not dict or claims.keys() != _CLAIM_KEYS:
        raise _malformed("the CWT claims must be issuer, subject and issued-at")
    if type(header[_KID]) is not bytes or type(claims[_SUB]) is not str or type(claims[_IAT]) is not int:
        raise _malformed("a header value has the wrong type")
    if len(claims[_SUB]) > MAX_SUBJECT_CHARS:
        raise _malformed(f"a subject of more than {MAX_SUBJECT_CHARS} characters")
    try:
        issuer = OrgId(claims[_ISS])
    except (NotAnId, TypeError):
        raise _malformed("the issuer is not an organisation's id") from None
    return _Header(header[_KID], issuer, claims[_SUB], claims[_IAT])


def _decode(data: bytes) -> Any:
    try:
        return decode(data)
    except NotCanonical as reason:
        raise _malformed(str(reason.data.get("reason", reason))) from None


def _check_body(body: Any) -> None:
    if type(body) is not dict or body.keys() != _PAYLOAD_KEYS:
        raise _malformed("the payload must hold v, contract, action, nonce, at and args")
    if body["v"] != VERSION or type(body["v"]) is not int:
        raise _malformed(f"version {body['v']!r}, this build reads {VERSION}")
    kinds = type(body["contract"]), type(body["action"]), type(body["nonce"]), type(body["at"]), type(body["args"])
    if kinds != (str, str, bytes, int, dict):
        raise _malformed("a payload value has the wrong type")
    if len(body["nonce"]) != NONCE_SIZE or not 0 <= body["at"] <= MAX_AT_MS:
        raise _malformed(f"the nonce must be {NONCE_SIZE} bytes and the time within the years 1970 to 9999")


def _malformed(reason: str) -> MalformedStatement:
    return MalformedStatement(reason=reason, stage="ledger.statement")
