"""Blinded lists that outlive a job, in a folder of their party: the owner's with the secret that blinds it, the asker's
copies without. A question then costs no blinding and no transfer.

A list is blinded under a secret of its own, used for that one state of the list, for `LIST_DAYS` days and `LIST_NAMES`
names, whatever comes first; then it is blinded anew and every copy is worthless. So a copy tells its holder nothing of
a later state of the list. Holders who put their copies together see that they have the same one, and no entry of it.

A folder `<home>/<name>` appears by one rename, whole; it goes when a later list is kept and no job uses it any more.
If we die while one is made, a folder that begins with a dot is left, and the next that is kept takes it away.

>>> BlindedLists(Path("nowhere"), at_ms=0).find("of no list", names=1) is None
True
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from puhui.privacy.policy import LIST_DAYS, LIST_NAMES

_FACTS, _ASKED, _LOCK = "facts.json", "asked", "lock"
_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a blinded list: `made_of` names the input and the rule, `made_at_ms` when it was blinded."""

    name: str
    made_of: str
    made_at_ms: int
    columns: tuple[str, ...] = ()
    report: Mapping[str, int] = field(default_factory=dict)


class BlindedLists:
    """The blinded lists in `home`: of one list, made by its owner or copied by one who asks. `at_ms` is now."""

    def __init__(self, home: Path, *, at_ms: int) -> None:
        self._home, self._at_ms = home, at_ms

    def find(self, made_of: str, *, names: int) -> Facts | None:
        """The owner's blinded list of this input that may still answer for so many names."""
        for facts in self._all():
            young = 0 <= self._at_ms - facts.made_at_ms <= LIST_DAYS * _DAY_MS
            if facts.made_of == made_of and young and self._asked(facts.name) + names <= LIST_NAMES:
                return facts
        return None

    def has(self, name: str) -> bool:
        """Whether a list of this name is kept."""
        return (self._home / name / _FACTS).is_file()

    def folder(self, name: str) -> Path:
        """Where the engine's files of this list lie."""
        return self._home / name

    @contextmanager
    def locked(self) -> Iterator[None]:
        """While open, no other job finds, counts or keeps: two that need the same list make it once."""
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._home / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def using(self, name: str) -> Iterator[Path]:
        """The folder of a list that is kept; nobody takes it away while this is open. Raises `FileNotFoundError`."""
        with (self._home / name / _FACTS).open() as held:
            fcntl.flock(held, fcntl.LOCK_SH)
            yield self._home / name

    def count(self, name: str, names: int) -> int:
        """The names asked of this list so far, these included. Under the lock; on disk before anything is answered."""
        asked = self._asked(name) + names
        with (self._home / name / _ASKED).open("w") as file:
            file.write(str(asked))
            file.flush()
            os.fsync(file.fileno())
        return asked

    @contextmanager
    def making(self) -> Iterator[Path]:
        """A fresh folder beside the kept ones, for `keep`; gone at the end if it was not kept."""
        folder = self._home / f".{os.getpid()}-{time.monotonic_ns()}"
        folder.mkdir(mode=0o700, parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, folder: Path, facts: Facts) -> None:
        """Give what was made its name, and take away what no job uses and nothing can use any more."""
        (folder / _FACTS).write_text(json.dumps(asdict(facts)), encoding="utf-8")
        with suppress(OSError):  # another job kept the same list first: its copy is as good
            folder.rename(self._home / facts.name)
        for other in self._home.iterdir():
            if other.is_dir() and other.name != facts.name and other != folder:
                _remove_unused(other)

    def _all(self) -> list[Facts]:
        found = []
        for path in sorted(self._home.glob(f"[!.]*/{_FACTS}")):
            with suppress(OSError, ValueError, TypeError):  # half written or of another version: as if not there
                said = json.loads(path.read_text(encoding="utf-8"))
                found.append(Facts(**{**said, "columns": tuple(said["columns"])}))
        return found

    def _asked(self, name: str) -> int:
        path = self._home / name / _ASKED
        return int(path.read_text()) if path.exists() else 0


def _remove_unused(folder: Path) -> None:
    facts = folder / _FACTS
    try:
        with facts.open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
    except FileNotFoundError:  # being made by another job, or left by one that died
        maker = folder.name[1:].partition("-")[0]
        if not (maker.isdigit() and Path(f"/proc/{maker}").exists()):
            shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return
