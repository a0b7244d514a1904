"""The shipped calibration targets are what the real data says today."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.data
def test_shipped_targets_are_those_of_the_data() -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "tools" / "derive_city_targets.py"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "shipped" not in ran.stdout
