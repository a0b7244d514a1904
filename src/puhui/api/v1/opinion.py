"""What the papers say of the enterprise, as the platform tells it to others under grants."""

from typing import Annotated

from fastapi import APIRouter, Depends

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import OwnOpinion

router = APIRouter(tags=["opinion"])


@router.get("/enterprise/opinion")
def read_own_opinion(desk: Annotated[Desk, Depends(at_desk("read_own_opinion"))]) -> OwnOpinion:
    """Three years of public opinion about one's own enterprise, with each article's source. No use is counted."""
    return desk.node.opinion_desk().own(desk.uscc, desk.language)
