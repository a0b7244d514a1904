"""Made-up jobs of every operation, in which each party has values that no other may see."""

import hashlib
import struct
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from puhui.kernel import SystemClock, SystemEntropy, suite
from puhui.privacy import JobSpec, Op, Party, Scheme, disclosure
from puhui.privacy.evaluating import Setting, job_folder, make_orders
from puhui.privacy.model import Param
from puhui.privacy.order import Order
from puhui.privacy.programs import program_digest

SUITE = suite("ed25519-sha256")
ROWS = 400


def texts(*values: str) -> list[bytes]:
    """The forms in which a text may stand somewhere: spelt, in hex, in two bytes a character, as its own digest."""
    forms = []
    for value in values:
        said = value.encode()
        digest = hashlib.sha256(said)
        forms += [said, said.hex().encode(), value.encode("utf-16-le"), digest.digest(), digest.hexdigest().encode()]
    return forms


def numbers(*values: int) -> list[bytes]:
    """The forms in which a number may stand: as text, in 8 bytes, as a float and, scaled to 40 fraction bits, in 16."""
    forms = []
    for value in values:
        forms += [str(value).encode(), value.to_bytes(8, "little"), struct.pack("<d", value)]
        forms.append((value << 40).to_bytes(16, "little"))
    return forms


def series(*values: int) -> list[bytes]:
    """The forms in which small numbers may stand next to each other: each alone would stand in any memory."""
    whole = [b"".join(value.to_bytes(size, "little", signed=True) for value in values) for size in (8, 16)]
    return [*whole, struct.pack(f"<{len(values)}d", *values)]


class Job:
    """A job of made-up files in which each party has values that no other may see. A sum has `groups` more groups."""

    def __init__(self, op: Op, folder: Path, seed: int = 0, groups: int = 0) -> None:
        self.op, self.folder, self.seed, self.groups = op, folder, seed, groups
        self.secrets: dict[str, list[bytes]] = {}
        self.files: list[Path] = []
        make: dict[Op, Callable[[], JobSpec]] = {Op.MATCH: self._match, Op.LOOKUP: self._lookup, Op.SUM: self._sum}
        spec = make[op]()
        self.spec = replace(spec, program=program_digest(spec, SUITE))

    def orders(self, held: ExitStack, *, connect_s: float = 120) -> list[Order]:
        """A folder and an order for each party."""
        setting = Setting(SystemClock(), SystemEntropy(), within_s=300, connect_s=connect_s)
        self.home = held.enter_context(job_folder(self.folder))
        return make_orders(self.spec, self.files, self.home, setting, held)

    def _write(self, name: str, *lines: str) -> None:
        path = self.folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n")
        self.files.append(path)

    def _match(self) -> JobSpec:
        for name in ("bank", "tax"):
            mark = f"{name.upper()}ONLY{self.seed}"
            rows = [f"COMMON{at:06d},{name}-note-{at:06d}" for at in range(ROWS // 2)]
            rows += [f"{mark}{at:06d},{name}-note-{at:06d}" for at in range(ROWS // 2)]
            self._write(name, "id,note", *rows)
            self.secrets[name] = texts(f"{mark}000007", f"{name}-note-000007")
        parties = (Party("bank", ROWS, ("id",)), Party("tax", ROWS, ("id",)))
        params: dict[str, Param] = {"key": "id", "kind": "text", "curve": "curve25519"}
        told = disclosure.of_match(parties, ("bank", "tax"))
        return JobSpec(Op.MATCH, Scheme.RR22, parties, ("bank", "tax"), "", params, told)

    def _lookup(self) -> JobSpec:
        self._write("court", "id,level,note", *(f"LISTED{self.seed}{at:06d},红,why-{at:06d}" for at in range(ROWS)))
        self._write("bank", "id,loan", f"LISTED{self.seed}000001,7", f"NOBODY{self.seed}000009,loan-of-nobody")
        self.secrets = {
            "court": texts(f"LISTED{self.seed}000007", "why-000001"),
            "bank": texts(f"NOBODY{self.seed}000009", "loan-of-nobody"),
        }
        parties = (Party("court", ROWS, ("id", "level")), Party("bank", 2, ("id",)))
        params: dict[str, Param] = {"key": "id", "kind": "text", "curve": "fourq", "level": "level", "levels": ["红"]}
        told = disclosure.of_lookup(*parties, 1)
        return JobSpec(Op.LOOKUP, Scheme.UNBALANCED, parties, ("bank",), "", params, told)

    def _sum(self) -> JobSpec:
        names = ("icbc", "abc", "ccb", "boc")
        more = [f"G{at:05d}" for at in range(self.groups)]
        for at, name in enumerate(names):
            parts = [73_100_000_003 + 1_000_000_007 * at + self.seed * 11, 9_000_000_017 + 3 * at]
            rest = [f"{group},{10 ** (1 + (number * self.seed) % 9)}" for number, group in enumerate(more)]
            self._write(name, "id,fen", f"RETAIL,{parts[0]}", f"FARM,{parts[1]}", *rest)
            self.secrets[name] = numbers(parts[0])
        parties = tuple(Party(name, 2 + self.groups, ("id", "fen")) for name in names)
        params: dict[str, Param] = {
            "key": "id",
            "kind": "text",
            "values": ["fen"],
            "decimals": 0,
            "subject": "",
            "providers_min": 3,
            "subjects_min": 1,
            "groups": ["FARM", "RETAIL", *more],
            "statistics": ["sum:fen", "mean:fen"],
        }
        told = disclosure.of_sum(parties, ["boc"], 2 + self.groups, ["sum", "mean"])
        return JobSpec(Op.SUM, Scheme.ABY3, parties, ("boc",), "", params, told)
