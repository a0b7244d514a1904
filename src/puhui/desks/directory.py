"""Names: of organisations as the node was told, of datasets from the catalogue, of enterprises from the node's rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from puhui.desks.errors import ThingNotFound
from puhui.kernel import Text
from puhui.kernel.ids import NotAnId, SubjectId
from puhui.parties import Enterprise, Enterprises


@dataclass(frozen=True, slots=True)
class Organisation:
    """What people are told of an organisation: its name, and how to reach who answers for personal information."""

    name: Text
    contact: str


class Directory:
    """Who and what is behind an id, as far as this node may know."""

    def __init__(
        self, organisations: Mapping[str, Organisation], enterprises: Enterprises, datasets: Mapping[str, Text]
    ) -> None:
        self._organisations = organisations
        self._enterprises = enterprises
        self._datasets = datasets

    def name_of(self, org: str) -> Text:
        """An organisation's name; its id where it is unknown here."""
        found = self._organisations.get(str(org))
        return Text(zh=str(org), en=str(org)) if found is None else found.name

    def contact_of(self, org: str) -> str:
        """How people reach an organisation; raises `ThingNotFound` where nobody knows: such a one cannot receive."""
        found = self._organisations.get(str(org))
        if found is None:
            raise ThingNotFound(kind="organisation", id=str(org), stage="desks.directory")
        return found.contact

    def dataset_name(self, dataset: str) -> Text:
        """A dataset's name; its id where it is unknown here."""
        return self._datasets.get(str(dataset), Text(zh=str(dataset), en=str(dataset)))

    def enterprise(self, uscc: str) -> Enterprise:
        """The enterprise; raises `EnterpriseUnknown`."""
        return self._enterprises.find(uscc)

    def uscc_of(self, subject: str) -> str | None:
        """The enterprise behind a subject of the ledger, None where this node does not know it."""
        try:
            found = self._enterprises.of_subject(SubjectId(subject))
        except NotAnId:
            return None
        return None if found is None else str(found.uscc)

    def credentials_of(self, uscc: str) -> list[bytes]:
        """The credential ids of the enterprise's passkey."""
        return self._enterprises.credentials_of(uscc)
