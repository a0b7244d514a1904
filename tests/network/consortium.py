"""A small consortium of real nodes, each a process with a CometBFT process of its own, and the command that speaks to
it."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from puhui.assembly.founding import Founder
from puhui.assembly.settings import Comet, Engine, Peer, Settings, write_key
from puhui.city.running import NodeProcess, local_url, running
from puhui.decisions import SHIPPED, shipped
from puhui.kernel import SystemClock, SystemEntropy
from puhui.kernel.suites import DEFAULT_SUITE, SEED_SIZE
from tests.conftest import comet_program

ORIGIN = "puhui.example/test-network"
FOUNDERS = {"platform": "operator", "pbc": "regulator", "bank-a": "bank", "bank-b": "bank"}
CONTACT = "personal-information@test.example"
P2P_AFTER = 50


def found(
    folder: Path,
    base_port: int,
    founders: Mapping[str, str] = FOUNDERS,
    participants: Mapping[str, str] | None = None,
    engine: Engine = "cometbft",
) -> list[Settings]:
    """Found a network of these consensus nodes and participants in `folder`, a folder each; `trust.json` beside them.

    With the engine `embedded` the first of them orders the entries, and all consensus nodes are its witnesses.
    """
    orgs = list(founders)
    peers = [
        Peer(
            org=org,
            name_zh=f"机构 {org}",
            name_en=f"Organisation {org}",
            role=role,
            url=f"http://127.0.0.1:{base_port + at}",
            contact=CONTACT,
        )
        for at, (org, role) in enumerate({**founders, **(participants or {})}.items())
    ]
    nodes = []
    for at, peer in enumerate(peers):
        own = folder / peer.org
        (own / "data").mkdir(parents=True)
        settings = Settings(
            org=peer.org,
            name_zh=peer.name_zh,
            name_en=peer.name_en,
            role=peer.role,
            port=base_port + at,
            public_url=peer.url,
            origin=ORIGIN,
            suite=DEFAULT_SUITE,
            operator=orgs[0],
            registry="registry",
            contact=CONTACT,
            engine=engine,
            comet=Comet(port=p2p_port(base_port, at), pace="machine")
            if engine == "cometbft" and peer.org in founders
            else None,
            witness=peer.org in founders,
            peers=[one for one in peers if one.org != peer.org],
        )
        settings.save(own)
        write_key(own, DEFAULT_SUITE, SystemEntropy().take(SEED_SIZE))
        if peer.role == "bank":
            (own / "rules.json").write_bytes(shipped(SHIPPED[0]))
        nodes.append(settings.model_copy(update={"folder": own}))
    os.environ.setdefault("PUHUI_COMETBFT", str(comet_program()))
    founder = Founder(nodes, SystemClock(), SystemEntropy())
    (folder / "trust.json").write_bytes(founder.found_ledger().to_bytes())
    founder.close()
    return nodes


def p2p_port(base_port: int, number: int) -> int:
    """Where the CometBFT process of the node with that number listens."""
    return base_port + P2P_AFTER + number


def puhui(*words: object, code: int = 0) -> Any:
    """What a command answers as JSON; the exit code must be the given one."""
    ran = subprocess.run(
        [sys.executable, "-m", "puhui.cli", *map(str, words), "--json"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == code, f"puhui {' '.join(map(str, words))}\n{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}"
    return json.loads(ran.stdout)


@contextlib.contextmanager
def served(nodes: list[Settings]) -> Iterator[dict[str, NodeProcess]]:
    """These nodes as processes, by organisation, until the end of the block."""
    with running(nodes) as started:
        yield {node.settings.org: node for node in started}


def stop(node: NodeProcess) -> None:
    """End one node, and wait until it has."""
    node.process.terminate()
    node.process.wait(60)


__all__ = ["found", "local_url", "p2p_port", "puhui", "served", "stop"]
