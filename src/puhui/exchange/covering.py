"""What a connector asks of the permits it is given before it reads anything."""

from collections.abc import Sequence

from puhui.consent import Permit
from puhui.exchange.catalogue import Dataset
from puhui.exchange.errors import PermitDoesNotCover, UnknownDataset
from puhui.kernel import Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId

OTHER_DATA = Text(zh="数据资源或字段", en="dataset or fields")


def require_permits(
    permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str], *, dataset: Dataset, custodian: OrgId
) -> None:
    """Return if there is one permit an enterprise, each for this custodian's dataset and all of the fields.

    Raises `PermitDoesNotCover`, and `UnknownDataset` for a field that is granted and that the dataset does not have.
    That a permit is the enterprise's own was proved when it was drawn.
    """
    held = dataset.id_at(custodian)
    covered = all(isinstance(one, Permit) and one.dataset == held and set(fields) <= set(one.fields) for one in permits)
    if not covered or len(permits) != len(usccs):
        raise PermitDoesNotCover(what=OTHER_DATA, party=str(custodian), stage="exchange.connectors")
    if not set(fields) <= set(dataset.definitions):
        raise UnknownDataset(dataset=str(held), stage="exchange.connectors")
