"""Tokens of programs, by the digests of their secrets."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.ids import OrgId, TokenId
from puhui.parties.model import PersonRole
from puhui.parties.program_token import ProgramToken, State
from puhui.storage import metadata
from puhui.storage.database import Moment

_tokens = sa.Table(
    "program_tokens",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("org", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("by_name", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("second", sa.Text, nullable=False),
    sa.Column("second_name", sa.Text, nullable=False),
    sa.Column("used_at", Moment),
    sa.Column("secret_digest", sa.LargeBinary, unique=True),  # none before the token is live, and after it was revoked
)


def add(connection: Connection, token: ProgramToken) -> None:
    """Keep a token that has no secret yet."""
    connection.execute(
        _tokens.insert().values(
            id=token.id,
            name=token.name,
            role=token.role.value,
            org=token.org,
            state=token.state.value,
            by=token.by,
            by_name=token.by_name,
            at=token.at,
            expires_at=token.expires_at,
            second=token.second,
            second_name=token.second_name,
        )
    )


def bring_to_life(connection: Connection, token: ProgramToken, digest: bytes) -> ProgramToken:
    """Let a secret open it from now on; `second` says who agreed."""
    live = replace(token, state=State.LIVE)
    _set(connection, live, secret_digest=digest, second=live.second, second_name=live.second_name)
    return live


def revoke(connection: Connection, token: ProgramToken) -> ProgramToken:
    """Let nothing open it any more."""
    revoked = replace(token, state=State.REVOKED)
    _set(connection, revoked, secret_digest=None)
    return revoked


def use(connection: Connection, token: ProgramToken, at: datetime) -> None:
    """Note that it was used."""
    connection.execute(_tokens.update().where(_tokens.c.id == token.id).values(used_at=at))


def token(connection: Connection, id_: str) -> ProgramToken | None:
    """The token of that id."""
    row = connection.execute(_tokens.select().where(_tokens.c.id == id_)).first()
    return None if row is None else _token(row)


def by_digest(connection: Connection, digest: bytes) -> ProgramToken | None:
    """The token that a secret opens, over or not."""
    row = connection.execute(_tokens.select().where(_tokens.c.secret_digest == digest)).first()
    return None if row is None else _token(row)


def newest(connection: Connection, most: int) -> list[ProgramToken]:
    """Tokens of every state, the newest first."""
    query = _tokens.select().order_by(_tokens.c.at.desc(), _tokens.c.id.desc()).limit(most)
    return [_token(row) for row in connection.execute(query)]


def standing(connection: Connection, now: datetime) -> list[ProgramToken]:
    """Tokens that wait or last."""
    query = _tokens.select().where(_tokens.c.state != State.REVOKED.value, _tokens.c.expires_at > now)
    return [_token(row) for row in connection.execute(query)]


def _set(connection: Connection, token_: ProgramToken, **values: object) -> None:
    changed = {"state": token_.state.value, **values}
    connection.execute(_tokens.update().where(_tokens.c.id == token_.id).values(**changed))


def _token(row: sa.Row[Any]) -> ProgramToken:
    return ProgramToken(
        id=TokenId(row.id),
        name=row.name,
        role=PersonRole(row.role),
        org=OrgId(row.org),
        state=State(row.state),
        by=row.by,
        by_name=row.by_name,
        at=row.at,
        expires_at=row.expires_at,
        second=row.second,
        second_name=row.second_name,
        used_at=row.used_at,
    )
