"""The tokens by which an institution's programs sign in; what gives power takes two administrators."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import IssuedToken, TokenList, TokenRequest

router = APIRouter(prefix="/tokens", tags=["tokens"])

_Id = Annotated[str, Path(max_length=64)]


@router.get("")
def list_tokens(desk: Annotated[Desk, Depends(at_desk("list_tokens"))]) -> TokenList:
    """Every token without its secret, the newest first."""
    return desk.node.programs.tokens()


@router.post("", status_code=201)
def issue_token(asked: TokenRequest, desk: Annotated[Desk, Depends(at_desk("issue_token", fresh=True))]) -> IssuedToken:
    """Let a program in. The secret is shown once; for a role that takes two it comes with the confirmation."""
    return desk.node.programs.issue(asked, desk.actor)


@router.post("/{id}/confirmation")
def confirm_token(id: _Id, desk: Annotated[Desk, Depends(at_desk("confirm_token", fresh=True))]) -> IssuedToken:
    """Agree to what another administrator proposed; the answer has the secret."""
    return desk.node.programs.confirm(id, desk.actor)


@router.delete("/{id}", status_code=204)
def revoke_token(id: _Id, desk: Annotated[Desk, Depends(at_desk("revoke_token", fresh=True))]) -> None:
    """Refuse a token, or end it in this moment."""
    desk.node.programs.revoke(id, desk.actor)
