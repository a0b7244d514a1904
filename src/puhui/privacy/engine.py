"""The port to the engine of private computations: what a worker asks of it, and what it promises.

An engine lives in one disposable worker process for one job. A peer's death may abort the process without an exception:
the supervisor outside turns that into an error. Calls block; deadlines are the supervisor's. Nothing of the data goes
into an error or a log. The two real sides of the port are the engine and the network to parties one does not trust.
"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from puhui.privacy.model import Scheme

Matrix = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
COMPUTING = 3  # how many parties compute where a computation is shared out: the first ones of the job


def engine_installed() -> bool:
    """Whether this installation can run workers at all; `make privacy` installs what is missing."""
    return importlib.util.find_spec("spu") is not None


class Channel(Protocol):
    """A mutually authenticated link between all parties of a job."""

    rank: int

    def exchange(self, word: bytes) -> list[bytes]:
        """Tell all parties `word` and hear theirs, in the order of parties. Also a barrier."""
        ...

    def traffic(self) -> tuple[int, int]:
        """Bytes sent and received so far on this process's connections, TLS included."""
        ...

    def close(self) -> None:
        """Leave, when all parties do: it blocks until every one of them has called it. Nothing crosses afterwards."""
        ...


class Computation(Protocol):
    """Secret values among three computing parties, by name. All parties of the job call the same verbs in one order.

    Whole numbers are of the 128-bit ring and exact below 2^63 each; reals have 40 fraction bits of fixed point. What is
    shared or computed stays with the computing parties until the computation is dropped: programs can follow programs.
    """

    def share(self, owner: int, name: str, mine: Matrix | Reals | None) -> None:
        """The party of rank `owner` shares an array out under `name`; all others give None."""
        ...

    def run(self, program: str, inputs: Sequence[str], outputs: Sequence[str]) -> None:
        """Run a StableHLO module over named values, and name its results."""
        ...

    def open(self, name: str, receiver: int) -> Matrix | Reals | None:
        """Open a value to one party, which alone has it; None at any other."""
        ...

    def drop(self, names: Sequence[str]) -> None:
        """Forget values: large ones need their memory back."""
        ...


class Engine(Protocol):
    """What the rooms' operations need of a library of protocols."""

    def connect(self, link: int, ranks: int | Sequence[int] | None = None) -> Channel:
        """Join link number `link`: of the first `ranks` parties, of those named (rank there is place in the list), or
        of all, if none is said."""
        ...

    def match(
        self, channel: Channel, *, scheme: Scheme, curve: str, source: Path, target: Path, receiver: int | None
    ) -> None:
        """PSI over two files of distinct keys; `receiver` alone, or both when None, has the common keys in `target`."""
        ...

    def make_cache(self, source: Path, cache: Path, secret: Path) -> None:
        """The list owner's part of a lookup without the asker: blind its list. The cache holds the plain list."""
        ...

    def hand_over(self, channel: Channel, cache: Path, *, owner: bool) -> None:
        """Copy the blinded list from its owner's cache into the asker's, a new folder. The plain list stays."""
        ...

    def answer(self, channel: Channel, cache: Path, secret: Path) -> None:
        """The owner's part of a question, over the list that it blinded under `secret`."""
        ...

    def ask(self, channel: Channel, source: Path, target: Path, cache: Path) -> None:
        """The asker's part, over its copy: its keys in `source`, its hits in `target`."""
        ...

    def prepare(self, program: str, inputs: int) -> None:
        """Compile what a computation will run over so many values, before all parties wait for each other."""
        ...

    def computation(self, channel: Channel, nodes: Channel | None) -> "Computation":
        """A computation by the first three parties of `channel`; `nodes` is their own link, None at any other party."""
        ...
