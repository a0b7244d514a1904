"""Private computations and mandates, as an institution's own people see them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View

Op = Literal["match", "lookup", "sum", "train", "validate"]


class MandateView(View):
    """What `custodian` lets `receiver` have computed over `dataset`. `direction` says whether we gave it or have it."""

    mandate: str
    direction: Literal["given", "received"]
    custodian: str
    custodian_name: str
    receiver: str
    receiver_name: str
    dataset: str
    dataset_name: str
    fields: list[str]
    op: str
    op_text: str
    purpose: str
    purpose_text: str
    uses: int
    used: int
    standing: Literal["active", "exhausted", "expired", "withdrawn"]
    opened_at: datetime
    not_before: datetime
    expires: datetime
    entry: str


class MandateList(View):
    """Mandates given and received, newest first."""

    items: list[MandateView]


class MandateRequest(View):
    """A mandate to open over one of our lists, for one operation; `fields` are all columns when none are named."""

    dataset: Annotated[str, Field(max_length=100)]
    receiver: Annotated[str, Field(max_length=64)]
    op: Op
    purpose: Annotated[str, Field(max_length=64)]
    fields: Annotated[list[str], Field(max_length=64, default_factory=list)]
    uses: Annotated[int, Field(ge=1, le=10_000)] = 12
    days: Annotated[int, Field(ge=1, le=1830)] = 365


class FieldChoice(View):
    """A column of a list and what it means."""

    name: str
    label: str


class DatasetChoice(View):
    """One of our own lists."""

    dataset: str
    name: str
    key: str
    level: str
    fields: list[FieldChoice]


class Choice(View):
    """A code and its words."""

    code: str
    name: str


class ComputationOptions(View):
    """What a mandate or a computation may name here."""

    datasets: list[DatasetChoice]
    organisations: list[Choice]
    operations: list[Choice]
    purposes: list[Choice]


class ComputationRequest(View):
    """A computation to begin: over the lists of those whose `mandates` are named, and over a list or table of ours.

    `table` is CSV text of our own, of which nobody else receives anything. `values` and `groups` are a sum's. A
    training and a validation take a table of ours with a column `target` of outcomes, of which `bad` are the bad ones
    where its words do not say it. A training fits over `values`, or all columns of the mandates where none are named;
    `categories` are those whose numbers are names. A validation is of `model`, the scorecard as JSON.
    """

    op: Op
    mandates: Annotated[list[str], Field(min_length=1, max_length=63)]
    dataset: Annotated[str, Field(max_length=100)] = ""
    table: Annotated[str, Field(max_length=4_000_000)] = ""
    values: Annotated[list[str], Field(max_length=256, default_factory=list)]
    groups: Annotated[list[str], Field(max_length=10_000, default_factory=list)]
    target: Annotated[str, Field(max_length=200)] = ""
    bad: Annotated[list[str], Field(max_length=64, default_factory=list)]
    categories: Annotated[list[str], Field(max_length=64, default_factory=list)]
    holdout_percent: Annotated[int, Field(ge=0, le=90)] = 30
    ridge: Annotated[float, Field(ge=0.001, le=1000)] = 1.0
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0
    name: Annotated[str, Field(max_length=64)] = ""
    model: Annotated[str, Field(max_length=1_000_000)] = ""
    minutes: Annotated[int, Field(ge=1, le=600)] = 30


class ComputationParty(View):
    """A party of a computation, its part, and the last that is known of it."""

    org: str
    name: str
    dataset: str
    dataset_name: str
    rows: int
    columns: list[str]
    receives: bool
    said: str
    at: datetime | None


class LearntView(View):
    """One thing that one party learns beyond its own input."""

    org: str
    text: str


class ComputationProblem(View):
    """Why a computation ended: who, at what stage, why, and what to do."""

    code: str
    party: str
    stage: str
    cause: str
    remedy: str
    retriable: bool


class ComputationView(View):
    """A private computation at this node. `stage`, `done` of `stages` and bytes are those of our own worker;
    `seconds_expected` is the planner's, where it has a plan for the operation."""

    job: str
    op: str
    op_text: str
    protocol: str
    program: str
    purpose: str
    purpose_text: str
    initiator: str
    initiator_name: str
    state: Literal["invited", "accepted", "running", "done", "refused", "failed", "cancelled"]
    stage: str
    done: int
    stages: int
    sent_bytes: int
    received_bytes: int
    parties: list[ComputationParty]
    disclosed: list[LearntView]
    problem: ComputationProblem | None
    result: bool
    result_kind: Literal["csv", "json"]
    seconds_expected: float | None
    proposed_at: datetime
    deadline: datetime
    over_at: datetime | None


class ComputationList(View):
    """Computations, newest first."""

    items: list[ComputationView]
