"""Verify an id_token (OpenID Connect Core 1.0, 3.1.3.7).

1. It is signed, by an algorithm that this provider may use and that no public key can be abused as the secret of.
2. The signature is that of a key which the provider publishes.
3. `iss` is the provider, and `aud` this node; with several audiences, `azp` is this node.
4. It has not run out, and is neither of the future nor older than the trip, but for the clocks' skew.
5. `nonce` is the trip's, so that a token of another sign-in is of no use.
6. `at_hash`, where there is one, is of the access token that came along.
7. `sub` is 1 to 255 ASCII characters.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import (
    BadSignatureError,
    ExpiredTokenError,
    InvalidClaimError,
    InvalidKeyIdError,
    JoseError,
    MissingClaimError,
    UnsupportedAlgorithmError,
)
from joserfc.jwk import KeySet

from puhui.kernel import Text
from puhui.parties.federation.errors import IdentityNotProven
from puhui.parties.federation.model import Identity, Provider, Trip

_TOKEN_CHARS_MAX = 32_768
_SUBJECT_CHARS_MAX = 255
_METHODS_MAX = 16
_REASONS: dict[type[Exception], Text] = {
    UnsupportedAlgorithmError: Text(zh="签名算法不被接受", en="its algorithm is not accepted"),
    InvalidKeyIdError: Text(zh="签名密钥未公布", en="its key is not published"),
    BadSignatureError: Text(zh="签名不符", en="its signature is wrong"),
    ExpiredTokenError: Text(zh="已过期", en="it has expired"),
    InvalidClaimError: Text(zh="声明不符", en="a claim is wrong"),
    MissingClaimError: Text(zh="缺少声明", en="a claim is missing"),
}
_MALFORMED = Text(zh="格式错误", en="it is malformed")
_STALE = Text(zh="不是为本次登录签发", en="it was not issued for this sign-in")
_SUBJECT = Text(zh="主体标识无效", en="its subject is none")


def verify_id_token(
    token: object,
    provider: Provider,
    trip: Trip,
    *,
    access_token: str,
    keys: Callable[[str | None], KeySet],
    now: datetime,
    skew_s: int,
) -> Identity:
    """Who the token says somebody is; `keys` gives those of the provider, anew for a key id not seen before.

    Raises `IdentityNotProven`, and what `keys` does.
    """
    if not isinstance(token, str) or len(token) > _TOKEN_CHARS_MAX:
        raise _not_proven(_MALFORMED)
    try:
        signed = _signed(token, provider, keys)  # 1, 2
        claims = CodeIDToken(  # 3, 5, 6
            signed.claims,
            signed.header,
            {
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            {"nonce": trip.nonce, "client_id": provider.client_id, "access_token": access_token},
        )
        claims.validate(now=int(now.timestamp()), leeway=skew_s)  # 4
    except JoseError as error:
        raise _not_proven(_REASONS.get(type(error), _MALFORMED)) from None
    except (ValueError, TypeError, KeyError):
        raise _not_proven(_MALFORMED) from None
    if claims["iat"] < trip.begun_at.timestamp() - skew_s:  # 4
        raise _not_proven(_STALE)
    return _identity(claims, provider)


def _signed(token: str, provider: Provider, keys: Callable[[str | None], KeySet]) -> jwt.Token:
    header = jws.extract_compact(token.encode()).headers()
    if header.get("alg") not in provider.algorithms:  # before any key is looked for
        raise UnsupportedAlgorithmError
    key_id = header.get("kid")
    if key_id is not None and not isinstance(key_id, str):
        raise InvalidKeyIdError
    return jwt.decode(token, keys(key_id), algorithms=sorted(provider.algorithms))


def _identity(claims: dict[str, Any], provider: Provider) -> Identity:
    subject = claims["sub"]
    if not isinstance(subject, str) or not subject.isascii() or not 0 < len(subject) <= _SUBJECT_CHARS_MAX:  # 7
        raise _not_proven(_SUBJECT)
    acr, amr, at = claims.get("acr"), claims.get("amr") or [], claims.get("auth_time")
    return Identity(
        issuer=provider.issuer,
        subject=subject,
        has_factor=provider.attests_factor(
            acr=acr if isinstance(acr, str) else "",
            amr=[one for one in amr[:_METHODS_MAX] if isinstance(one, str)],
        ),
        authenticated_at=None if at is None else _moment(at),
    )


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, OSError, ValueError):
        raise _not_proven(_MALFORMED) from None


def _not_proven(reason: Text) -> IdentityNotProven:
    return IdentityNotProven(reason=reason, stage="parties.federation")
