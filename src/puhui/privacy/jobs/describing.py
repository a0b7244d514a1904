"""What a party says of its input before there is a job: rows and schema, to the receiver of its mandate alone.

A job names every party's rows, so its initiator must know them. Under grants it does: a row for each. Under a mandate
it asks; whoever holds no mandate that is good for a use is told nothing, not even how much there is.
"""

from puhui.consent import Mandate, MandateDesk, MandateStanding
from puhui.kernel import Text, encode
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.privacy.errors import SchemaDiffers
from puhui.privacy.jobs.checking import House
from puhui.privacy.jobs.errors import MessageNotSigned, NotForUs, PermitDiffers
from puhui.privacy.jobs.messages import DESCRIBE, Inquiry, hear
from puhui.privacy.jobs.permitting import Source
from puhui.privacy.model import Party

_STAGE = "privacy.jobs.describing"


class Describer:
    """Answers inquiries at a custodian."""

    def __init__(self, house: House, mandates: MandateDesk, source: Source) -> None:
        self._house, self._mandates, self._source = house, mandates, source

    def describe(self, caller: str, message: bytes) -> bytes:
        """The canonical map of a `Party`; raises `MandateNotFound`, `PermitDiffers`, `SchemaDiffers`, the source's."""
        issuer, body = hear(message, DESCRIBE, self._house.ledger)
        inquiry = Inquiry.parse(body)
        if issuer != caller:
            raise MessageNotSigned(
                issuer=caller,
                reason=Text(zh=f"签名者是 {issuer}", en=f"{issuer} signed it"),
                party=caller,
                stage=_STAGE,
            )
        if inquiry.to != self._house.org:
            raise NotForUs(
                reason=Text(zh=f"它询问的是 {inquiry.to}", en=f"it asks {inquiry.to}"), party=caller, stage=_STAGE
            )
        mandate = self._mandates.find(inquiry.mandate)
        self._check(mandate, caller, inquiry)
        terms = mandate.terms
        listed = self._house.ledger.read(dataset_key(terms.dataset))
        if listed is None or not set(inquiry.columns) <= set(listed["fields"]):
            reason = Text(zh="{dataset} 没有全部这些列", en="not all of these columns are in {dataset}").fill(
                dataset=terms.dataset
            )
            raise SchemaDiffers(reason=reason, party=str(self._house.org), stage=_STAGE)
        rows = self._source.count(terms.dataset)
        party = Party(str(self._house.org), rows, inquiry.columns, str(terms.dataset), listed["schema_digest"])
        return encode(party.as_map())

    def _check(self, mandate: Mandate, caller: str, inquiry: Inquiry) -> None:
        terms = mandate.terms
        if terms.receiver != caller:
            reason = Text(zh="委托给另一接收方", en="the mandate is for another receiver")
        elif mandate.standing is not MandateStanding.ACTIVE:
            reason = Text(zh="委托当前状态为 {standing}", en="the mandate is {standing}").fill(
                standing=mandate.standing.value
            )
        elif not set(inquiry.columns) <= set(terms.fields):
            reason = Text(zh="委托不含全部这些字段", en="the mandate holds not all of these fields")
        else:
            return
        raise PermitDiffers(reason=reason, party=str(self._house.org), stage=_STAGE)
