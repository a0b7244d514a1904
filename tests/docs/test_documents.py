"""Docs are tested: the commands in README and guides run, their links lead somewhere, both READMEs say the same.

A block fenced as ```console holds commands behind `$ `; the rest of the block is for the reader and not compared.
All blocks of one page run in order in one fresh folder in which the files that the pages speak of lie ready.
"""

import os
import re
import subprocess
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
def test_the_commands_of_a_page_run(page: Path, documents_folder: Path) -> None:
    _run_commands(page, documents_folder)


@pytest.mark.cometbft
@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page) and needs_network(page)], ids=lambda page: page.stem
)
def test_the_commands_of_a_page_run_in_a_network(page: Path, network_folder: Path) -> None:
    _run_commands(page, network_folder)


def _run_commands(page: Path, documents_folder: Path) -> None:
    path = f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}"
    for command in commands(page):
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=documents_folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        assert ran.returncode == 0, f"{page.name}: $ {command}\n{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}"


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
