"""What the tests of private computations share."""

from pathlib import Path

import pytest

from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy.evaluating import Setting


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    """Real clock and entropy; a workplace of the test's own, which every job leaves empty."""
    workplace = tmp_path / "work"
    workplace.mkdir()
    return Setting(SystemClock(), SystemEntropy(), within_s=120, workplace=workplace)
