"""Questions under grants, answered where the data lies, believed only with proof.

The room promises: every function that reads a custodian's data for another organisation takes a `Permit`, and reads
no field beyond it; a question about another enterprise than the grant's spends no use; a source that is down costs
nobody a use; and a receiver believes an answer only after the ledger's receipt of the use and the custodian's
signature over the very bytes.

>>> from puhui.kernel import Text
>>> from puhui.kernel.ids import OrgId
>>> vat, filings, *_ = datasets_of("tax")
>>> offer = vat.offer(OrgId("tax-bureau"), Text(zh="市税务局", en="Tax bureau"), ["rev12_fen"])
>>> str(offer.dataset), offer.fields["rev12_fen"].zh
('tax-bureau/vat-invoices', '近12个月销售额')
"""

from puhui.exchange.answering import Connector, Custodian, RowConnector, answer
from puhui.exchange.asking import PATH, Peers, Received, ask
from puhui.exchange.catalogue import (
    Dataset,
    check_datasets_of,
    chosen_slugs,
    datasets_of,
    described,
    joint_datasets_of,
    publish_catalogue,
    published_of,
)
from puhui.exchange.covering import require_permits
from puhui.exchange.errors import (
    AnswerRefused,
    MalformedAnswer,
    MalformedQuestion,
    PermitDoesNotCover,
    SourceDown,
    UnknownDataset,
)
from puhui.exchange.fields import all_definitions
from puhui.exchange.lists import ListDataset, ListKeeper, list_by, listed, lists_of
from puhui.exchange.model import (
    Question,
    ToldAnswer,
    absent,
    answer_map,
    indicators_from_bytes,
    indicators_to_bytes,
)

__all__ = [
    "PATH",
    "AnswerRefused",
    "Connector",
    "Custodian",
    "Dataset",
    "ListDataset",
    "ListKeeper",
    "MalformedAnswer",
    "MalformedQuestion",
    "Peers",
    "PermitDoesNotCover",
    "Question",
    "Received",
    "RowConnector",
    "SourceDown",
    "ToldAnswer",
    "UnknownDataset",
    "absent",
    "all_definitions",
    "answer",
    "answer_map",
    "ask",
    "check_datasets_of",
    "chosen_slugs",
    "datasets_of",
    "described",
    "indicators_from_bytes",
    "indicators_to_bytes",
    "joint_datasets_of",
    "list_by",
    "listed",
    "lists_of",
    "publish_catalogue",
    "published_of",
    "require_permits",
]
