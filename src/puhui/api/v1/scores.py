"""The enterprise's own score."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views import AdviceView, ScoreList, ScoreReplayView, ScoreView

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


@router.post("/scores/{id}/replay")
def replay_score(id: str, desk: Annotated[Desk, Depends(at_desk("replay_score"))]) -> ScoreReplayView:
    """Recompute a past score from its record, with the very files that gave it."""
    _require(desk, id)
    return desk.node.score_records_desk().replay(id)


@router.get("/scores/{id}/record", response_class=Response, responses={200: {"content": {"application/jsonl": {}}}})
def read_score_record(id: str, desk: Annotated[Desk, Depends(at_desk("read_score_record"))]) -> Response:
    """The record of a past score, for `puhui credit replay`."""
    _require(desk, id)
    name = f"attachment; filename={id}.jsonl"
    content = desk.node.score_records_desk().record(id)
    return Response(content, media_type="application/jsonl", headers={"Content-Disposition": name})


def _require(desk: Desk, id_: str) -> None:
    owner = desk.node.score_records_desk().owner(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "score", id_)
