"""Programs as the engine runs them, kept over jobs in a folder of their party: compiling one takes a tenth of a second
and more, of each computing party, and the same few programs come again.

A file is named by what it was made of: the engine's version, the text and how many secret values it takes. It appears
by one rename, whole. Who can write there can write this party's programs, as with the engine itself: the folder is the
party's own.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from puhui.kernel import Suite, encode
from puhui.privacy.programs import ENGINE

KEPT_MAX = 128


class Source(NamedTuple):
    """A StableHLO module, and over how many values it runs, all of them secret."""

    program: str
    inputs: int


class Compiler:
    """Compiles each program once in a job, and once in all jobs where there is a folder to keep them in."""

    def __init__(self, spu: Any, suite: Suite, folder: Path | None) -> None:
        self._spu, self._suite, self._folder = spu, suite, folder
        self._made: dict[Source, bytes] = {}

    def code(self, source: Source) -> bytes:
        """What the engine runs."""
        if source not in self._made:
            self._made[source] = self._kept(source)
        return self._made[source]

    def _kept(self, source: Source) -> bytes:
        if self._folder is None:
            return self._compiled(source)
        named = encode({"engine": ENGINE, "inputs": source.inputs, "stablehlo": source.program})
        path = self._folder / self._suite.digest(named).hex()
        with suppress(FileNotFoundError):
            code = path.read_bytes()
            path.touch()
            return code
        code = self._compiled(source)
        self._keep(path, code)
        return code

    def _compiled(self, source: Source) -> bytes:
        spu = self._spu
        secret = [spu.Visibility.VIS_SECRET] * source.inputs
        read = spu.CompilationSource(spu.SourceIRType.STABLEHLO, source.program.encode(), secret)
        code: bytes = spu.compile(read, spu.CompilerOptions())
        return code

    def _keep(self, path: Path, code: bytes) -> None:
        """Give it its name, and take away those that nobody has used for longest."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        with os.fdopen(opened, "wb") as file:
            file.write(code)
            file.flush()
            os.fsync(file.fileno())  # else a loss of power leaves the name with nothing in it, to be run for ever
        os.replace(name, path)
        with suppress(FileNotFoundError):  # another job of ours takes the same ones away
            kept = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)
            for old in kept[:-KEPT_MAX]:
                old.unlink()
