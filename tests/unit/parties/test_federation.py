"""To an identity provider and back over real HTTP, and every attack on the way that has a name."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey

from puhui.kernel import ManualClock, SystemEntropy, Text, suite
from puhui.parties.federation import (
    Departure,
    IdentityNotProven,
    Provider,
    ProviderBroken,
    ProviderDoor,
    ProviderRefused,
    ProviderUnknown,
    ProviderUnreachable,
    Purpose,
    Returned,
    TooManyTrips,
    TripOver,
    is_safe,
)
from puhui.parties.sign_in_settings import SETTINGS
from puhui.storage import Database
from tests.identity_provider import Claims, IdentityProvider, User, signed_with_public_key, unsigned

NODE = "https://node.test/sign-in/"


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, IdentityProvider]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(IdentityProvider()) for name in ("bank", "other")}


@pytest.fixture
def server(servers: dict[str, IdentityProvider]) -> Iterator[IdentityProvider]:
    """The bank's, honest again after each test."""
    one, kept = servers["bank"], dict(vars(servers["bank"]))
    yield one
    vars(one).update(kept)
    one._codes.clear()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime.now(UTC))


@pytest.fixture
def database() -> Database:
    """SQLite's: what is kept is tested with each kind in test_identities.py."""
    made = Database.in_memory()
    made.create()
    return made


@pytest.fixture
def providers(servers: dict[str, IdentityProvider]) -> list[Provider]:
    made = []
    for name, server in servers.items():
        server.redirect_uris = {NODE + name}
        label = Text(zh="甲银行", en="Bank A")
        secret = server.client_secret
        made.append(
            Provider(name, label, server.issuer, "puhui", NODE + name, secret, frozenset({"gold"}), frozenset({"otp"}))
        )
    return made


@pytest.fixture
def door(database: Database, clock: ManualClock, providers: list[Provider]) -> Iterator[ProviderDoor]:
    made = ProviderDoor(database, providers, suite=suite("ed25519-sha256"), clock=clock, entropy=SystemEntropy())
    yield made
    made.stop()


def visit(departure: Departure) -> Returned:
    """What the browser brings back from the provider."""
    answer = httpx.get(departure.url)
    assert answer.status_code == 302, answer.text
    told = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    return Returned(told["state"], told.get("code", ""), told.get("iss"), told.get("error", ""))


def there_and_back(door: ProviderDoor, name: str = "bank", purpose: Purpose = Purpose.SIGN_IN) -> Any:
    left = door.leave(name, purpose, "ses_1")
    return door.come_back(name, visit(left), left.browser_token)


def test_there_and_back(door: ProviderDoor, server: IdentityProvider, clock: ManualClock) -> None:
    trip, identity = there_and_back(door)
    assert (trip.provider, trip.purpose, trip.session) == ("bank", Purpose.SIGN_IN, "ses_1")
    assert (identity.issuer, identity.subject, identity.has_factor) == (server.issuer, "emp-1", True)
    assert abs(identity.authenticated_at - clock.now()) < timedelta(minutes=1)


def test_what_is_asked_of_the_provider(door: ProviderDoor) -> None:
    asked = parse_qs(urlsplit(door.leave("bank", Purpose.SIGN_IN).url).query)
    assert asked["redirect_uri"] == [NODE + "bank"]
    assert (asked["response_type"], asked["scope"], asked["acr_values"]) == (["code"], ["openid"], ["gold"])
    assert (asked["code_challenge_method"], len(asked["code_challenge"][0])) == (["S256"], 43)
    assert "prompt" not in asked
    again = parse_qs(urlsplit(door.leave("bank", Purpose.CONFIRM).url).query)
    assert (again["prompt"], again["max_age"]) == (["login"], ["0"])
    for name in ("state", "nonce", "code_challenge"):
        assert asked[name] != again[name]


@pytest.mark.parametrize(
    ("user", "has_factor"),
    [
        (User(amr=("pwd",)), False),
        (User(amr=()), False),
        (User(amr=("otp",)), True),
        (User(amr=(), acr="gold"), True),
        (User(amr=(), acr="bronze"), False),
    ],
)
def test_a_second_factor_is_what_the_settings_take_for_one(
    door: ProviderDoor, server: IdentityProvider, user: User, has_factor: bool
) -> None:
    server.user = user
    assert there_and_back(door)[1].has_factor is has_factor


def without(claims: Claims, name: str) -> Claims:
    return {key: value for key, value in claims.items() if key != name}


Lie = Callable[[IdentityProvider, Claims, Claims], Claims | str]

LIES: dict[str, tuple[str, Lie]] = {
    "alg-none": ("algorithm", lambda at, header, claims: unsigned(claims)),
    "mac-by-the-public-key": ("algorithm", lambda at, header, claims: signed_with_public_key(claims, at.keys[0])),
    "key-of-another": (
        "signature is wrong",
        lambda at, header, claims: _forged(at, claims),
    ),
    "signature-cut-off": ("malformed", lambda at, header, claims: at.sign(header, claims).rpartition(".")[0]),
    "signature-emptied": ("signature is wrong", lambda at, header, claims: _unsealed(at.sign(header, claims))),
    "key-brought-along": ("malformed", lambda at, header, claims: _brought(claims)),
    "wrong-audience": ("claim is wrong", lambda at, header, claims: claims | {"aud": "another-client"}),
    "audiences-without-azp": ("missing", lambda at, header, claims: claims | {"aud": ["puhui", "another"]}),
    "azp-another": ("wrong", lambda at, header, claims: claims | {"aud": ["puhui", "x"], "azp": "x"}),
    "no-audience": ("missing", lambda at, header, claims: without(claims, "aud")),
    "wrong-issuer": ("claim is wrong", lambda at, header, claims: claims | {"iss": at.issuer + "/"}),
    "wrong-nonce": ("claim is wrong", lambda at, header, claims: claims | {"nonce": "of another sign-in"}),
    "no-nonce": ("missing", lambda at, header, claims: without(claims, "nonce")),
    "expired": ("expired", lambda at, header, claims: claims | {"exp": claims["iat"] - 61}),
    "never-expires": ("missing", lambda at, header, claims: without(claims, "exp")),
    "of-the-future": ("wrong", lambda at, header, claims: claims | {"iat": claims["iat"] + 300}),
    "not-yet": ("wrong", lambda at, header, claims: claims | {"nbf": claims["iat"] + 300}),
    "issued-before": ("not issued for this", lambda at, header, claims: claims | {"iat": claims["iat"] - 300}),
    "at-hash-of-another": ("claim is wrong", lambda at, header, claims: claims | {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
    "no-subject": ("missing", lambda at, header, claims: without(claims, "sub")),
    "empty-subject": ("subject", lambda at, header, claims: claims | {"sub": ""}),
    "long-subject": ("subject", lambda at, header, claims: claims | {"sub": "x" * 256}),
    "number-for-subject": ("wrong", lambda at, header, claims: claims | {"sub": 7}),
    "amr-no-list": ("wrong", lambda at, header, claims: claims | {"amr": "otp"}),
    "auth-time-no-number": ("wrong", lambda at, header, claims: claims | {"auth_time": "now"}),
    "auth-time-beyond-time": ("malformed", lambda at, header, claims: claims | {"auth_time": 1e300}),
    "no-token": ("malformed", lambda at, header, claims: "no token"),
    "huge-token": ("malformed", lambda at, header, claims: at.sign(header, claims | {"x": "x" * 40_000})),
}


def _forged(at: IdentityProvider, claims: Claims) -> str:
    honest, at.keys = at.keys, [RSAKey.generate_key(2048, {"kid": "first"})]
    try:
        return at.sign({}, claims)
    finally:
        at.keys = honest


def _unsealed(token: str) -> str:
    head, body, _ = token.split(".")
    return f"{head}.{body}.AAAA"


def _brought(claims: Claims) -> str:
    from joserfc import jwt

    own = RSAKey.generate_key(2048, {"kid": "own"})
    return jwt.encode({"alg": "RS256", "kid": "own", "jwk": own.as_dict(private=False)}, claims, own)


@pytest.mark.parametrize("name", LIES)
def test_a_token_that_proves_nothing_lets_nobody_in(door: ProviderDoor, server: IdentityProvider, name: str) -> None:
    reason, lie = LIES[name]
    server.lie = lambda header, claims: lie(server, header, claims)
    with pytest.raises(IdentityNotProven, match=reason):
        there_and_back(door)


@pytest.mark.parametrize(
    "change", [{"iat": 50, "exp": 50}, {"exp": -300 - 50}, {"nbf": 50}], ids=["ahead", "just-expired", "nearly"]
)
def test_clocks_may_differ_by_a_minute(door: ProviderDoor, server: IdentityProvider, change: Claims) -> None:
    server.lie = lambda header, claims: (
        claims | {name: claims.get(name, claims["iat"]) + by for name, by in change.items()}
    )
    assert there_and_back(door)[1].subject == "emp-1"


def test_a_replayed_return_is_over(door: ProviderDoor, server: IdentityProvider) -> None:
    left = door.leave("bank", Purpose.SIGN_IN)
    returned = visit(left)
    door.come_back("bank", returned, left.browser_token)
    with pytest.raises(TripOver):
        door.come_back("bank", returned, left.browser_token)


def test_a_used_code_is_refused_by_the_provider(door: ProviderDoor, server: IdentityProvider) -> None:
    left = door.leave("bank", Purpose.SIGN_IN)
    returned = visit(left)
    door.come_back("bank", returned, left.browser_token)
    fresh = door.leave("bank", Purpose.SIGN_IN)
    with pytest.raises(ProviderRefused, match="invalid_grant"):
        door.come_back("bank", replace(visit(fresh), code=returned.code), fresh.browser_token)


def test_a_stolen_code_is_of_no_use_without_its_verifier(door: ProviderDoor, server: IdentityProvider) -> None:
    stolen = visit(door.leave("bank", Purpose.SIGN_IN)).code  # never brought back by whose it is
    own = door.leave("bank", Purpose.SIGN_IN)
    with pytest.raises(ProviderRefused, match="invalid_grant"):
        door.come_back("bank", replace(visit(own), code=stolen), own.browser_token)


def test_only_the_browser_that_left_comes_back(door: ProviderDoor, server: IdentityProvider) -> None:
    left, attacker = door.leave("bank", Purpose.SIGN_IN), door.leave("bank", Purpose.SIGN_IN)
    returned = visit(left)
    for token in ("", attacker.browser_token, left.browser_token + "x"):
        with pytest.raises(TripOver):
            door.come_back("bank", returned, token)
    assert door.come_back("bank", returned, left.browser_token)[1].subject == "emp-1"  # nobody else ended the trip


@pytest.mark.parametrize("state", ["", "made up", "x" * 128])
def test_a_state_that_was_not_given_is_none(door: ProviderDoor, server: IdentityProvider, state: str) -> None:
    left = door.leave("bank", Purpose.SIGN_IN)
    with pytest.raises(TripOver):
        door.come_back("bank", replace(visit(left), state=state), left.browser_token)


def test_who_comes_late_begins_again(door: ProviderDoor, server: IdentityProvider, clock: ManualClock) -> None:
    left = door.leave("bank", Purpose.SIGN_IN)
    returned = visit(left)
    clock.advance(SETTINGS.provider_trip)
    with pytest.raises(TripOver):
        door.come_back("bank", returned, left.browser_token)


def test_mixed_up_providers_are_told_apart(door: ProviderDoor, servers: dict[str, IdentityProvider]) -> None:
    left = door.leave("bank", Purpose.SIGN_IN)
    with pytest.raises(TripOver):
        door.come_back("other", visit(left), left.browser_token)
    for issuer in (servers["other"].issuer, None):  # another's name, and none where the provider promised its own
        left = door.leave("bank", Purpose.SIGN_IN)
        with pytest.raises(TripOver):
            door.come_back("bank", replace(visit(left), issuer=issuer), left.browser_token)


def test_a_provider_that_does_not_name_itself_needs_not(door: ProviderDoor, server: IdentityProvider) -> None:
    server.names_issuer = False
    left = door.leave("bank", Purpose.SIGN_IN)
    returned = visit(left)
    assert returned.issuer is None
    assert door.come_back("bank", returned, left.browser_token)[1].subject == "emp-1"


def test_a_rotated_key_is_looked_for_at_once(door: ProviderDoor, server: IdentityProvider, clock: ManualClock) -> None:
    there_and_back(door)
    clock.advance(SETTINGS.provider_keys_again)
    server.rotate()
    asked = server.key_requests
    assert there_and_back(door)[1].subject == "emp-1"
    assert there_and_back(door)[1].subject == "emp-1"
    assert server.key_requests == asked + 1


def test_a_key_that_was_taken_back_signs_nothing_once_the_kept_ones_are_old(
    door: ProviderDoor, server: IdentityProvider, clock: ManualClock
) -> None:
    there_and_back(door)
    lost = server.keys
    server.rotate()
    published = server.keys
    clock.advance(timedelta(seconds=45))
    there_and_back(door)

    def by_the_lost_key(header: Claims, claims: Claims) -> str:
        server.keys = lost
        try:
            return server.sign(header, claims)
        finally:
            server.keys = published

    server.lie = by_the_lost_key
    with pytest.raises(IdentityNotProven, match="not published"):
        there_and_back(door)


def test_forged_key_ids_do_not_make_the_node_ask_without_end(door: ProviderDoor, server: IdentityProvider) -> None:
    there_and_back(door)
    asked = server.key_requests
    for number in range(5):
        server.lie = lambda header, claims, number=number: server.sign({"kid": f"made up {number}"}, claims)
        with pytest.raises(IdentityNotProven, match="not published"):
            there_and_back(door)
    assert server.key_requests == asked


def test_an_algorithm_that_the_settings_do_not_name_is_none(
    database: Database, clock: ManualClock, providers: list[Provider], server: IdentityProvider
) -> None:
    strict = [replace(providers[0], algorithms=frozenset({"ES256"}))]
    door = ProviderDoor(database, strict, suite=suite("ed25519-sha256"), clock=clock, entropy=SystemEntropy())
    with pytest.raises(IdentityNotProven, match="algorithm"):
        there_and_back(door)
    door.stop()


@pytest.mark.parametrize("method", ["client_secret_post", "none"])
def test_other_ways_to_show_who_the_client_is(
    database: Database, clock: ManualClock, providers: list[Provider], server: IdentityProvider, method: str
) -> None:
    server.auth_method = method
    ours = replace(providers[0], client_secret="" if method == "none" else server.client_secret)
    door = ProviderDoor(database, [ours], suite=suite("ed25519-sha256"), clock=clock, entropy=SystemEntropy())
    assert there_and_back(door)[1].subject == "emp-1"
    door.stop()


def test_a_wrong_secret_is_refused(
    database: Database, clock: ManualClock, providers: list[Provider], server: IdentityProvider
) -> None:
    ours = replace(providers[0], client_secret="guessed")
    door = ProviderDoor(database, [ours], suite=suite("ed25519-sha256"), clock=clock, entropy=SystemEntropy())
    with pytest.raises(ProviderRefused, match="invalid_client"):
        there_and_back(door)
    door.stop()


def test_a_redirect_address_that_is_not_registered_is_refused(door: ProviderDoor, server: IdentityProvider) -> None:
    server.redirect_uris = {NODE + "bank/"}
    assert httpx.get(door.leave("bank", Purpose.SIGN_IN).url).status_code == 400


def test_what_the_provider_says_of_a_refusal_is_a_known_word_or_none(door: ProviderDoor) -> None:
    for said, told in (("access_denied", "access_denied"), ("<b>call 555</b>", "error"), ("", "error")):
        left = door.leave("bank", Purpose.SIGN_IN)
        back = replace(visit(left), code="", error=said)
        with pytest.raises(ProviderRefused) as refused:
            door.come_back("bank", back, left.browser_token)
        assert refused.value.data["error"] == told


def _door_over(
    answer: Callable[[httpx.Request], httpx.Response], database: Database, provider: Provider
) -> ProviderDoor:
    return ProviderDoor(
        database,
        [provider],
        suite=suite("ed25519-sha256"),
        clock=ManualClock(datetime.now(UTC)),
        entropy=SystemEntropy(),
        transport=httpx.MockTransport(answer),
    )


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (lambda at: httpx.Response(200, json=at.discovery() | {"issuer": "https://elsewhere.test"}), ProviderBroken),
        (lambda at: httpx.Response(200, json=without(at.discovery(), "jwks_uri")), ProviderBroken),
        (lambda at: httpx.Response(200, json=at.discovery() | {"token_endpoint": "http://x.test"}), ProviderBroken),
        (lambda at: httpx.Response(200, json=at.discovery() | {"token_endpoint": 7}), ProviderBroken),
        (lambda at: httpx.Response(302, headers={"location": "https://elsewhere.test"}, json={}), ProviderBroken),
        (lambda at: httpx.Response(200, content=b"[" * 100_000), ProviderBroken),
        (lambda at: httpx.Response(200, content=b" " * 600_000), ProviderBroken),
        (lambda at: httpx.Response(200, json=[]), ProviderBroken),
        (lambda at: httpx.Response(502, text="a gateway's page"), ProviderUnreachable),
    ],
    ids=["issuer", "no-keys", "clear-text", "number", "redirect", "deep", "large", "list", "down"],
)
def test_a_provider_that_answers_wrongly_is_not_gone_to(
    database: Database,
    providers: list[Provider],
    server: IdentityProvider,
    answer: Callable[[IdentityProvider], httpx.Response],
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        _door_over(lambda request: answer(server), database, providers[0]).leave("bank", Purpose.SIGN_IN)


def test_a_provider_that_does_not_answer_is_said_to(database: Database, providers: list[Provider]) -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("nobody there", request=request)

    with pytest.raises(ProviderUnreachable):
        _door_over(silent, database, providers[0]).leave("bank", Purpose.SIGN_IN)


def test_nobody_goes_to_a_provider_that_the_settings_do_not_name(door: ProviderDoor) -> None:
    with pytest.raises(ProviderUnknown):
        door.leave("elsewhere", Purpose.SIGN_IN)


def test_trips_are_limited_and_forgotten(
    database: Database, clock: ManualClock, providers: list[Provider], server: IdentityProvider
) -> None:
    few = replace(SETTINGS, provider_trips=2)
    made = suite("ed25519-sha256")
    door = ProviderDoor(database, providers, suite=made, clock=clock, entropy=SystemEntropy(), settings=few)
    for _ in range(2):
        door.leave("bank", Purpose.SIGN_IN)
    with pytest.raises(TooManyTrips):
        door.leave("bank", Purpose.SIGN_IN)
    clock.advance(SETTINGS.provider_trip)
    assert door.leave("bank", Purpose.SIGN_IN).url
    door.stop()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://id.bank.example/x", True),
        ("http://127.0.0.1:9000", True),
        ("http://id.bank.example", False),
        ("https://user:word@id.bank.example", False),
        ("https://id.bank.example#x", False),
        ("javascript:alert(1)", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_an_address_is_https_or_here(url: str, safe: bool) -> None:
    assert is_safe(url) is safe
