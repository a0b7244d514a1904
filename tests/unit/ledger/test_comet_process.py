"""The process beside a node, and how the node hears that it takes part no more: with a script in CometBFT's place."""

import threading

import pytest

from puhui.ledger.engines.cometbft import CometMissing, CometProcess


def program(folder, script):
    path = folder / "cometbft"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


class Heard:
    """What the node was told."""

    def __init__(self):
        self.said, self.ended = [], threading.Event()

    def __call__(self, said):
        self.said.append(said)
        if said.startswith("exit"):
            self.ended.set()


def test_the_line_in_which_consensus_ends_is_heard_while_the_process_lives_on(tmp_path):
    told = threading.Event()
    script = "echo 'I[..] service start'; echo 'E[..] CONSENSUS FAILURE!!! err=\"no room\"'; exec sleep 60"
    process = CometProcess(program(tmp_path, script), tmp_path, tmp_path / "rpc", lambda _: told.set())
    assert told.wait(10)
    assert process.runs
    process.kill()
    assert b"service start" in (tmp_path / "cometbft.log").read_bytes(), "the log is written all the same"


def test_an_end_that_nobody_asked_for_is_heard_with_the_last_words(tmp_path):
    heard = Heard()
    CometProcess(program(tmp_path, "echo 'panic: lost my way'; exit 3"), tmp_path, tmp_path / "rpc", heard)
    assert heard.ended.wait(10)
    assert heard.said == ["exit 3: panic: lost my way\n"]


@pytest.mark.parametrize("end", [CometProcess.stop, CometProcess.kill])
def test_an_end_that_was_asked_for_is_no_failure(tmp_path, end):
    heard = Heard()
    process = CometProcess(program(tmp_path, "exec sleep 60"), tmp_path, tmp_path / "rpc", heard)
    end(process)
    assert not process.runs
    assert heard.said == []


def test_a_program_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CometMissing):
        CometProcess(tmp_path / "none", tmp_path, tmp_path / "rpc")
