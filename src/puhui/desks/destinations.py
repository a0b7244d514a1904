"""Where the outbox's messages go: to the ledger, or to another node. `assembly.delivering` carries them there."""

LEDGER = "ledger"
_PEER = "peer"


def peer_destination(org: str, path: str) -> str:
    """The outbox destination of a call to another node; `path` is below `/peer/v1`."""
    return f"{_PEER}:{org}:{path}"


def org_and_path(destination: str) -> tuple[str, str]:
    """What `peer_destination` made the destination of."""
    _, org, path = destination.split(":", 2)
    return org, path
