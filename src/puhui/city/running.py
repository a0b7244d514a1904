"""The city's processes: one a node, started together, watched, and stopped by their process ids.

A node that dies ends the city: half a city would look like a working one.
"""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from puhui.assembly.settings import Settings
from puhui.city.errors import NoCityThere, NodeDied, NodeNotReady, PortTaken
from puhui.city.forking import Forked, fork_node
from puhui.kernel import Text

READY_SECONDS_MAX = 90
_STOP_SECONDS_MAX = 15
_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class NodeProcess:
    """One node's process."""

    settings: Settings
    process: Forked
    log: Path


def nodes_of(city: Path) -> list[Settings]:
    """The settings of all nodes of a city, in the order of their ports; raises `NoCityThere`."""
    folders = sorted((city / "nodes").glob("*/node.json"))
    if not folders:
        raise NoCityThere(
            folder=city, reason=Text(zh="没有 nodes/*/node.json", en="there is no nodes/*/node.json"), stage="city"
        )
    nodes = (Settings.load(path.parent) for path in folders)
    return sorted(nodes, key=lambda node: node.port)


def missing(nodes: Sequence[Settings]) -> list[Settings]:
    """Those that do not answer at their addresses; raises `PortTaken` when somebody else does."""
    with _asking() as client:
        return [settings for settings in nodes if not _answers(client, settings)]


def local_url(settings: Settings) -> str:
    """Where the node answers on this machine."""
    return f"http://{settings.host}:{settings.port}"


@contextlib.contextmanager
def running(
    nodes: Sequence[Settings], tell: Callable[[str, int, int], None] | None = None
) -> Iterator[list[NodeProcess]]:
    """Start these nodes, wait until all are ready, and stop them at the end of the block, whatever happened."""
    nodes = sorted(nodes, key=lambda node: node.org == node.operator)  # the log's keeper last: it calls all others
    for settings in nodes:
        _check_port(settings)
    started: list[NodeProcess] = []
    try:
        for done, settings in enumerate(nodes):
            if tell:
                tell("starting", done, 2 * len(nodes))
            started.append(_start(settings))
        _await_ready(started, tell)
        yield started
    finally:
        _stop(started)


def watch(started: Sequence[NodeProcess]) -> None:
    """Return never: raises `NodeDied` as soon as one of the nodes ends."""
    while True:
        for node in started:
            _check_alive(node, _PAUSE_SECONDS * 4)


def _check_port(settings: Settings) -> None:
    _check_free(settings.org, settings.host, settings.port)
    if settings.comet is not None:
        _check_free(settings.org, settings.comet.listen, settings.comet.port)


def _check_free(org: str, host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(org=org, port=port, stage="city") from None


def _start(settings: Settings) -> NodeProcess:
    log = settings.folder / "node.log"
    return NodeProcess(settings, fork_node(settings.folder, log), log)


def _asking() -> httpx.Client:
    return httpx.Client(timeout=5, trust_env=False)


def _answers(client: httpx.Client, settings: Settings) -> bool:
    try:
        answer = client.get(f"{local_url(settings)}/api/v1/node")
    except httpx.HTTPError:
        return False
    try:
        org = answer.json()["org"]
    except (ValueError, KeyError, TypeError):
        org = None
    if org != settings.org:
        raise PortTaken(org=settings.org, port=settings.port, stage="city")
    return answer.is_success


def _await_ready(started: Sequence[NodeProcess], tell: Callable[[str, int, int], None] | None) -> None:
    deadline = time.monotonic() + READY_SECONDS_MAX
    with _asking() as client:
        for done, node in enumerate(started):
            if tell:
                tell("starting", len(started) + done, 2 * len(started))
            while not _answers(client, node.settings):
                _check_alive(node, _PAUSE_SECONDS)
                if time.monotonic() > deadline:
                    raise NodeNotReady(
                        org=node.settings.org,
                        seconds=READY_SECONDS_MAX,
                        reason=Text(zh="没有应答", en="no answer"),
                        log=node.log,
                        stage="city",
                    )
    if tell:
        tell("starting", 2 * len(started), 2 * len(started))


def _check_alive(node: NodeProcess, seconds: float) -> None:
    """Raises `NodeDied` as soon as it ends within so many seconds."""
    code = node.process.wait(seconds)
    if code is not None:
        lines = [line for line in node.log.read_text(errors="replace").splitlines() if line.strip()]
        last = lines[-1][:300] if lines else ""
        raise NodeDied(org=node.settings.org, code=code, last=last, log=node.log, stage="city")


def _stop(started: Sequence[NodeProcess]) -> None:
    for node in started:
        node.process.terminate()
    deadline = time.monotonic() + _STOP_SECONDS_MAX
    for node in started:
        if node.process.wait(max(0.1, deadline - time.monotonic())) is None:
            node.process.kill()
            node.process.wait(_STOP_SECONDS_MAX)
        node.process.forget()
