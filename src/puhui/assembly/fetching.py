"""What a node tells anybody: its name, the trust file and its history. Fetched without a signature, and verified."""

import json

import httpx

from puhui.assembly.errors import PeerUnreachable
from puhui.ledger.handover import History
from puhui.ledger.trust import Trust

HISTORY = "/api/v1/trust/history"
_TIMEOUT = httpx.Timeout(30.0, connect=3.0)
_ANSWER_BYTES_MAX = 64 * 1024 * 1024


def fetch(url: str, path: str) -> bytes:
    """What is served at a node's address; raises `PeerUnreachable`."""
    try:
        answer = httpx.get(url.rstrip("/") + path, timeout=_TIMEOUT, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as reason:
        raise _unreachable(url, f"{type(reason).__name__}: {reason}") from None
    if not answer.is_success or len(answer.content) > _ANSWER_BYTES_MAX:
        raise _unreachable(url, f"HTTP {answer.status_code}")
    return answer.content


def fetch_name(url: str) -> tuple[str, str]:
    """The organisation that says it answers there, and its role; raises `PeerUnreachable`."""
    try:
        told = json.loads(fetch(url, "/api/v1/node"))
        return str(told["org"]), str(told["role"])
    except (ValueError, LookupError, TypeError):
        raise _unreachable(url, "no node of this network") from None


def fetch_history(url: str) -> History:
    """The members' history; raises `PeerUnreachable` or `MalformedTrust`."""
    return History.parse(fetch(url, HISTORY))


def check_origin(history: History, trust: Trust, where: str) -> None:
    """Raise `PeerUnreachable` when the history is another log's."""
    if history.origin != trust.origin:
        raise _unreachable(where, f"it is of {history.origin}, not {trust.origin}")


def _unreachable(where: str, reason: str) -> PeerUnreachable:
    return PeerUnreachable(org=where, reason=reason, party=where, stage="assembly.fetching")
