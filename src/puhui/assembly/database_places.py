"""Where a node's own rows lie, as `node.json` says it. Passwords stand elsewhere."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


class FileDatabase(BaseModel):
    """SQLite, in the node's folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["sqlite"] = "sqlite"


class ServerDatabase(BaseModel):
    """PostgreSQL, 15 or newer: `postgresql://user@host:port/name`, with libpq's own options behind a `?`.

    The password is the first line of `password_file` (in the node's folder unless its path is absolute, readable by
    its owner alone) or the value of the environment variable `password_env`; without either, libpq looks where it
    always does (PGPASSFILE, PGPASSWORD).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["postgresql"]
    url: str
    password_file: Path | None = None
    password_env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None

    @field_validator("url")
    @classmethod
    def _without_secrets(cls, value: str) -> str:
        from puhui.storage.postgresql import read_url

        read_url(value)
        return value


DatabasePlace = Annotated[FileDatabase | ServerDatabase, Field(discriminator="kind")]
"""Where a node's own rows lie."""
