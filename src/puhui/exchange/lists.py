"""Lists: tables about many enterprises at once, which a custodian lets private computations use and nothing else.

What a list is stands in `lists.json`: a statement over the custodian's own tables, and the columns it gives; or, for
modelling, the dataset whose indicators it has for every enterprise that the custodian knows, computed by the very
statement that answers grants. No enterprise is named by whoever computes over a list, so no grant covers it: the
custodian's mandate does (decision 0021).

>>> [one.slug for one in lists_of("court")]
['dishonest-debtors']
>>> listed(DatasetId("bank-b/watchlist")).fields
('level', 'uscc')
>>> listed(DatasetId("power/power-modelling")).columns["kwh12"].en
'electricity, 12 months'
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

from puhui.consent import MandatePermit
from puhui.credit.indicators.sources import SOURCES
from puhui.exchange.catalogue import Dataset, Table, datasets_of
from puhui.exchange.errors import UnknownDataset
from puhui.kernel import Suite, Text, encode
from puhui.kernel.ids import DatasetId, OrgId

KEY = "uscc"
_USCC = Text(zh="统一社会信用代码", en="unified social credit code")


@dataclass(frozen=True, slots=True)
class ListDataset:
    """A kind of list. `key` names the column that parties compare or group by, `level` the one that grades an entry, of
    which `levels` are all that there are, gravest first. `of` is the dataset whose indicators it has, if any: then the
    statement reads `subjects` too, every enterprise with the day that its indicators speak about.
    """

    slug: str
    role: str
    key: str
    level: str
    levels: tuple[str, ...]
    sensitive: bool
    name: Text
    columns: Mapping[str, Text]
    tables: Mapping[str, Table]
    statement: str
    terms: Text
    of: Dataset | None = None
    also: tuple[str, ...] = ()  # the roles that may keep it in the role's place
    kind: str = "query"

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns' names, sorted."""
        return tuple(sorted(self.columns))

    def id_at(self, custodian: OrgId) -> DatasetId:
        """The list's id at one custodian."""
        return DatasetId(f"{custodian}/{self.slug}")

    def schema_digest(self, suite: Suite) -> str:
        """The digest of what each column means and how it is made; it changes when the statement does."""
        meaning = {name: {"zh": text.zh, "en": text.en} for name, text in self.columns.items()}
        return suite.digest(
            encode({"columns": meaning, "key": self.key, "levels": list(self.levels), "statement": self.statement})
        ).hex()

    def terms_digest(self, suite: Suite) -> str:
        """The digest of the terms under which the custodian lets it be used."""
        return suite.digest(encode({"zh": self.terms.zh, "en": self.terms.en})).hex()


class ListKeeper(Protocol):
    """A custodian's way into one of its lists. Safe from many threads; every verb raises `SourceDown`."""

    @property
    def listed(self) -> ListDataset:
        """Which kind of list it is."""
        ...

    def count(self) -> int:
        """How many rows it has now."""
        ...

    def write(self, permit: MandatePermit, columns: Sequence[str], path: Path) -> int:
        """The permit's columns as a CSV file; how many rows. Raises `PermitDoesNotCover`."""
        ...

    def write_for_ourselves(self, columns: Sequence[str], path: Path) -> int:
        """The same for a computation of which nobody else receives anything."""
        ...


def lists_of(role: str) -> list[ListDataset]:
    """The lists that a custodian of this role keeps, others' among them that were handed to it."""
    return [one for one in _lists().values() if role in (one.role, *one.also)]


def listed(dataset: DatasetId) -> ListDataset:
    """What a dataset id stands for; raises `UnknownDataset` where it is no list."""
    slug = dataset.partition("/")[2]
    if slug not in _lists():
        raise UnknownDataset(dataset=str(dataset), stage="exchange.lists")
    return _lists()[slug]


def list_by(slug: str) -> ListDataset:
    """A kind of list by its slug; raises `UnknownDataset`."""
    found = _lists().get(slug)
    if found is None:
        raise UnknownDataset(dataset=slug, stage="exchange.lists")
    return found


@cache
def _lists() -> Mapping[str, ListDataset]:
    raw = json.loads(resources.files("puhui.exchange").joinpath("lists.json").read_text(encoding="utf-8"))
    made = [_of_indicators(item) if "of" in item else _of_statement(item) for item in raw["lists"]]
    return {one.slug: one for one in made}


def _of_statement(item: Mapping[str, Any]) -> ListDataset:
    return ListDataset(
        slug=item["slug"],
        role=item["role"],
        key=item["key"],
        level=item["level"],
        levels=tuple(item["levels"]),
        sensitive=item["sensitive"],
        name=Text(zh=item["zh"], en=item["en"]),
        columns={name: Text(zh=said["zh"], en=said["en"]) for name, said in item["columns"].items()},
        tables={name: Table(one["file"], tuple(one["columns"])) for name, one in item["tables"].items()},
        statement=item["statement"],
        terms=Text(zh=item["terms_zh"], en=item["terms_en"]),
        also=tuple(item.get("also", ())),
    )


def _of_indicators(item: Mapping[str, Any]) -> ListDataset:
    (dataset,) = (one for one in datasets_of(item["role"]) if one.slug == item["of"])
    columns = {KEY: _USCC} | {name: definition.label for name, definition in dataset.definitions.items()}
    named = ", ".join(f'"{name}"' for name in dataset.definitions)
    of_source = SOURCES[dataset.source].statement
    return ListDataset(
        slug=item["slug"],
        role=item["role"],
        key=KEY,
        level="",
        levels=(),
        sensitive=item["sensitive"],
        name=Text(zh=item["zh"], en=item["en"]),
        columns=columns,
        tables=dataset.tables,
        statement=f'SELECT "enterprise" AS "{KEY}", {named} FROM (\n{of_source}\n) ORDER BY "enterprise"',  # noqa: S608
        terms=Text(zh=item["terms_zh"], en=item["terms_en"]),
        of=dataset,
    )
