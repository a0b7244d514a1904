"""Signed calls between nodes: what the receiver takes, and every way to cheat that it does not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from puhui.assembly.nonces import DatabaseNonces
from puhui.assembly.signatures import (
    WINDOW,
    CallReplayed,
    CallSigner,
    CallUnsigned,
    CallVerifier,
    SignedMessage,
)
from puhui.kernel import ManualClock, PublicKey, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import OrgId
from puhui.ledger.trust import Trust, TrustedMember
from puhui.storage import Database

SUITE = suite("ed25519-sha256")
START = datetime(2026, 7, 1, 8, tzinfo=UTC)
BODY = b'{"amount": 100}'
URL = "http://127.0.0.1:8106/peer/v1/applications?from=platform"


def _signer(seed: int) -> SoftwareSigner:
    return SoftwareSigner.from_seed(SUITE, bytes([seed]) * 32)


class _MembersNow:
    """The members as this node knows them; `news` is what it will know when it looks."""

    def __init__(self, **keys: PublicKey | None) -> None:
        self.trust = self.news = self.of(**keys)
        self.looked = 0

    @staticmethod
    def of(**keys: PublicKey | None) -> Trust:
        orgs = {name.replace("_", "-"): key for name, key in keys.items()}
        members = {org: TrustedMember(OrgId(org), org, org, "bank", ((0, key),)) for org, key in orgs.items()}
        return Trust("puhui.example/test", SUITE, 0, (), members)

    def current(self) -> Trust:
        return self.trust

    def renew(self) -> Trust:
        self.looked += 1
        self.trust = self.news
        return self.trust


class _Wire:
    """A platform that calls bank A, and everything in between that can go wrong."""

    def __init__(self) -> None:
        self.clock = ManualClock(START)
        self.database = Database.in_memory()
        self.database.create()
        self.members = _MembersNow(platform=_signer(1).public_key, bank_b=_signer(2).public_key)
        self.verifier = self.verifier_of("bank-a")
        self.signer = CallSigner(_signer(1), self.clock, SeededEntropy(1))

    def verifier_of(self, org: str) -> CallVerifier:
        return CallVerifier(org, self.members, self.clock, DatabaseNonces(self.database, self.clock.now))

    def signed(self, receiver: str = "bank-a", body: bytes = BODY, method: str = "POST") -> SignedMessage:
        message = SignedMessage(method=method, url=URL, headers={"content-type": "application/json"})
        self.signer.sign(message, body, receiver)
        return message


@pytest.fixture
def wire() -> _Wire:
    return _Wire()


def test_a_signed_call_names_its_caller(wire: _Wire) -> None:
    assert wire.verifier.caller(wire.signed(), BODY) == "platform"


def test_a_call_without_a_body_is_signed_too(wire: _Wire) -> None:
    assert wire.verifier.caller(wire.signed(body=b"", method="GET"), b"") == "platform"


def test_a_proxy_may_rewrite_the_host(wire: _Wire) -> None:
    message = wire.signed()
    seen = SignedMessage("POST", URL.replace("127.0.0.1:8106", "bank-a.example"), message.headers)
    assert wire.verifier.caller(seen, BODY) == "platform"


def test_the_same_call_twice_is_refused_even_after_a_restart(wire: _Wire) -> None:
    message = wire.signed()
    wire.verifier.caller(message, BODY)
    with pytest.raises(CallReplayed):
        wire.verifier.caller(message, BODY)
    with pytest.raises(CallReplayed):
        wire.verifier_of("bank-a").caller(message, BODY)


def test_a_call_is_remembered_for_as_long_as_it_would_be_taken(wire: _Wire) -> None:
    message = wire.signed()
    wire.verifier.caller(message, BODY)
    wire.clock.advance(WINDOW)
    wire.verifier.caller(wire.signed(), BODY)  # this one forgets what is over
    with pytest.raises(CallReplayed):
        wire.verifier.caller(message, BODY)
    wire.clock.advance(timedelta(seconds=1))
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(message, BODY)


@pytest.mark.parametrize("step", [-WINDOW - timedelta(seconds=2), WINDOW + timedelta(seconds=2)])
def test_a_call_from_another_time_is_refused(wire: _Wire, step: timedelta) -> None:
    wire.signer = CallSigner(_signer(1), ManualClock(START + step), SeededEntropy(1))
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(wire.signed(), BODY)


def _seen(message: SignedMessage) -> tuple[str, str, dict[str, str]]:
    return message.method, message.url, {name.lower(): value for name, value in message.headers.items()}


def _header(name: str, change: Callable[[str], str]) -> Callable[[SignedMessage], SignedMessage]:
    def apply(message: SignedMessage) -> SignedMessage:
        headers: dict[str, Any] = {key.lower(): value for key, value in message.headers.items()}
        headers[name] = change(headers[name])
        return SignedMessage(message.method, message.url, headers)

    return apply


def _without(name: str) -> Callable[[SignedMessage], SignedMessage]:
    def apply(message: SignedMessage) -> SignedMessage:
        headers = {key: value for key, value in message.headers.items() if key.lower() != name}
        return SignedMessage(message.method, message.url, headers)

    return apply


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda m: SignedMessage("PUT", m.url, m.headers), id="method"),
        pytest.param(lambda m: SignedMessage(m.method, m.url.replace("applications", "entries"), m.headers), id="path"),
        pytest.param(lambda m: SignedMessage(m.method, m.url.replace("platform", "bank-b"), m.headers), id="query"),
        pytest.param(_without("signature"), id="no-signature"),
        pytest.param(_without("signature-input"), id="no-input"),
        pytest.param(_without("content-digest"), id="no-digest"),
        pytest.param(_header("signature-input", lambda v: v.replace("puhui:bank-a", "puhui:bank-b")), id="other-tag"),
        pytest.param(_header("signature-input", lambda v: v.replace(' "@path"', "")), id="path-not-covered"),
        pytest.param(_header("signature-input", lambda v: v.replace(' "content-digest"', "")), id="body-not-covered"),
        pytest.param(
            _header("signature", lambda v: v[:20] + ("B" if v[20] != "B" else "C") + v[21:]), id="signature-bit"
        ),
        pytest.param(_header("signature-input", lambda v: v + ', second=("@method");created=1'), id="second-signature"),
        pytest.param(_header("signature-input", lambda v: "¯\\_(ツ)_/¯"), id="garbage"),
    ],
)
def test_an_altered_call_is_refused(wire: _Wire, tamper: Callable[[SignedMessage], SignedMessage]) -> None:
    honest = wire.signed()
    message = tamper(honest)
    assert _seen(message) != _seen(honest)
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(message, BODY)


@pytest.mark.parametrize("body", [b'{"amount": 999}', b"", BODY + b" "])
def test_an_altered_body_is_refused(wire: _Wire, body: bytes) -> None:
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(wire.signed(), body)


def test_a_call_for_another_node_is_refused(wire: _Wire) -> None:
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(wire.signed(receiver="bank-b"), BODY)


def test_a_strangers_key_is_refused(wire: _Wire) -> None:
    wire.signer = CallSigner(_signer(9), wire.clock, SeededEntropy(1))
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(wire.signed(), BODY)


def test_a_members_key_id_on_a_strangers_signature_is_refused(wire: _Wire) -> None:
    wire.signer = CallSigner(_signer(9), wire.clock, SeededEntropy(1))
    stranger, member = _signer(9).public_key.key_id.hex(), _signer(1).public_key.key_id.hex()
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(_header("signature-input", lambda v: v.replace(stranger, member))(wire.signed()), BODY)


def test_who_changed_its_key_calls_with_the_new_one_and_no_more_with_the_old(wire: _Wire) -> None:
    wire.members.news = wire.members.of(platform=_signer(3).public_key)
    old, wire.signer = wire.signed(), CallSigner(_signer(3), wire.clock, SeededEntropy(3))
    assert wire.verifier.caller(wire.signed(), BODY) == "platform"
    assert wire.members.looked == 1
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(old, BODY)


def test_who_was_suspended_is_not_heard(wire: _Wire) -> None:
    wire.members.trust = wire.members.news = wire.members.of(platform=None)
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(wire.signed(), BODY)


def test_a_stranger_cannot_make_us_look_for_news_at_every_call(wire: _Wire) -> None:
    wire.signer = CallSigner(_signer(9), wire.clock, SeededEntropy(9))
    for _ in range(5):
        with pytest.raises(CallUnsigned):
            wire.verifier.caller(wire.signed(), BODY)
    assert wire.members.looked == 1
    wire.clock.advance(timedelta(seconds=1))
    with pytest.raises(CallUnsigned):
        wire.verifier.caller(wire.signed(), BODY)
    assert wire.members.looked == 2
