"""The enterprise's own score."""

from typing import Annotated

from fastapi import APIRouter, Depends

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import AdviceView, ScoreList, ScoreView

router = APIRouter(tags=["scores"])


@router.post("/scores")
def compute_score(desk: Annotated[Desk, Depends(at_desk("compute_score"))]) -> ScoreView:
    """Ask every custodian under the open grants and compute a score now. Uses up one use of each grant."""
    return desk.node.score_desk().score(desk.uscc, desk.language)


@router.get("/scores/latest")
def read_latest_score(desk: Annotated[Desk, Depends(at_desk("read_latest_score"))]) -> ScoreView:
    """The newest score."""
    return desk.node.score_desk().latest(desk.uscc, desk.language)


@router.get("/scores/advice")
def read_advice(desk: Annotated[Desk, Depends(at_desk("read_advice"))]) -> AdviceView:
    """What would lift the newest score, what that would open, and which grants would tell most."""
    return desk.node.advice_desk().advice(desk.uscc, desk.language)


@router.get("/scores")
def list_scores(desk: Annotated[Desk, Depends(at_desk("list_scores"))]) -> ScoreList:
    """All scores, newest first."""
    return desk.node.score_desk().scores(desk.uscc, desk.language)
