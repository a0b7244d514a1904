"""The proof that a consensus node voted twice: two votes that exclude each other, both signed with its key. Pure.

CometBFT finds them, and a block carries them; ABCI tells the application who it was and no more. So the proof is cut
out of that block, and anyone who knows the chain's genesis checks it: it names the chain, and each validator's address.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from puhui.kernel.errors import PuhuiError
from puhui.kernel.suites import PublicKey, suite
from puhui.ledger.engines.cometbft.abci_pb2 import CanonicalVote
from puhui.ledger.engines.cometbft.errors import BadDoubleVote
from puhui.ledger.engines.cometbft.server import framed
from puhui.ledger.engines.cometbft.validators import address_of

VALIDATOR_SUITE = suite("ed25519-sha256")  # of CometBFT's own votes, whatever suite the ledger's entries are signed in


@dataclass(frozen=True, slots=True)
class DoubleVote:
    """A validator's two votes, as CometBFT writes them in JSON, and its consensus key."""

    key: PublicKey
    votes: tuple[Mapping[str, Any], Mapping[str, Any]]

    def to_bytes(self) -> bytes:
        """The proof as it is handed over."""
        return json.dumps({"key": str(self.key), "votes": list(self.votes)}, indent=1, sort_keys=True).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a proof; raises `BadDoubleVote`. Nothing of it is checked."""
        try:
            value = json.loads(data)
            first, second = value["votes"]
            return cls(PublicKey.parse(value["key"]), (first, second))
        except (PuhuiError, ValueError, LookupError, TypeError) as reason:
            raise _bad(f"not a proof ({type(reason).__name__})") from None

    @property
    def address(self) -> str:
        """The validator's address in hex. Whose key it is says the chain's genesis, or the vote that promoted its
        holder."""
        return address_of(self.key.raw)

    def check(self, chain: str) -> None:
        """Return when the holder of the key voted twice on that chain; raises `BadDoubleVote` otherwise.

        1. Both votes are of one kind, height and round. 2. They are for different blocks. 3. The key signed both.
        """
        try:
            first, second = (_canonical(vote, chain) for vote in self.votes)
            signatures = [base64.b64decode(vote["signature"], validate=True) for vote in self.votes]
        except (ValueError, LookupError, TypeError, AttributeError, binascii.Error) as reason:
            raise _bad(f"not two votes ({type(reason).__name__})") from None
        if (first.type, first.height, first.round) != (second.type, second.height, second.round):
            raise _bad("the votes are not of one kind, height and round")
        if first.block_id == second.block_id:
            raise _bad("the votes are for the same block")
        for vote, signature in zip((first, second), signatures, strict=True):
            if not self.key.verifies(signature, framed(vote)):
                raise _bad("a vote is not signed with the key")


def cut_out(evidence: Sequence[Mapping[str, Any]], address: str, height: int, key: PublicKey) -> DoubleVote | None:
    """The double vote of the validator at `address` and `height` among a block's evidence; None when there is none."""
    wanted = (address, str(height))
    for one in evidence:
        value = one.get("value", {})
        votes = value.get("vote_a"), value.get("vote_b")
        if all(vote and (vote["validator_address"].lower(), vote["height"]) == wanted for vote in votes):
            return DoubleVote(key, votes)
    return None


def _canonical(vote: Mapping[str, Any], chain: str) -> CanonicalVote:
    moment, _, fraction = vote["timestamp"].removesuffix("Z").partition(".")
    canonical = CanonicalVote(type=vote["type"], height=int(vote["height"]), round=int(vote["round"]), chain_id=chain)
    canonical.timestamp.SetInParent()
    canonical.timestamp.seconds = int(datetime.fromisoformat(f"{moment}+00:00").timestamp())
    canonical.timestamp.nanos = int(fraction.ljust(9, "0"))
    block = vote["block_id"]
    if block["hash"]:  # none: a vote for no block
        canonical.block_id.hash = bytes.fromhex(block["hash"])
        canonical.block_id.part_set_header.total = int(block["parts"]["total"])
        canonical.block_id.part_set_header.hash = bytes.fromhex(block["parts"]["hash"])
    return canonical


def _bad(reason: str) -> BadDoubleVote:
    return BadDoubleVote(reason=reason, stage="ledger.double_votes")
