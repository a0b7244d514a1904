"""What a provider publishes (OpenID Connect Discovery 1.0): where it is asked, and the keys that it signs with.

Both are kept for a while. A key that nobody has seen is looked for at once, as providers change keys when they must;
but not more often than every `provider_keys_again`, so that forged key ids do not make this node ask without end.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from puhui.kernel import Clock, Text
from puhui.parties.federation.errors import ProviderBroken
from puhui.parties.federation.model import Provider
from puhui.parties.federation.wire import Wire, is_safe
from puhui.parties.sign_in_settings import SignInSettings

_WELL_KNOWN = "/.well-known/openid-configuration"
_KEYS_MAX = 64
_STAGE = "parties.federation"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a provider is asked. `names_issuer`: it names itself in what it sends back (RFC 9207)."""

    authorization: str
    token: str
    keys: str
    names_issuer: bool
    by_post: bool  # it takes the client's secret in the form alone


class Documents:
    """Of one node's providers. Safe from many threads."""

    def __init__(self, wire: Wire, clock: Clock, settings: SignInSettings) -> None:
        self._wire = wire
        self._clock = clock
        self._settings = settings
        self._lock = threading.Lock()  # guards the two dictionaries, and is never held over a call
        self._endpoints: dict[str, tuple[datetime, Endpoints]] = {}
        self._keys: dict[str, tuple[datetime, KeySet]] = {}

    def endpoints(self, provider: Provider) -> Endpoints:
        """Raises `ProviderUnreachable`, `ProviderBroken`."""
        now = self._clock.now()
        with self._lock:
            kept = self._endpoints.get(provider.name)
        if kept is not None and kept[0] + self._settings.provider_documents > now:
            return kept[1]
        found = _endpoints(provider, self._wire.fetch(provider.issuer.rstrip("/") + _WELL_KNOWN))
        with self._lock:
            self._endpoints[provider.name] = (now, found)
        return found

    def keys(self, provider: Provider, key_id: str | None) -> KeySet:
        """The keys of the provider, anew where `key_id` is not among those that are kept.

        Raises `ProviderUnreachable`, `ProviderBroken`.
        """
        now = self._clock.now()
        with self._lock:
            kept = self._keys.get(provider.name)
        if kept is not None:
            age = now - kept[0]
            known = key_id is None or any(key.kid == key_id for key in kept[1].keys)
            if age < (self._settings.provider_documents if known else self._settings.provider_keys_again):
                return kept[1]
        found = _signing_keys(self._wire.fetch(self.endpoints(provider).keys))
        with self._lock:
            self._keys[provider.name] = (now, found)
        return found


def _endpoints(provider: Provider, document: Mapping[str, Any]) -> Endpoints:
    if document.get("issuer") != provider.issuer:
        raise _broken(zh="发行方与登记的不同", en="another issuer than registered")
    named = [document.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    found = [one for one in named if isinstance(one, str) and is_safe(one)]
    if len(found) != len(named):
        raise _broken(zh="缺少接口地址，或地址不安全", en="an endpoint is missing or unsafe")
    methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    authorization, token, keys = found
    return Endpoints(
        authorization,
        token,
        keys,
        names_issuer=document.get("authorization_response_iss_parameter_supported") is True,
        by_post="client_secret_basic" not in methods and "client_secret_post" in methods,
    )


def _signing_keys(document: Mapping[str, Any]) -> KeySet:
    published = document.get("keys")
    if not isinstance(published, list) or len(published) > _KEYS_MAX:
        raise _broken(zh="公钥文档无效", en="no key set")
    # A symmetric key has no place among published ones, and one for encryption signs nothing.
    usable = [
        one
        for one in published
        if isinstance(one, dict) and one.get("kty") in ("RSA", "EC", "OKP") and one.get("use", "sig") == "sig"
    ]
    try:
        return KeySet.import_key_set({"keys": usable})
    except (JoseError, ValueError, TypeError, KeyError):
        raise _broken(zh="公钥文档无效", en="no key set") from None


def _broken(*, zh: str, en: str) -> ProviderBroken:
    return ProviderBroken(reason=Text(zh=zh, en=en), stage=_STAGE)
