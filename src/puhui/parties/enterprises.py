"""The enterprises that a portal or a registry serves: their facts, their salts, their passkeys' credential ids."""

from datetime import date

from puhui.kernel import Clock, Entropy, Suite
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import SubjectId
from puhui.parties import store
from puhui.parties.errors import EnterpriseUnknown
from puhui.parties.model import SALT_SIZE, Enterprise, subject_of
from puhui.storage import Database


class Enterprises:
    """One node's enterprises."""

    def __init__(self, database: Database, *, suite: Suite, clock: Clock, entropy: Entropy) -> None:
        self._database = database
        self._suite = suite
        self._clock = clock
        self._entropy = entropy

    def add(
        self,
        *,
        uscc: Uscc,
        name: str,
        segment: str,
        industry: str,
        region: str,
        established_on: date,
        legal_representative: str,
    ) -> Enterprise:
        """Take an enterprise in under a fresh salt, or update the facts of one that is here."""
        with self._database.transaction() as connection:
            known = store.enterprise(connection, uscc)
            salt = known.salt if known else self._entropy.take(SALT_SIZE)
            enterprise = Enterprise(
                uscc=uscc,
                name=name,
                segment=segment,
                industry=industry,
                region=region,
                established_on=established_on,
                legal_representative=legal_representative,
                salt=salt,
                subject=subject_of(salt, uscc, self._suite),
            )
            store.put_enterprise(connection, enterprise)
        return enterprise

    def find(self, uscc: str) -> Enterprise:
        """The enterprise; raises `EnterpriseUnknown`."""
        with self._database.reading() as connection:
            found = store.enterprise(connection, uscc)
        if found is None:
            raise EnterpriseUnknown(uscc=uscc, stage="parties.enterprises")
        return found

    def of_subject(self, subject: SubjectId) -> Enterprise | None:
        """The enterprise behind a subject of the ledger, None where this node does not know it."""
        with self._database.reading() as connection:
            return store.enterprise_of_subject(connection, subject)

    def remember_credential(self, uscc: str, credential_id: bytes, key: str) -> None:
        """Keep the id by which the enterprise's device finds its passkey."""
        with self._database.transaction() as connection:
            store.put_credential(connection, uscc, credential_id, key, self._clock.now())

    def credentials_of(self, uscc: str) -> list[bytes]:
        """The credential ids to offer to the enterprise's device."""
        with self._database.reading() as connection:
            found = store.credential(connection, uscc)
        return [] if found is None else [found[0]]
