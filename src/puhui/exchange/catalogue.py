"""The catalogue: which datasets a custodian of a role keeps, what they are called, and their publication on the ledger.

What a dataset is stands in `datasets.json`; its fields are the indicators of its source. A custodian publishes each as
`<its id>/<slug>`, so everybody can tell what a dataset id stands for without asking.

>>> [dataset.slug for dataset in datasets_of("tax")]
['vat-invoices', 'tax-filings', 'invoice-findings', 'invoice-patterns', 'monthly-trade']
>>> described(DatasetId("bank-b/account-flows")).sensitive
True

What an office hands to the city's data bureau the bureau gives in its place, unless the office is a member itself:

>>> [dataset.slug for dataset in datasets_of("customs")]
['customs-trade']
>>> gives = lambda *roles: any(dataset.slug == "customs-trade" for dataset in datasets_of("data_bureau", among=roles))
>>> gives("data_bureau", "bank"), gives("data_bureau", "customs")
(True, False)
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol

from puhui.consent import DatasetOffer, LedgerUnsure
from puhui.credit.indicators.definitions import Definition
from puhui.exchange.errors import UnknownDataset
from puhui.exchange.fields import definitions_of
from puhui.kernel import Clock, Entropy, Signer, Suite, Text, encode
from puhui.kernel.ids import DatasetId, EntryId, OrgId
from puhui.ledger import Finality, Ledger, build_statement
from puhui.ledger.contracts.catalogue import dataset_key


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a dataset is computed from: its file in the custodian's data folder, and the columns read."""

    file: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A kind of dataset. `freshness` names the table and date column that say how far the data reaches, if any does.

    `role` is whose data it is, `also` are the roles that may give it in that one's place. What is `chosen` is offered
    only where a product welcomes it or the enterprise looks for more to grant; what stands `alone` is a person's own
    and takes a signature of its own.
    """

    slug: str
    role: str
    source: str
    kind: str
    sensitive: bool
    name: Text
    tables: Mapping[str, Table]
    freshness: tuple[str, str] | None
    terms: Text
    only: tuple[str, ...] = ()  # of the source's definitions; all where none is named
    rules: tuple[str, ...] = ()  # of a graph: the codes of the findings that are looked for; all where none is named
    known_by: tuple[tuple[str, str], ...] = ()  # (table, column) of the enterprises that the custodian has records of
    also: tuple[str, ...] = ()
    chosen: bool = False
    alone: bool = False
    joint: bool = False  # answered within sums over several custodians, and never alone
    checks: bool = False  # what an application is screened with, whatever its score is made of

    def given_by(self, role: str, among: Collection[str] = ()) -> bool:
        """Whether a custodian of this role gives it, in a consortium of these roles: the first one that is there."""
        roles = (self.role, *self.also)
        return role in roles and not any(other in among for other in roles[: roles.index(role)])

    @property
    def definitions(self) -> Mapping[str, Definition]:
        """The indicators that are its fields, by name."""
        known = definitions_of(self.source)
        return {name: known[name] for name in self.only} if self.only else known

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields' names, sorted."""
        return tuple(sorted(self.definitions))

    def id_at(self, custodian: OrgId) -> DatasetId:
        """The dataset's id at one custodian."""
        return DatasetId(f"{custodian}/{self.slug}")

    def offer(self, custodian: OrgId, custodian_name: Text, fields: Sequence[str] = ()) -> DatasetOffer:
        """The dataset as an enterprise is shown it before it grants; all fields where none are named."""
        return DatasetOffer(
            dataset=self.id_at(custodian),
            custodian=custodian,
            custodian_name=custodian_name,
            name=self.name,
            fields={name: self.definitions[name].label for name in sorted(fields or self.fields)},
            sensitive=self.sensitive,
            chosen=self.chosen,
            alone=self.alone,
            joint=self.joint,
            checks=self.checks,
        )

    def schema_digest(self, suite: Suite) -> str:
        """The digest of what each field means; it changes when a definition does."""
        meaning = {
            name: {"formula": item.formula, "unit": item.unit, "window_m": item.window_m, "history_m": item.history_m}
            for name, item in self.definitions.items()
        }
        return suite.digest(encode(meaning)).hex()

    def terms_digest(self, suite: Suite) -> str:
        """The digest of the terms under which the custodian gives it."""
        return suite.digest(encode({"zh": self.terms.zh, "en": self.terms.en})).hex()


class Published(Protocol):
    """What the catalogue on the ledger says of a dataset, whatever it is made of."""

    @property
    def kind(self) -> str:
        """One of the catalogue contract's kinds."""
        ...

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields' names, sorted."""
        ...

    def id_at(self, custodian: OrgId) -> DatasetId:
        """The dataset's id at one custodian."""
        ...

    def schema_digest(self, suite: Suite) -> str:
        """The digest of what each field means."""
        ...

    def terms_digest(self, suite: Suite) -> str:
        """The digest of the terms under which the custodian gives it."""
        ...


def datasets_of(role: str, among: Collection[str] = ()) -> list[Dataset]:
    """The datasets that a custodian of this role gives, where the consortium has members of the roles `among`."""
    there = [dataset for dataset in _datasets().values() if dataset.given_by(role, among)]
    return [dataset for dataset in there if not dataset.joint and not dataset.checks]


def joint_datasets_of(role: str) -> list[Dataset]:
    """The datasets that a custodian of this role brings to sums over several, and gives nothing of alone.

    >>> [dataset.slug for dataset in joint_datasets_of("bank")]
    ['lending-record']
    """
    return [dataset for dataset in _datasets().values() if dataset.role == role and dataset.joint]


def check_datasets_of(role: str) -> list[Dataset]:
    """The datasets of a custodian of this role that an application is screened with, and no score is made of.

    >>> [dataset.slug for dataset in check_datasets_of("registry")]
    ['identity-checks']
    """
    return [dataset for dataset in _datasets().values() if dataset.role == role and dataset.checks]


def published_of(role: str, among: Collection[str] = ()) -> list[Dataset]:
    """Every dataset of a custodian of this role, as the catalogue on the ledger has them."""
    return [*datasets_of(role, among), *joint_datasets_of(role), *check_datasets_of(role)]


def chosen_slugs() -> frozenset[str]:
    """The datasets that are drafted only where somebody chooses them, by slug."""
    return frozenset(slug for slug, dataset in _datasets().items() if dataset.chosen)


def described(dataset: DatasetId) -> Dataset:
    """What a dataset id stands for; raises `UnknownDataset`."""
    found = _datasets().get(dataset.partition("/")[2])
    if found is None:
        raise UnknownDataset(dataset=str(dataset), stage="exchange.catalogue")
    return found


def publish_catalogue(
    ledger: Ledger,
    datasets: Sequence[Published],
    *,
    signer: Signer,
    org: OrgId,
    clock: Clock,
    entropy: Entropy,
) -> list[EntryId]:
    """Publish what is new or changed among `datasets`; the entries. Publishing the same again publishes nothing."""
    published = []
    for dataset in datasets:
        args = _publication(ledger, dataset, signer.public_key.suite, org)
        if args is None:
            continue
        statement = build_statement(signer, org, "catalogue", "publish", args, clock=clock, entropy=entropy)
        verdict = ledger.submit(statement)
        if verdict.finality is not Finality.COMMITTED:
            reason = verdict.reason or verdict.finality.value
            raise LedgerUnsure(reason=reason, party=str(org), stage="exchange.catalogue")
        published.append(verdict.entry)
    return published


def _publication(ledger: Ledger, dataset: Published, suite: Suite, org: OrgId) -> dict[str, Any] | None:
    facts: dict[str, Any] = {
        "schema_digest": dataset.schema_digest(suite),
        "kind": dataset.kind,
        "fields": list(dataset.fields),
        "terms_digest": dataset.terms_digest(suite),
    }
    held = ledger.read(dataset_key(dataset.id_at(org)))
    if held is not None and all(held[name] == value for name, value in facts.items()):
        return None
    version = 1 if held is None else held["version"] + 1
    return {"dataset": str(dataset.id_at(org)), "version": version, **facts}


@cache
def _datasets() -> Mapping[str, Dataset]:
    raw = json.loads(resources.files("puhui.exchange").joinpath("datasets.json").read_text(encoding="utf-8"))
    made = [
        Dataset(
            slug=item["slug"],
            role=item["role"],
            source=item["source"],
            kind=item["kind"],
            sensitive=item["sensitive"],
            name=Text(zh=item["zh"], en=item["en"]),
            tables={name: Table(one["file"], tuple(one["columns"])) for name, one in item["tables"].items()},
            freshness=(item["freshness"]["table"], item["freshness"]["column"]) if item["freshness"] else None,
            terms=Text(zh=item["terms_zh"], en=item["terms_en"]),
            only=tuple(item.get("fields", ())),
            rules=tuple(item.get("rules", ())),
            known_by=tuple(
                (table, column) for table, columns in item.get("known_by", {}).items() for column in columns
            ),
            also=tuple(item.get("also", ())),
            chosen=item.get("chosen", False),
            alone=item.get("alone", False),
            joint=item.get("joint", False),
            checks=item.get("checks", False),
        )
        for item in raw["datasets"]
    ]
    return {dataset.slug: dataset for dataset in made}
