"""Programs kept over jobs: compiled once for all of them, told apart by what they were made of, and not for ever."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from puhui.kernel import suite
from puhui.privacy.engines.spu.compiling import KEPT_MAX, Compiler, Source

HASHING = suite("ed25519-sha256")


class Engine:
    """Compiles by telling what it was given, and remembers how often."""

    Visibility = SimpleNamespace(VIS_SECRET="secret")
    SourceIRType = SimpleNamespace(STABLEHLO="stablehlo")
    CompilerOptions = SimpleNamespace

    def __init__(self) -> None:
        self.compiled: list[tuple[bytes, int]] = []

    def CompilationSource(self, _: str, text: bytes, secret: list[str]) -> tuple[bytes, int]:  # noqa: N802 - SPU's name
        return text, len(secret)

    def compile(self, source: tuple[bytes, int], _: Any) -> bytes:
        self.compiled.append(source)
        return b"%s/%d" % source


@pytest.fixture
def engine() -> Engine:
    return Engine()


def test_the_same_program_is_compiled_once_for_all_jobs(engine: Engine, tmp_path: Path) -> None:
    for _ in range(3):
        job = Compiler(engine, HASHING, tmp_path / "programs")
        assert job.code(Source("a", 2)) == job.code(Source("a", 2)) == b"a/2"
    assert engine.compiled == [(b"a", 2)]


def test_another_text_or_number_of_inputs_is_another_program(engine: Engine, tmp_path: Path) -> None:
    sources = [Source("a", 2), Source("a", 3), Source("b", 2)]
    codes = [Compiler(engine, HASHING, tmp_path).code(source) for source in sources]
    assert codes == [b"a/2", b"a/3", b"b/2"]
    assert len(engine.compiled) == len(list(tmp_path.iterdir())) == 3


def test_without_a_folder_each_job_compiles_for_itself(engine: Engine) -> None:
    for _ in range(2):
        job = Compiler(engine, HASHING, None)
        assert job.code(Source("a", 1)) == job.code(Source("a", 1)) == b"a/1"
    assert len(engine.compiled) == 2


def test_those_that_nobody_used_for_longest_go(engine: Engine, tmp_path: Path) -> None:
    for number in range(KEPT_MAX):
        Compiler(engine, HASHING, tmp_path).code(Source("a", number))
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    Compiler(engine, HASHING, tmp_path).code(Source("a", 7))  # used again
    Compiler(engine, HASHING, tmp_path).code(Source("b", 0))
    assert len(list(tmp_path.iterdir())) == KEPT_MAX
    before = len(engine.compiled)
    for source in (Source("a", 7), Source("b", 0)):
        Compiler(engine, HASHING, tmp_path).code(source)
    assert len(engine.compiled) == before


def test_a_program_appears_whole_and_is_its_owners_alone(engine: Engine, tmp_path: Path) -> None:
    Compiler(engine, HASHING, tmp_path / "programs").code(Source("a", 1))
    (path,) = (tmp_path / "programs").iterdir()
    assert path.read_bytes() == b"a/1"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
