"""Files that a desk keeps for good, by the digest of their bytes."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.credit.canonical import digest_of_bytes
from puhui.desks.errors import ThingNotFound
from puhui.storage import metadata


class KeptFiles:
    """One desk's, in a table of its own."""

    def __init__(self, table: str, *, stage: str) -> None:
        self._stage = stage
        self._files = sa.Table(
            table,
            metadata,
            sa.Column("digest", sa.Text, primary_key=True),
            sa.Column("file", sa.LargeBinary, nullable=False),
        )

    def keep(self, connection: Connection, data: bytes) -> str:
        """Keep a file for good, once however often it comes; its digest."""
        digest, files = digest_of_bytes(data), self._files
        if connection.execute(sa.select(files.c.digest).where(files.c.digest == digest)).first() is None:
            connection.execute(files.insert().values(digest=digest, file=data))
        return digest

    def file(self, connection: Connection, digest: str) -> bytes:
        """The file of that digest; raises `ThingNotFound`."""
        files = self._files
        found: bytes | None = connection.execute(sa.select(files.c.file).where(files.c.digest == digest)).scalar()
        if found is None:
            raise ThingNotFound(kind="file", id=digest, stage=self._stage)
        return found
