"""One process a node."""

import subprocess
import sys
from pathlib import Path

import pytest

from puhui.assembly.errors import NodeAlreadyRuns, SettingsBroken
from puhui.assembly.holding import holding

_OTHER = """
import sys
from pathlib import Path
from puhui.assembly.holding import holding
with holding(Path(sys.argv[1]), "bank-a"):
    print("holds", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    with holding(tmp_path, "bank-a"), pytest.raises(NodeAlreadyRuns), holding(tmp_path, "bank-a"):
        pass
    with holding(tmp_path, "bank-a"):
        pass


def test_a_killed_process_leaves_nothing_to_clear_away(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "holds\n"
    with pytest.raises(NodeAlreadyRuns), holding(tmp_path, "bank-a"):
        pass
    other.kill()
    other.communicate()
    with holding(tmp_path, "bank-a"):
        pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsBroken), holding(tmp_path / "nowhere", "bank-a"):
        pass
