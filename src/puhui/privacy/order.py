"""What a supervisor hands to its own worker: the job, this party's place in it, and what only this party may know.

One JSON file in the party's own folder, readable by its owner only. Other parties see the job, never the order.
"""

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from puhui.kernel import Entropy, suite
from puhui.kernel.suites import Suite
from puhui.kernel.tls import Credentials
from puhui.privacy.errors import ProgramDiffers
from puhui.privacy.model import JobSpec, Op, Party
from puhui.privacy.programs import program_digest

ORDER = "order.json"
SECRET = "secret.key"  # noqa: S105 - a file's name: of a list's owner: what blinds its list; made fresh for each job


@dataclass(frozen=True)
class Order:
    """`links` are the addresses of all parties, a list for each link; `connect_s` and `silence_s` bound the waiting.

    `cache`, if any, is a folder of this party's own that outlives the job: for blinded lists and compiled programs.
    `at_ms` is when the order was made, by the clock of who made it.
    """

    job: str
    suite: str
    rank: int
    input: str
    links: list[list[str]]
    connect_s: float
    silence_s: float
    folder: str
    cache: str = ""
    at_ms: int = 0

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The order in a party's folder."""
        return cls(**json.loads((folder / ORDER).read_text(encoding="utf-8")))

    def write(self) -> None:
        """Into the folder that it names."""
        self.place(ORDER).write_text(json.dumps(self.as_map()), encoding="utf-8")

    def as_map(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)

    def place(self, name: str) -> Path:
        """A file in the party's folder."""
        return Path(self.folder) / name

    @cached_property
    def hashing(self) -> Suite:
        """The suite by whose hash the job is named."""
        return suite(self.suite)

    @cached_property
    def spec(self) -> JobSpec:
        """The job; raises `ProgramDiffers` when it pins a program that this node would not run."""
        spec = JobSpec.parse(bytes.fromhex(self.job))
        if program_digest(spec, self.hashing) != spec.program:
            raise ProgramDiffers(party=spec.parties[self.rank].name, stage="order")
        return spec

    @property
    def me(self) -> Party:
        """This party, as the job has it."""
        return self.spec.parties[self.rank]

    @property
    def digest(self) -> str:
        """The job's name."""
        return self.spec.digest(self.hashing)

    @property
    def receives(self) -> bool:
        """Whether this party is to have the result."""
        return self.me.name in self.spec.receivers


def lay_out(order: Order, credentials: Credentials, entropy: Entropy) -> None:
    """Make the folder that the order names, for its owner only, with all that this party's worker needs in it."""
    Path(order.folder).mkdir(mode=0o700, exist_ok=True)
    for name, data in (
        ("tls.crt", credentials.certificate),
        ("tls.key", credentials.key),
        ("ca.crt", credentials.authority),
    ):
        order.place(name).write_bytes(data)
    if order.spec.op is Op.LOOKUP and order.rank == 0:
        order.place(SECRET).write_bytes(entropy.take(32))
    order.write()
