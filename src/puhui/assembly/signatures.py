"""Calls between nodes, signed: HTTP Message Signatures (RFC 9421) with the organisation's ledger key.

A signature covers the method, the path with its query, and the body's digest (RFC 9530); its parameters carry the time,
a nonce, the key's id, and a tag that names the organisation the call is meant for. So a call cannot be altered, cannot
be sent to another node, and (with `NonceStore` at the receiver) cannot be sent twice. The host is left out on purpose:
a proxy in front of a node may rewrite it, and the tag binds the receiver more firmly than an address does.

The algorithm is that of the key which the member has now; it is never read from the message, and no `alg` parameter is
sent. For `ed25519-sha256` it is the registered `ed25519`; for `sm2-sm3`, which the registry does not know, we call it
`sm2-sm3`: the signature base signed as every other message of the suite, 64 bytes `r ‖ s`. Whose key was changed, and
who was suspended, is known as soon as this node knows it from the ledger.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureAlgorithm,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException, InvalidSignature

from puhui.kernel import Category, Clock, Entropy, PublicKey, PuhuiError, Signer, Text
from puhui.ledger.trust import Trust

WINDOW = timedelta(seconds=60)
"""How old a call may be, and how far ahead its sender's clock."""

_NONCE_BYTES = 16
_RENEWED_FOR = timedelta(seconds=1)
_COVERED = ("@method", "@path", "@query", "content-digest")


class CallUnsigned(PuhuiError):
    """The call carries no signature that we can accept."""

    category = Category.UNAUTHENTICATED
    cause = Text(
        zh="节点间调用的签名无效：{reason}", en="the signature of the call between nodes does not hold: {reason}"
    )
    remedy = Text(zh="请检查对方节点的密钥、时钟与信任文件", en="check the calling node's key, clock and trust file")


class CallReplayed(PuhuiError):
    """The same signed call came before."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="同一签名调用已经收到过", en="this signed call was received before")
    remedy = Text(zh="请重新签名后再发送", en="sign a new call; a repeated one is refused")


class MembersNow(Protocol):
    """Who the members are now: `assembly.trusting`."""

    def current(self) -> Trust:
        """Whom to trust now; the same object as long as nothing changed."""
        ...

    def renew(self) -> Trust:
        """The same, after looking for news."""
        ...


class NonceStore(Protocol):
    """Remembers nonces durably, so that a restart does not open the door to what was sent just before."""

    def remember(self, key_id: str, nonce: str, until: datetime) -> bool:
        """Whether the nonce is new for this key. Remembered until `until`; one of two concurrent callers gets True."""
        ...


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """An HTTP request as the signature sees it."""

    method: str
    url: str
    headers: Any  # a mutable mapping of field names to values


class _KernelAlgorithm(HTTPSignatureAlgorithm):
    """Whatever algorithm the kernel's key is of."""

    algorithm_id = "kernel"

    def __init__(self, public_key: PublicKey | None = None, private_key: Signer | None = None) -> None:
        self._public, self._private = public_key, private_key

    def sign(self, message: bytes) -> bytes:
        if self._private is None:
            raise HTTPMessageSignaturesException("no private key")
        return self._private.sign(message)

    def verify(self, signature: bytes, message: bytes) -> None:
        if self._public is None or not self._public.verifies(signature, message):
            raise InvalidSignature("signature")


class _OneSigner(HTTPSignatureKeyResolver):
    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def resolve_private_key(self, key_id: str) -> Signer:
        return self._signer


class _Members(HTTPSignatureKeyResolver):
    def __init__(self, find: Callable[[str], tuple[str, PublicKey] | None]) -> None:
        self._find = find

    def resolve_public_key(self, key_id: str) -> PublicKey | None:
        found = self._find(key_id)
        return found[1] if found else None


class _ClockedVerifier(HTTPMessageVerifier):
    """The library's verifier with the node's clock in place of the machine's."""

    def __init__(self, clock: Clock, find: Callable[[str], tuple[str, PublicKey] | None]) -> None:
        super().__init__(signature_algorithm=_KernelAlgorithm, key_resolver=_Members(find))
        self._clock = clock

    def validate_created_and_expires(self, sig_input: Any, max_age: timedelta | None = None) -> None:
        created = sig_input.params.get("created")
        if type(created) is not int:
            raise InvalidSignature("no time of signing")
        if abs(self._clock.now().timestamp() - created) > WINDOW.total_seconds():
            raise InvalidSignature("signed too long ago, or ahead of our clock")


class CallSigner:
    """Signs the calls of one organisation."""

    def __init__(self, signer: Signer, clock: Clock, entropy: Entropy) -> None:
        self._signing = HTTPMessageSigner(signature_algorithm=_KernelAlgorithm, key_resolver=_OneSigner(signer))
        self._key_id = signer.public_key.key_id.hex()
        self._clock = clock
        self._entropy = entropy

    def sign(self, message: SignedMessage, body: bytes, receiver: str) -> None:
        """Put `Content-Digest`, `Signature-Input` and `Signature` into the message's headers."""
        self._signing.sign(
            message,
            key_id=self._key_id,
            created=self._clock.now().astimezone(UTC),
            nonce=self._entropy.take(_NONCE_BYTES).hex(),
            tag=tag_for(receiver),
            include_alg=False,
            covered_component_ids=_COVERED[:3],
            body=body,
        )


class CallVerifier:
    """Tells which member made a call, or refuses it.

    1. exactly one signature wears our tag; 2. it is fresh by our clock; 3. its key is a member's now; 4. it verifies;
    5. it covers method, path, query and body digest; 6. the body has that digest; 7. its nonce is new.
    """

    def __init__(self, org: str, trust: MembersNow, clock: Clock, nonces: NonceStore) -> None:
        self._org = org
        self._trust = trust
        self._clock = clock
        self._nonces = nonces
        self._known: tuple[Trust | None, Mapping[str, tuple[str, PublicKey]]] = (None, {})
        self._renewed_at: datetime | None = None

    def caller(self, message: SignedMessage, body: bytes) -> str:
        """The organisation whose key signed; raises `CallUnsigned` or `CallReplayed`."""
        try:
            results = _ClockedVerifier(self._clock, self._find).verify(
                message, expect_tag=tag_for(self._org), require_components=_COVERED, body=body
            )
        except HTTPMessageSignaturesException as reason:
            raise CallUnsigned(reason=str(reason), party=self._org, stage="api.signatures") from None
        if len(results) != 1:
            raise CallUnsigned(
                reason=Text(zh="签名不止一个", en="more than one signature"), party=self._org, stage="api.signatures"
            )
        nonce, key_id = results[0].nonce, str(results[0].parameters["keyid"])
        if not nonce or len(nonce) != 2 * _NONCE_BYTES:
            raise CallUnsigned(
                reason=Text(zh="缺少一次性随机数", en="no nonce"), party=self._org, stage="api.signatures"
            )
        if not self._nonces.remember(key_id, nonce, self._clock.now() + 2 * WINDOW):
            raise CallReplayed(party=self._org, stage="api.signatures")
        found = self._find(key_id)
        if found is None:
            raise CallUnsigned(
                reason=Text(zh="该密钥已不属于任何成员", en="the key is no member's any more"),
                party=self._org,
                stage="api.signatures",
            )
        return found[0]

    def _find(self, key_id: str) -> tuple[str, PublicKey] | None:
        """The member whose key it is now. One that nobody has may be new: then, not too often, we look for news."""
        found = self._keys(self._trust.current()).get(key_id)
        now = self._clock.now()
        if found is None and (self._renewed_at is None or not timedelta() <= now - self._renewed_at < _RENEWED_FOR):
            self._renewed_at = now
            found = self._keys(self._trust.renew()).get(key_id)
        return found

    def _keys(self, trust: Trust) -> Mapping[str, tuple[str, PublicKey]]:
        of, keys = self._known
        if of is not trust:
            keys = {one.key.key_id.hex(): (str(one.org), one.key) for one in trust.members.values() if one.key}
            self._known = (trust, keys)
        return keys


def tag_for(org: str) -> str:
    """The signature tag of a call meant for `org`."""
    return f"puhui:{org}"
