"""Calls between nodes, under `/peer/v1`. Bodies are canonical CBOR, or JSON of `desks.views` where noted."""

from puhui.api.peer import computations, desks, ledger, servicing

PREFIX = "/peer/v1"
ROUTERS = (ledger.router, desks.router, servicing.router, computations.router)
