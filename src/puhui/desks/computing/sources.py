"""Where our part of a private computation comes from: a list, granted indicators, or a table our own people brought.

A table of our own is kept under a random token until its job is over. The token stands in the job in the schema's
place: it tells others nothing, and a table is read only for a job of which nobody else receives anything.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from puhui.consent import MandatePermit
from puhui.desks.computing.errors import InputUnclear
from puhui.exchange import ListKeeper, RowConnector, UnknownDataset
from puhui.exchange.answering import TaggedConnector
from puhui.kernel import Entropy, Text
from puhui.kernel.ids import DatasetId
from puhui.ledger.contracts.shapes import is_digest
from puhui.privacy import JobSpec, Party
from puhui.privacy.errors import SchemaDiffers
from puhui.privacy.jobs import GrantedRows, Held

_STAGE = "desks.computing.sources"
_TOKEN_SIZE = 32


class JobTables:
    """A node's `privacy.jobs.Source`. Safe from many threads."""

    def __init__(
        self,
        *,
        org: str,
        lists: Mapping[DatasetId, ListKeeper],
        datasets: Mapping[DatasetId, RowConnector],
        folder: Path,
        entropy: Entropy,
    ) -> None:
        self._org = org
        self._lists = lists
        self._datasets = datasets
        self._folder = folder
        self._entropy = entropy

    @property
    def lists(self) -> Mapping[DatasetId, ListKeeper]:
        """Our lists by their ids."""
        return self._lists

    def keeper(self, dataset: str) -> ListKeeper:
        """The way into one of our lists; raises `UnknownDataset`."""
        found = self._lists.get(DatasetId(dataset))
        if found is None:
            raise UnknownDataset(dataset=dataset, party=self._org, stage=_STAGE)
        return found

    def keep(self, table: str) -> tuple[str, list[str], int]:
        """Keep a table of our own, CSV text with a header: its token, its columns and how many rows."""
        try:
            frame = pl.read_csv(table.encode(), infer_schema=False)
        except pl.exceptions.PolarsError as reason:
            unread = Text(zh="不是可读的 CSV（{kind}）", en="no readable CSV ({kind})").fill(kind=type(reason).__name__)
            raise InputUnclear(reason=unread, party=self._org, stage=_STAGE) from None
        if not frame.height:
            raise InputUnclear(reason=Text(zh="没有数据行", en="no rows"), party=self._org, stage=_STAGE)
        token = self._entropy.take(_TOKEN_SIZE).hex()
        self._home()
        opened = os.open(self._own(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as file:
            frame.write_csv(file)
        return token, frame.columns, frame.height

    def forget(self, token: str) -> None:
        """Delete a table of our own."""
        self._own(token).unlink(missing_ok=True)

    def kept(self) -> list[str]:
        """The tokens of all tables of our own that are still kept."""
        return [path.stem for path in self._folder.glob("*.csv")] if self._folder.exists() else []

    def count(self, dataset: DatasetId) -> int:
        """See `privacy.jobs.Source.count`."""
        return self.keeper(str(dataset)).count()

    def check(self, party: Party) -> None:
        """See `privacy.jobs.Source.check`."""
        if not party.dataset:
            if not is_digest(party.schema) or not self._own(party.schema).exists():
                reason = Text(zh="没有这份自带的表", en="no table of our own")
                raise SchemaDiffers(reason=reason, party=self._org, stage=_STAGE)
            return
        if DatasetId(party.dataset) in self._datasets:
            self._connector(party.dataset).check()
            return
        if self.keeper(party.dataset).count() != party.rows:
            # How many there are is told to the receiver of a mandate alone.
            reason = Text(zh="行数与所述不符", en="another number of rows than is said")
            raise SchemaDiffers(reason=reason, party=self._org, stage=_STAGE)

    def table(self, held: Held | None, spec: JobSpec, party: Party, folder: Path) -> Path:
        """See `privacy.jobs.Source.table`."""
        if not party.dataset:
            if held is not None:
                reason = Text(zh="自带的表不得提供给他人", en="a table of our own reaches nobody else")
                raise SchemaDiffers(reason=reason, party=self._org, stage=_STAGE)
            return self._own(party.schema)
        path = folder / "rows.csv"
        if held is None:
            self.keeper(party.dataset).write_for_ourselves(party.columns, path)
        elif isinstance(held, MandatePermit):
            self.keeper(party.dataset).write(held, party.columns, path)
        else:
            self._granted(held, spec, party).write_csv(path)
        return path

    def own(self, _: JobSpec, party: Party) -> pl.DataFrame:
        """Our own rows and columns of a job, as text, for this node's own judgement of what the job would tell."""
        with tempfile.TemporaryDirectory(dir=self._home()) as folder:
            path = Path(folder) / "own.csv"
            self.keeper(party.dataset).write_for_ourselves(party.columns, path)
            return pl.read_csv(path, infer_schema=False)

    def _home(self) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder

    def _granted(self, held: GrantedRows, spec: JobSpec, party: Party) -> pl.DataFrame:
        """A row an enterprise, in the order of its permits: its code, and the granted indicators as text."""
        key = spec.word("key")
        fields = [column for column in party.columns if column != key]
        connector, tags = self._connector(party.dataset), spec.params.get("tags")
        if tags and isinstance(connector, TaggedConnector):
            rows = connector.fetch_tagged(held.permits, held.usccs, fields, spec.words("tags"))
        else:
            rows = connector.fetch_rows(held.permits, held.usccs, fields)
        values = {name: [_text(row[name].value) for row in rows] for name in fields}
        told = {key: [str(code) for code in held.usccs], **values}
        return pl.DataFrame(
            {column: told[column] for column in party.columns}, schema_overrides=dict.fromkeys(party.columns, pl.String)
        )

    def _connector(self, dataset: str) -> RowConnector:
        found = self._datasets.get(DatasetId(dataset))
        if found is None:
            raise UnknownDataset(dataset=dataset, party=self._org, stage=_STAGE)
        return found

    def _own(self, token: str) -> Path:
        return self._folder / f"{token}.csv"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
