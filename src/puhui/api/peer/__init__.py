"""Calls between nodes, under `/peer/v1`. Bodies are canonical CBOR, or JSON of `desks.views` where noted."""

from fastapi import APIRouter

from puhui.api.peer import computations, desks, ledger, servicing

PREFIX = "/peer/v1"

router = APIRouter(include_in_schema=False)
router.include_router(ledger.router)
router.include_router(desks.router)
router.include_router(servicing.router)
router.include_router(computations.router)
