"""Keyed digests of things that identify: equal where the thing is the same, and saying nothing else to anybody.

The key is made once, kept in the node's own database, and never leaves it: whoever has it could try values through.
"""

import threading

from puhui.desks.store import document, put_document
from puhui.kernel import Clock, Entropy, Suite
from puhui.storage import Database

_KIND, _ID = "tag-key", "key"
_KEY_SIZE = 32


class KeyedTags:
    """One node's digests. Safe from many threads."""

    def __init__(self, database: Database, suite: Suite, clock: Clock, entropy: Entropy) -> None:
        self._database, self._suite = database, suite
        self._clock, self._entropy = clock, entropy
        self._one = threading.Lock()
        self._key = b""

    def tag(self, kind: str, value: str) -> str:
        """The digest of a value of a kind, in lower-case hex; blanks and case do not count."""
        plain = "".join(value.split()).upper()
        return self._suite.mac(self._kept(), f"puhui tag\n{kind}\n{plain}".encode()).hex()

    def _kept(self) -> bytes:
        with self._one:
            if not self._key:
                with self._database.transaction() as connection:
                    kept = document(connection, _KIND, _ID)
                    if kept is None:
                        kept = {"key": self._entropy.take(_KEY_SIZE).hex()}
                        put_document(connection, _KIND, _ID, kept, uscc="", at=self._clock.now())
                self._key = bytes.fromhex(kept["key"])
            return self._key
