"""`make run`, as a stranger types it: a city, its story with receipts, all portals served, Ctrl-C ends it."""

import os
import signal
import subprocess
import threading
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PORT = 23_100
_SECONDS = 300


def _served(folder: Path) -> tuple[str, int]:
    """Run it until it says that it serves, look at every portal, press Ctrl-C; what it printed, and its exit code."""
    command = ["make", "run", f"CITY={folder}", f"NEW=--enterprises 60 --port {PORT}"]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    overdue = threading.Timer(_SECONDS, os.killpg, (running.pid, signal.SIGKILL))
    overdue.start()
    printed = []
    try:
        assert running.stdout is not None
        for line in running.stdout:
            printed.append(line)
            if "Ctrl-C" in line:
                for number in range(9):
                    answer = httpx.get(f"http://localhost:{PORT + number}/")
                    assert answer.status_code == 200
                    assert "<div id=" in answer.text
                os.killpg(running.pid, signal.SIGINT)
        return "".join(printed), running.wait(_SECONDS)
    finally:
        overdue.cancel()
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def test_make_run_tells_the_story_once_and_serves_again_and_again(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    first, _ = _served(folder)
    receipts = sorted((folder / "receipts").iterdir())
    assert len(receipts) > 20
    assert all(receipt.name in first for receipt in receipts)
    again, _ = _served(folder)
    assert "http://localhost:" in again
    assert sorted((folder / "receipts").iterdir()) == receipts, "a second run makes nothing anew"
