"""To an institution's own identity provider and back: OpenID Connect's authorization code flow, with PKCE.

What keeps a stranger out, and a person from being let in as somebody else:

1. The `state` is random, good once and for minutes, and kept as a digest. Only the browser that left may come back: it
   holds a token in a cookie that no page can read.
2. A trip is one provider's. Whoever comes back to another's address, or with another issuer's name, is turned away
   (mix-up: RFC 9207, RFC 9700 4.4); each provider has a redirect address of its own.
3. The code is exchanged with the trip's PKCE verifier (RFC 7636, S256), from node to provider, at the address that the
   provider itself publishes.
4. The id_token is verified (`id_tokens`).

A trip is over before the code is exchanged: if we die in between, the person begins again.
"""

import base64
from collections.abc import Sequence
from functools import partial
from typing import Any

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from puhui.kernel import Clock, Entropy, Suite, Text
from puhui.parties.federation import store
from puhui.parties.federation.documents import Documents, Endpoints
from puhui.parties.federation.errors import (
    ProviderBroken,
    ProviderRefused,
    ProviderUnknown,
    TooManyTrips,
    TripOver,
)
from puhui.parties.federation.id_tokens import verify_id_token
from puhui.parties.federation.model import Departure, Identity, Provider, Purpose, Returned, Trip
from puhui.parties.federation.wire import Wire
from puhui.parties.sign_in_settings import SETTINGS, SignInSettings
from puhui.storage import Database

_SECRET_BYTES = 32
_ERRORS = frozenset(
    {
        "access_denied", "login_required", "interaction_required", "consent_required", "account_selection_required",
        "invalid_request", "invalid_scope", "unauthorized_client", "server_error", "temporarily_unavailable",
        "invalid_grant", "invalid_client",
    }
)  # fmt: skip  # what another says is shown to nobody
_STAGE = "parties.federation"


class ProviderDoor:
    """One node's, to all of its providers. Safe from many threads and processes."""

    def __init__(
        self,
        database: Database,
        providers: Sequence[Provider],
        *,
        suite: Suite,
        clock: Clock,
        entropy: Entropy,
        settings: SignInSettings = SETTINGS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._database = database
        self._providers = {one.name: one for one in providers}
        self._suite = suite
        self._clock = clock
        self._entropy = entropy
        self._settings = settings
        self._wire = Wire(transport)
        self._documents = Documents(self._wire, clock, settings)

    @property
    def providers(self) -> list[Provider]:
        """All, in the settings' order."""
        return list(self._providers.values())

    def provider(self, name: str) -> Provider:
        """The one of that name; raises `ProviderUnknown`."""
        found = self._providers.get(name)
        if found is None:
            raise ProviderUnknown(name=name, stage=_STAGE)
        return found

    def leave(self, name: str, purpose: Purpose, session: str = "") -> Departure:
        """Where to send a browser, and what to give it. `session` is the id of the one to link or confirm in.

        Raises `ProviderUnknown`, `ProviderUnreachable`, `ProviderBroken`, `TooManyTrips`.
        """
        provider = self.provider(name)
        endpoints = self._documents.endpoints(provider)
        state, browser, now = self._secret(), self._secret(), self._clock.now()
        expires = now + self._settings.provider_trip
        trip = Trip(name, purpose, session, now, expires, self._secret(), self._secret())
        with self._database.transaction() as connection:
            most = self._settings.provider_trips
            if not store.begin_trip(connection, self._digest(state), self._digest(browser), trip, most):
                raise TooManyTrips(stage=_STAGE)
        again = {"prompt": "login", "max_age": "0"} if purpose is Purpose.CONFIRM else {}
        url = prepare_grant_uri(
            endpoints.authorization,
            client_id=provider.client_id,
            response_type="code",
            redirect_uri=provider.redirect_uri,
            scope="openid",
            state=state,
            nonce=trip.nonce,
            code_challenge=create_s256_code_challenge(trip.verifier),
            code_challenge_method="S256",
            acr_values=" ".join(sorted(provider.acr)) or None,
            **again,
        )
        return Departure(url=str(url), browser_token=browser)

    def come_back(self, name: str, returned: Returned, browser_token: str) -> tuple[Trip, Identity]:
        """Whose way ends here, and who the provider says they are.

        Raises `ProviderUnknown`, `TripOver`, `ProviderRefused`, `ProviderUnreachable`, `ProviderBroken`,
        `IdentityNotProven`.
        """
        provider = self.provider(name)
        with self._database.transaction() as connection:  # 1
            trip = store.end_trip(connection, self._digest(returned.state), self._digest(browser_token))
        if trip is None or trip.expires_at <= self._clock.now() or trip.provider != name:  # 2
            raise TripOver(stage=_STAGE)
        endpoints = self._documents.endpoints(provider)
        if returned.issuer != provider.issuer and (returned.issuer is not None or endpoints.names_issuer):  # 2
            raise TripOver(stage=_STAGE)
        if returned.error or not returned.code:
            raise _refused(returned.error)
        tokens = self._exchange(provider, endpoints, trip, returned.code)  # 3
        access_token = tokens.get("access_token")
        identity = verify_id_token(  # 4
            tokens.get("id_token"),
            provider,
            trip,
            access_token=access_token if isinstance(access_token, str) else "",
            keys=partial(self._documents.keys, provider),
            now=self._clock.now(),
            skew_s=int(self._settings.provider_skew.total_seconds()),
        )
        return trip, identity

    def start(self) -> None:
        """Nothing: providers are asked when somebody leaves for one."""

    def stop(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _exchange(self, provider: Provider, endpoints: Endpoints, trip: Trip, code: str) -> dict[str, Any]:
        form = prepare_token_request(
            "authorization_code", redirect_uri=provider.redirect_uri, code=code, code_verifier=trip.verifier
        )
        how = "client_secret_post" if endpoints.by_post else "client_secret_basic"
        auth = ClientAuth(provider.client_id, provider.client_secret, how if provider.client_secret else "none")
        plain = {"content-type": "application/x-www-form-urlencoded"}
        _, headers, body = auth.prepare("POST", endpoints.token, plain, form)
        status, answer = self._wire.post(endpoints.token, headers, body)
        if status != httpx.codes.OK:
            raise _refused(answer.get("error"))
        if "id_token" not in answer:
            raise ProviderBroken(reason=Text(zh="没有 id_token", en="no id_token"), stage=_STAGE)
        return answer

    def _secret(self) -> str:
        return base64.urlsafe_b64encode(self._entropy.take(_SECRET_BYTES)).rstrip(b"=").decode()

    def _digest(self, secret: str) -> bytes:
        return self._suite.digest(secret.encode())


def _refused(error: object) -> ProviderRefused:
    return ProviderRefused(error=error if error in _ERRORS else "error", stage=_STAGE)
