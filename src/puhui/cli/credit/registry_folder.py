"""A registry of models as a folder of files, for data scientists without a node.

    DIR/journal/000001.json …   the events, one canonical JSON document a file (`puhui.credit.registry`)
    DIR/models/<digest>.json    every model file that was registered; kept, so that past scores can be recomputed
    DIR/reports/<digest>.html   training and validation reports

An event file appears whole or not at all, and under its number once: of two that append at the same moment one wins
and the other is told that the registry has moved. If we die between a model's file and its event, the file is spare;
there is no event without its file.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from puhui.cli.credit.tables import FileMissing, write_file
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.registry import Registry
from puhui.kernel import Category, PuhuiError, Text

_STAGE = "credit.registry"


class RegistryMoved(PuhuiError):
    """Somebody else appended an event at the same moment."""

    category = Category.CONFLICT
    retriable = True
    cause = Text(zh="登记簿 {path} 刚被他人更新", en="somebody else has just written to the registry {path}")
    remedy = Text(zh="请重试", en="try again")


class RegistryMissing(PuhuiError):
    """There is no registry at that path."""

    category = Category.NOT_FOUND
    cause = Text(zh="{path} 不是模型登记簿", en="{path} is no registry of models")
    remedy = Text(zh="先用 puhui credit model register 建立", en="puhui credit model register makes one")


class KeptFileChanged(PuhuiError):
    """A file in the registry is not the one that was registered."""

    category = Category.INTEGRITY
    cause = Text(zh="登记簿中的文件 {file} 已被改动", en="the registry's file {file} was changed")
    remedy = Text(zh="停止使用，取回原文件", en="stop using it and fetch the original")


class RegistryFolder:
    """The folder; nothing is read before it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def events(self) -> list[bytes]:
        """The events in order; raises `RegistryMissing`."""
        journal = self.path / "journal"
        if not journal.is_dir():
            raise RegistryMissing(path=str(self.path), stage=_STAGE)
        return [file.read_bytes() for file in sorted(journal.glob("[0-9]*.json"))]

    def read(self) -> Registry:
        """All states, re-derived from the events; raises `RegistryMissing`, `RegistryChainBroken`."""
        return Registry.of(self.events())

    def read_or_new(self) -> Registry:
        """The registry, or an empty one where there is none yet."""
        return self.read() if (self.path / "journal").is_dir() else Registry()

    def append(self, registry: Registry, event: bytes) -> None:
        """Write the event that led to `registry`; raises `RegistryMoved`."""
        journal = self.path / "journal"
        journal.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=journal, prefix=".event.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(event)
                file.flush()
                os.fsync(file.fileno())
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(draft, 0o666 & ~mask)
            os.link(
                draft, journal / f"{registry.size:06d}.json"
            )  # fails where the number is taken: no event is replaced
        except FileExistsError:
            raise RegistryMoved(path=str(self.path), stage=_STAGE) from None
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(draft).unlink()

    def keep_model(self, data: bytes) -> str:
        """Keep a model's file under its digest."""
        digest = digest_of_bytes(data)
        write_file(self.path / "models" / f"{digest}.json", data)
        return digest

    def keep_report(self, data: bytes) -> str:
        """Keep a report under its digest."""
        digest = digest_of_bytes(data)
        write_file(self.path / "reports" / f"{digest}.html", data)
        return digest

    def model(self, digest: str) -> bytes:
        """A model's file; raises `FileMissing`, `KeptFileChanged`."""
        return self._kept(self.path / "models" / f"{digest}.json", digest)

    def report(self, digest: str) -> bytes:
        """A report; raises `FileMissing`, `KeptFileChanged`."""
        return self._kept(self.path / "reports" / f"{digest}.html", digest)

    def _kept(self, path: Path, digest: str) -> bytes:
        if not path.is_file():
            raise FileMissing(path=str(path), stage=_STAGE)
        data = path.read_bytes()
        if digest_of_bytes(data) != digest:
            raise KeptFileChanged(file=path.name, stage=_STAGE)
        return data
