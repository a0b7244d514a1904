"""Docs are tested: the commands in README and guides run, their links lead somewhere, both READMEs say the same.

A block fenced as ```console holds commands behind `$ `; the rest of the block is for the reader and not compared.
All blocks of one page run in order in one fresh folder in which the files that the pages speak of lie ready. A city
that several pages make and tell by the very same two commands is made once; each page goes on with a copy of its own.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs" / "guides").glob("*.md")),
    *sorted((ROOT / "docs" / "tutorial").glob("*.md")),
]
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
_CITY = re.compile(r"puhui city new (\S+).*\npuhui city story \1")
_SECONDS = 240


def commands(page: Path) -> list[str]:
    """The commands of a page, without prompts and trailing remarks; `make` is what runs this very test."""
    found = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            command = re.sub(r"\s{2,}#.*$", "", line.removeprefix("$ ")) if line.startswith("$ ") else ""
            if command and not command.startswith(("make ", "git ")):
                found.append(command)
    return found


def needs_network(page: Path) -> bool:
    """Whether the page speaks to a running network."""
    return "<!-- needs a running network" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page) and not needs_network(page)], ids=lambda page: page.stem
)
def test_the_commands_of_a_page_run(page: Path, documents_folder: Path, told_cities: Path) -> None:
    for said in _steps(page):
        city = _CITY.fullmatch(said)
        kept = told_cities / re.sub(r"\W+", "-", said)
        if city and kept.exists():
            shutil.copytree(kept, documents_folder / city[1])
            continue
        for command in said.splitlines():
            _run(page, command, documents_folder)
        if city:
            shutil.copytree(documents_folder / city[1], kept)


@pytest.mark.cometbft
@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page) and needs_network(page)], ids=lambda page: page.stem
)
def test_the_commands_of_a_page_run_in_a_network(page: Path, network_folder: Path) -> None:
    for command in commands(page):
        _run(page, command, network_folder)


@pytest.fixture(scope="session")
def told_cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where cities are kept as their story left them, by the commands that made them."""
    return tmp_path_factory.mktemp("told")


def _steps(page: Path) -> Iterator[str]:
    """The page's commands one by one, but a city and its story, where one follows the other, as two lines."""
    found = commands(page)
    while found:
        pair = "\n".join(found[:2])
        taken = 2 if _CITY.fullmatch(pair) else 1
        yield "\n".join(found[:taken])
        del found[:taken]


def _run(page: Path, command: str, folder: Path) -> None:
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": _path()},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert ran.returncode == 0, f"{page.name}: $ {command}\n{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}"


def _path() -> str:
    """Where Python finds the banks' client too, as after `pip install clients/python`."""
    kept = os.environ.get("PYTHONPATH")
    return os.pathsep.join([str(ROOT / "clients" / "python" / "src"), *([kept] if kept else [])])


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: str(page.relative_to(ROOT))
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} points to {target}"


def test_both_readmes_give_the_same_commands() -> None:
    assert commands(ROOT / "README.md") == commands(ROOT / "README.zh-CN.md")


def test_every_decision_names_its_check() -> None:
    for page in sorted((ROOT / "docs" / "decisions").glob("0*.md")):
        assert "**The check.**" in page.read_text(encoding="utf-8"), page.name
