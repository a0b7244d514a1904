"""A join request: what an organisation hands to the members so that they can admit it. Public; its key is proved.

`join-request.json`: `{v, origin, org, name_zh, name_en, role, key, proof, url, contact, card}`. `proof` is the key's
own signature, in base64, over `membership.possession_challenge`; `card` is null where no CometBFT process comes along.
"""

import base64
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from puhui.assembly.errors import RequestMalformed
from puhui.assembly.network import read_card
from puhui.assembly.settings import Peer
from puhui.kernel import PublicKey, PuhuiError, Signer, Text
from puhui.ledger.contracts.membership import possession_challenge
from puhui.ledger.engines.cometbft import Card

FILE = "join-request.json"
VERSION = 1
_FIELDS = {"v", "origin", "org", "name_zh", "name_en", "role", "key", "proof", "url", "contact", "card"}


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What it says."""

    origin: str
    peer: Peer
    key: str
    proof: bytes
    card: Card | None

    @classmethod
    def made(cls, origin: str, peer: Peer, signer: Signer, card: Card | None) -> Self:
        """The request of the key's holder."""
        key = str(signer.public_key)
        return cls(origin, peer, key, signer.sign(possession_challenge(origin, peer.org, key)), card)

    def to_bytes(self) -> bytes:
        """The file."""
        value = {
            "v": VERSION,
            "origin": self.origin,
            **self.peer.model_dump(mode="json"),
            "key": self.key,
            "proof": base64.b64encode(self.proof).decode(),
            "card": None if self.card is None else asdict(self.card),
        }
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def load(cls, path: Path, origin: str) -> Self:
        """Read a request to join the log `origin`; raises `RequestMalformed`, also when the proof does not hold."""
        try:
            request = cls._read(json.loads(path.read_bytes()))
        except PuhuiError as reason:
            raise _malformed(path, reason.cause_text.en) from None
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as reason:
            raise _malformed(path, str(reason)) from None
        if request.origin != origin:
            raise _malformed(
                path,
                Text(
                    zh=f"该请求针对 {request.origin}，本网络为 {origin}",
                    en=f"it is for {request.origin}, this is {origin}",
                ),
            )
        challenge = possession_challenge(origin, request.peer.org, request.key)
        if not PublicKey.parse(request.key).verifies(request.proof, challenge):
            raise _malformed(path, Text(zh="密钥证明不成立", en="the proof of the key does not hold"))
        return request

    @classmethod
    def _read(cls, value: dict[str, Any]) -> Self:
        if set(value) != _FIELDS or value["v"] != VERSION:
            raise ValueError(f"must hold exactly {', '.join(sorted(_FIELDS))} with v = {VERSION}")
        return cls(
            origin=str(value["origin"]),
            peer=Peer.model_validate({name: value[name] for name in Peer.model_fields}),
            key=str(PublicKey.parse(value["key"])),
            proof=base64.b64decode(value["proof"], validate=True),
            card=None if value["card"] is None else read_card(value["card"]),
        )

    def admission(self) -> dict[str, Any]:
        """The change that admits the organisation."""
        return {
            "kind": "admit",
            "id": self.peer.org,
            "name_zh": self.peer.name_zh,
            "name_en": self.peer.name_en,
            "role": self.peer.role,
            "key": self.key,
            "proof": self.proof,
        }

    def promotion(self) -> dict[str, Any]:
        """The change that makes it a consensus node."""
        node = b"" if self.card is None else base64.b64decode(self.card.public_key, validate=True)
        return {"kind": "promote", "org": self.peer.org, "node": node}

    def key_replacement(self) -> dict[str, Any]:
        """The change that gives it this key in place of one that it lost."""
        return {"kind": "replace_key", "org": self.peer.org, "key": self.key, "proof": self.proof}


def _malformed(path: Path, reason: str | Text) -> RequestMalformed:
    return RequestMalformed(path=str(path), reason=reason, stage="assembly.requests")
