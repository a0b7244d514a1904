"""This node's own CometBFT process, asked over its Unix socket: hand over a statement, tell how it stands."""

import base64
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from puhui.ledger.engines.cometbft.errors import ConsensusUnavailable
from puhui.ledger.errors import QueueFull

MAX_BATCH = 25
_ALREADY_HERE = "tx already exists in cache"
_FULL = "mempool is full"


class Rpc:
    """JSON-RPC over a Unix socket. Safe from many threads."""

    def __init__(self, socket: Path, timeout_s: float = 10.0) -> None:
        self._client = httpx.Client(
            transport=httpx.HTTPTransport(uds=str(socket), limits=httpx.Limits(max_connections=64)),
            base_url="http://cometbft",
            timeout=timeout_s,
            trust_env=False,
        )
        self._numbers = itertools.count(1)

    def hand_over(self, transactions: Sequence[bytes]) -> None:
        """Put the transactions into the mempool, in order; returns before the application has checked them there.

        CometBFT gathers checks for up to 20 ms; waiting for each would cost that much a transaction. Raises `QueueFull`
        when the mempool is full and `ConsensusUnavailable` when the process does not answer; some of the transactions
        may have been taken then.
        """
        for at in range(0, len(transactions), MAX_BATCH):
            self._hand_over(transactions[at : at + MAX_BATCH])

    def status(self) -> dict[str, Any]:
        """CometBFT's `status`."""
        return self._one("status")

    def block(self, height: int) -> list[str]:
        """The transactions of a block, in base64."""
        return list(self._one("block", height=str(height))["block"]["data"]["txs"])

    def chain(self) -> str:
        """The chain's name, which every vote is signed under."""
        return str(self.status()["node_info"]["network"])

    def evidence(self, height: int) -> list[dict[str, Any]]:
        """What a block carries against validators, as CometBFT writes it in JSON."""
        return list(self._one("block", height=str(height))["block"]["evidence"]["evidence"] or [])

    def validators(self, height: int) -> dict[str, bytes]:
        """The raw consensus keys of those who voted on a height, by address in hex."""
        told = self._one("validators", height=str(height), per_page="100")["validators"]
        return {one["address"].lower(): base64.b64decode(one["pub_key"]["value"]) for one in told}

    def peers(self) -> int:
        """How many peers the process is connected with."""
        return int(self._one("net_info")["n_peers"])

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _hand_over(self, transactions: Sequence[bytes]) -> None:
        calls = [
            {
                "jsonrpc": "2.0",
                "id": next(self._numbers),
                "method": "broadcast_tx_async",
                "params": {"tx": base64.b64encode(raw).decode()},
            }
            for raw in transactions
        ]
        answers = self._post(calls if len(calls) > 1 else calls[0])
        for answer in answers if isinstance(answers, list) else [answers]:
            self._check(answer.get("error"))

    @staticmethod
    def _check(error: dict[str, Any] | None) -> None:
        data = "" if error is None else str(error.get("data", error.get("message", "")))
        if error is None or _ALREADY_HERE in data:
            return
        if _FULL in data:
            raise QueueFull(limit="mempool", stage="ledger.rpc")
        raise ConsensusUnavailable(reason=data[:300], stage="ledger.rpc")

    def _one(self, method: str, **params: str) -> dict[str, Any]:
        answer = self._post({"jsonrpc": "2.0", "id": next(self._numbers), "method": method, "params": params})
        if "error" in answer:
            raise ConsensusUnavailable(reason=str(answer["error"])[:300], stage="ledger.rpc")
        result: dict[str, Any] = answer["result"]
        return result

    def _post(self, body: Any) -> Any:
        try:
            response = self._client.post("/", json=body)
            return response.json()
        except (httpx.HTTPError, ValueError) as reason:
            raise ConsensusUnavailable(reason=f"{type(reason).__name__}: {reason}", stage="ledger.rpc") from None
