"""A bank's server is killed at random points of its loans' lives: each is before a step or after it, never between.

The points are before and after every statement, before and after every commit, before and after every delivery. Each
death is a SIGKILL; the next process finds what the database kept. What a power cut does to a disk is not in it.
"""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.databases import Server

ROOT = Path(__file__).resolve().parents[2]


def _lives(database: str, lifecycles: int, folder: Path) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.simulation.lending_lives", database, "7", str(lifecycles), str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=1800,  # against a life that hangs; a busy machine is no finding
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _check(reference: dict, told: list[dict]) -> int:
    """How many deaths there were, all of them clean."""
    stages = reference["stages"]
    assert stages[0] == ["nothing"]
    assert len(stages) == 13
    assert all(one != two for one, two in pairwise(stages)), "every step can be seen"
    deaths = between = finished = 0
    for one in told:
        for life in one["lives"]:
            stage, faults = life["found"]
            at = stages.index(stage)
            assert at in (life["acknowledged"], life["acknowledged"] + 1), "what was answered is there"
            assert faults == []
            between += at != life["acknowledged"]
            deaths += life["died"]
        assert not one["lives"][-1]["died"]
        assert (one["left"]["stage"], one["left"]["faults"]) == (stages[one["acknowledged"]], [])
        _check_delivered(one["delivered"], [len(kinds) for kinds in stages[one["acknowledged"]][2]])
        finished += one["acknowledged"] == len(stages) - 1
    assert finished >= len(told) // 5
    assert between, "some died after a step was kept and before it was answered"
    return deaths


def _check_delivered(keys: list[str], lengths: list[int]) -> None:
    """Everything that was owed, in order; what a death repeated stands right behind the first time."""
    first = list(dict.fromkeys(keys))
    streams = list(dict.fromkeys(key.rpartition(":")[0] for key in first))
    for stream, length in zip(streams, lengths, strict=True):
        assert [key for key in first if key.startswith(f"{stream}:")] == [f"{stream}:{n + 1}" for n in range(length)]
    assert [key for at, key in enumerate(keys) if at == 0 or keys[at - 1] != key] == first


def test_two_hundred_lifecycles_on_sqlite(tmp_path: Path) -> None:
    reference, *told = _lives(str(tmp_path), 200, tmp_path)
    assert len(told) == 200
    assert _check(reference, told) >= 200


@pytest.mark.postgres
def test_some_lifecycles_on_postgresql(tmp_path: Path, database_server: Server) -> None:
    with database_server.prepared() as url:
        reference, *told = _lives(url, 12, tmp_path)
    assert len(told) == 12
    assert _check(reference, told) >= 12
