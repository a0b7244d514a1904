"""The port to the engine of private computations: what a worker asks of it, and what it promises.

An engine lives in one disposable worker process for one job. A peer's death may abort the process without an exception:
the supervisor outside turns that into an error. Calls block; deadlines are the supervisor's. Nothing of the data goes
into an error or a log. The two real sides of the port are the engine and the network to parties one does not trust.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from puhui.privacy.model import Scheme

Matrix = npt.NDArray[np.int64]


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
        """Leave the link."""
        ...


class Engine(Protocol):
    """What the rooms' operations need of a library of protocols."""

    def connect(self, link: int, ranks: int | None = None) -> Channel:
        """Join link number `link`, of its first `ranks` parties (all, if none is said)."""
        ...

    def match(
        self, channel: Channel, *, scheme: Scheme, curve: str, source: Path, target: Path, receiver: int | None
    ) -> None:
        """PSI over two files of distinct keys; `receiver` alone, or both when None, has the common keys in `target`."""
        ...

    def make_cache(self, source: Path, cache: Path, secret: Path) -> None:
        """The list owner's part of a lookup without the asker: blind its list. The cache holds the plain list."""
        ...

    def look_up(self, channel: Channel, source: Path, target: Path, cache: Path, secret: Path | None) -> None:
        """Hand over the blinded list and answer. The owner gives `secret`; the asker has its hits in `target`."""
        ...

    def sum(
        self,
        channel: Channel,
        *,
        compute: Channel | None,
        program: str,
        mine: Matrix,
        receiver: int,
        told: Callable[[str], None],
    ) -> Matrix | None:
        """Share `mine` out to the first three parties, run `program` there; the receiver alone has the result."""
        ...
