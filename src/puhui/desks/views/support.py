"""Support: guarantees at the guarantor, campaigns and white lists at their office, and what of them a loan has."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from puhui.desks.views.base import Digest, Fen, Rate, View

_Id = Annotated[str, Field(max_length=64)]
_Words = Annotated[str, Field(max_length=500)]
_Said = Annotated[str, Field(min_length=1, max_length=500)]
_Name = Annotated[str, Field(min_length=1, max_length=100)]
_Codes = Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=50)]
_Money = Annotated[int, Field(gt=0, le=10**13)]


class SupportRequest(View):
    """The support that is asked for with an application: a campaign's subsidy; a look at the office's white lists."""

    campaign: _Id = ""
    lists: bool = False


class ShareView(View):
    """Who bears which percentage of a loss, and what it paid of one."""

    party: str
    percent: str
    pays_fen: Fen | None = None


class GuaranteeShownView(View):
    """A loan's guarantee as its bank and its enterprise see it. `letter` is the digest that the contract names."""

    id: str
    state: str
    label: str
    guarantor: str
    guarantor_name: str
    shares: list[ShareView]
    covered_share: Rate
    fee_rate: Rate
    loan_fen: Fen
    reason: str
    letter: Digest | None
    entry: str | None
    valid_until: date | None
    compensated_fen: Fen
    recovered_fen: Fen


class SubsidyShownView(View):
    """A loan's subsidy as its bank and its enterprise see it. `entry` is the office's word on the ledger."""

    id: str
    state: str
    label: str
    campaign: str
    name: str
    funder: str
    office: str
    rate: Rate
    promised_fen: Fen
    spent_fen: Fen
    reason: str
    entry: str | None


class ListedView(View):
    """A white list on which the enterprise stands. It changes no score, limit or price."""

    title: str
    reason: str
    source: str
    expires_on: date


class SupportView(View):
    """What others than the bank put into a loan; None where it was not asked for."""

    guarantee: GuaranteeShownView | None
    subsidy: SubsidyShownView | None
    lists: list[ListedView]
    waiting: bool


class BoundView(View):
    """One limit of a guarantor, and what it leaves."""

    code: str
    room_fen: Fen
    text: str


class SupportStep(View):
    """One step, with the ledger entry that proves it."""

    kind: str
    at: datetime
    entry: str


class GuaranteeView(View):
    """A guarantee as the guarantor's people see it, with what may be promised for it now."""

    id: str
    state: str
    label: str
    application: str
    bank: str
    bank_name: str
    product: str
    uscc: str
    name: str
    segment: str
    loan_fen: Fen
    term_months: int
    shares: list[ShareView]
    fee_rate: Rate
    wanted_fen: Fen
    liability_fen: Fen
    owed_fen: Fen
    days_past_due: int
    group: str
    controls_guarantor: bool
    comment: str
    reason: str
    letter: Digest | None
    valid_until: date | None
    loss_fen: Fen
    compensated_fen: Fen
    recovered_fen: Fen
    asked_at: datetime
    mine: bool
    room_fen: Fen
    binding: str
    bounds: list[BoundView]
    history: list[SupportStep]


class GuaranteeList(View):
    """Guarantees, newest first."""

    items: list[GuaranteeView]


class GuaranteeProposal(View):
    """An officer would guarantee it. `group` names the borrower's group, `controls_guarantor` what excludes it."""

    group: Annotated[str, Field(max_length=64)] = ""
    controls_guarantor: bool = False
    comment: _Words = ""


class SupportComment(View):
    """What is said with a step."""

    comment: _Words = ""


class SupportReason(View):
    """Why not."""

    reason: _Said


class PoolView(View):
    """One bank's product in the guarantor's book, and its breaker."""

    bank: str
    bank_name: str
    product: str
    liability_fen: Fen
    begun_fen: Fen
    compensated_fen: Fen
    recovered_fen: Fen
    compensation_rate: Rate
    stopped: bool


class ClientView(View):
    """What the guarantor answers for one client, beside what it may."""

    uscc: str
    liability_fen: Fen


class BookView(View):
    """A guarantor's book: capital, leverage, concentration, breakers."""

    name: str
    net_assets_fen: Fen
    as_of: str
    liability_fen: Fen
    leverage: Rate
    leverage_max: Rate
    one_client_max_fen: Fen
    related_max_fen: Fen
    compensation_stop: Rate
    clients: list[ClientView]
    pools: list[PoolView]


class CampaignTermsView(View):
    """What a campaign offers and to whom; empty lists mean all. `products` are `bank/code`."""

    name_zh: _Name
    name_en: _Name
    about_zh: _Words = ""
    about_en: _Words = ""
    funder_zh: _Name
    funder_en: _Name
    opens_on: date
    ends_on: date
    subsidy_rate: Rate
    budget_fen: _Money
    client_most_fen: _Money
    quota: Annotated[int, Field(ge=1, le=1_000_000)]
    products: _Codes = Field(default_factory=list)
    regions: _Codes = Field(default_factory=list)
    industries: _Codes = Field(default_factory=list)
    segments: _Codes = Field(default_factory=list)
    listed: Annotated[str, Field(max_length=64)] = ""


class CampaignRewrite(View):
    """What was typed into a draft; `version` is the one that the page read."""

    terms: CampaignTermsView
    version: int


class VersionRequest(View):
    """The version that was looked at."""

    version: int


class CountyEffect(View):
    """A campaign's loans in one county; None where fewer than five enterprises would be told."""

    region: str
    loans: int | None
    promised_fen: Fen | None
    spent_fen: Fen | None


class CampaignView(View):
    """A campaign as its office sees it, with its effect so far."""

    id: str
    version: int
    state: str
    label: str
    name: str
    terms: CampaignTermsView
    made_at: datetime
    mine: bool
    reason: str
    loans: int
    promised_fen: Fen
    spent_fen: Fen
    left_fen: Fen
    declined: int
    counties: list[CountyEffect]
    history: list[SupportStep]


class CampaignList(View):
    """Campaigns, newest first."""

    items: list[CampaignView]


class FittingCondition(View):
    """One condition of a campaign on the enterprise: `pass`, `fail` or `ask`."""

    code: str
    state: str
    text: str


class FittingCampaign(View):
    """A campaign as an enterprise sees it, and whether it is for it."""

    id: str
    name: str
    about: str
    funder: str
    opens_on: date
    ends_on: date
    subsidy_rate: Rate
    client_most_fen: Fen
    products: list[str]
    verdict: str
    conditions: list[FittingCondition]


class FittingCampaignList(View):
    """Open campaigns, those that fit first."""

    items: list[FittingCampaign]


class ListingRequest(View):
    """A name for a white list that has criteria; `objection` is the upheld one that it follows."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    uscc: Annotated[str, Field(min_length=18, max_length=18)]
    name: _Name
    reason: _Said
    source: _Said
    expires_on: date
    objection: _Id = ""


class ListingView(View):
    """An enterprise on a white list; `uses` counts the looks at it for applications."""

    id: str
    code: str
    title: str
    uscc: str
    name: str
    reason: str
    source: str
    expires_on: date
    state: str
    label: str
    removed_because: str
    mine: bool
    uses: int
    history: list[SupportStep]


class ListingList(View):
    """Entries of all lists, newest first."""

    items: list[ListingView]
