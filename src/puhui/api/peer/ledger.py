"""The ledger for those who do not keep it: submit, ask, fetch. And the witness's door.

Any member may read and submit: the contracts decide what a statement is worth. Errors answer in the one JSON shape.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from puhui.api.authentication import node_of
from puhui.api.errors import MalformedRequest
from puhui.api.signatures import Body, Caller, PeerRoute
from puhui.kernel import NotCanonical, decode, encode
from puhui.kernel.ids import EntryId
from puhui.ledger import Verdict
from puhui.ledger.model import MAX_KEYS_PER_READ

router = APIRouter(route_class=PeerRoute)

_CBOR = "application/cbor"
HANDOVERS_MAX = 500
_Entry = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


def _cbor(value: object) -> Response:
    return Response(encode(value), media_type=_CBOR)


def _verdict(verdict: Verdict) -> Response:
    return _cbor(
        {
            "entry": verdict.entry,
            "finality": verdict.finality.value,
            "index": verdict.index,
            "reason": verdict.reason,
            "result": dict(verdict.result),
        }
    )


def _keys(body: bytes) -> list[str]:
    try:
        keys = decode(body)
    except NotCanonical:
        keys = None
    if not isinstance(keys, list) or len(keys) > MAX_KEYS_PER_READ or not all(isinstance(key, str) for key in keys):
        raise MalformedRequest(where="keys", stage="api.peer")
    return keys


@router.post("/entries")
def submit_entry(request: Request, caller: Caller, statement: Body) -> Response:
    """Have a statement decided."""
    return _verdict(node_of(request).sequencer().submit(statement))


@router.get("/entries/{entry}/verdict")
def entry_verdict(entry: _Entry, request: Request, caller: Caller) -> Response:
    """What is known about an entry."""
    return _verdict(node_of(request).sequencer().verdict(EntryId(entry)))


@router.get("/entries/{entry}/receipt")
def entry_receipt(entry: _Entry, request: Request, caller: Caller) -> Response:
    """An entry's receipt."""
    return Response(node_of(request).sequencer().receipt(EntryId(entry)), media_type="text/plain; charset=utf-8")


@router.get("/entries")
def read_entries(
    request: Request,
    caller: Caller,
    start: Annotated[int, Query(ge=0)],
    limit: Annotated[int, Query(gt=0, le=1000)],
) -> Response:
    """Committed statements in order."""
    return _cbor([bytes(item) for item in node_of(request).sequencer().entries(start, limit)])


@router.get("/state/{key:path}")
def read_state(key: str, request: Request, caller: Caller) -> Response:
    """A value of the contracts' state; null when absent."""
    return _cbor(node_of(request).sequencer().read(key))


@router.post("/states")
def read_states(request: Request, caller: Caller, body: Body) -> Response:
    """The values under a list of keys, all as of one entry; null where one is absent."""
    return _cbor(node_of(request).sequencer().read_many(_keys(body)))


@router.get("/size")
def ledger_size(request: Request, caller: Caller) -> Response:
    """How many entries the log holds."""
    return _cbor(node_of(request).receipts.ledger_size())


@router.get("/head")
def read_head(request: Request, caller: Caller) -> Response:
    """The newest head that a quorum has cosigned, with its lines."""
    return Response(node_of(request).sequencer().head(), media_type="text/plain; charset=utf-8")


@router.get("/handovers")
def read_handovers(request: Request, caller: Caller, after: Annotated[int, Query(ge=0)]) -> Response:
    """The receipts of the members' changes after that number, oldest first."""
    return _cbor(node_of(request).sequencer().handovers()[after : after + HANDOVERS_MAX])


@router.get("/membership")
def read_membership(request: Request, caller: Caller) -> Response:
    """The members as they stand now, and the open proposals."""
    return _cbor(node_of(request).membership())


@router.get("/network")
def read_network(request: Request, caller: Caller) -> Response:
    """Where the nodes answer, and the chain that orders the entries."""
    return Response(node_of(request).network.to_bytes(), media_type="application/json")


@router.post("/witness")
def cosign(request: Request, caller: Caller, body: Body) -> Response:
    """Cosign the log's head after checking that it extends the last one this node signed."""
    return Response(node_of(request).cosign(caller, body), media_type=_CBOR)
