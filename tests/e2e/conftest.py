"""A real city of real nodes, and a real browser: what the walk needs."""

import json
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from puhui.assembly.identity_providers import IdentityProviderSettings
from puhui.assembly.settings import Settings
from puhui.city.running import nodes_of
from tests.e2e.browsing import Visitor
from tests.identity_provider import IdentityProvider

_CHROMIUM = "/usr/bin/chromium"
_QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
_NODES_MAX = 16
_SEED = 7
_ENTERPRISES = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def identity_provider() -> Iterator[IdentityProvider]:
    """Bank B's own, at which its people sign in."""
    with IdentityProvider() as provider:
        yield provider


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory, identity_provider: IdentityProvider) -> Iterator[dict[str, Any]]:
    """The addresses and accounts of a running city. PUHUI_E2E_CITY names another command that prints and serves one."""
    other = os.environ.get("PUHUI_E2E_CITY")
    command = shlex.split(other) if other else _new_city(tmp_path_factory.mktemp("city") / "qinghe", identity_provider)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line, f"{shlex.join(command)} ended before it served"
            yield json.loads(line)
        finally:
            process.terminate()


def _new_city(folder: Path, provider: IdentityProvider) -> list[str]:
    puhui = [str(Path(sys.executable).with_name("puhui"))]
    size = ["--enterprises", str(_ENTERPRISES), "--seed", str(_SEED), "--port", str(_free_ports())]
    subprocess.run([*puhui, "city", "new", str(folder), *size], check=True, stdout=subprocess.DEVNULL)
    _register(next(one for one in nodes_of(folder) if one.org == "bank-b"), provider)
    return [*puhui, "city", "run", str(folder), "--json"]


def _register(node: Settings, provider: IdentityProvider) -> None:
    """Let a bank's node and its identity provider know each other."""
    secret = node.folder / "identity-secret"
    secret.touch(mode=0o600)
    secret.write_text(provider.client_secret, encoding="utf-8")
    entry = IdentityProviderSettings(
        name="bank",
        label_zh="乙银行统一认证",
        label_en="Bank B's sign-on",
        issuer=provider.issuer,
        client_id=provider.client_id,
        client_secret_file=secret.name,
        amr=["otp"],
    )
    node.model_copy(update={"identity_providers": [entry]}).save(node.folder)
    provider.redirect_uris = {entry.provider(node.folder, node.public_url).redirect_uri}


def _free_ports() -> int:
    """The first of as many free ports in a row as a city has nodes; each test process looks in a range of its own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    first = 18_100 + 1_000 * int(worker)
    while not all(_is_free(port) for port in range(first, first + _NODES_MAX)):
        first += _NODES_MAX
    return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    """Opens a browser for a person at a node; at the end every window closes, and no page may have failed."""
    visitors: list[Visitor] = []

    def open_at(url: str) -> Visitor:
        visitors.append(Visitor(browser, url))
        return visitors[-1]

    yield open_at
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.leave()
    assert troubles == [], "\n".join(troubles)
