"""The simulated economy is held to real marginals, and its distress to a cause: seen in every source before default."""

from datetime import date
from pathlib import Path

import pytest

from puhui.city import economy, foresight
from puhui.city.calibration import compare, targets

SEED = 1
FORESEEN = {
    "tax": ["sales fall", "buyers leave", "voided and red-letter share", "tax late"],
    "social": ["heads fall", "contributions in arrears"],
    "power": ["power falls", "power bills late"],
    "court": ["sued"],
    "banks": ["bank inflow falls", "balances thin", "instalments late"],
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("economy")
    folders = {name: root / name for name in economy.CUSTODIANS}
    economy.make(seed=SEED, enterprises=1000, as_of=date(2026, 6, 30)).write(folders)
    return folders


@pytest.fixture(scope="module")
def panel(folders: dict[str, Path]) -> foresight.Panel:
    return foresight.read(folders)


def test_marginals_lie_within_the_tolerance_of_the_real_ones(folders: dict[str, Path]) -> None:
    findings = compare(folders["tax"], folders["power"], folders["city"])
    assert len(findings) == sum(map(len, targets()["targets"].values())) > 50
    assert [finding for finding in findings if not finding.holds] == []


def test_every_custodian_foresees_default_but_not_too_well(panel: foresight.Panel) -> None:
    assert set(panel.indicators) == {name for names in FORESEEN.values() for name in names}
    for custodian, names in FORESEEN.items():
        found = {name: foresight.separation(panel, name, 1, 12) for name in names}
        assert all(0.5 < auc < 0.9 for auc in found.values()), found
        assert max(found.values()) > 0.54, (custodian, found)


def test_the_signal_strengthens_towards_default(panel: foresight.Panel) -> None:
    for name in panel.indicators:
        far, near = foresight.separation(panel, name, 8, 12), foresight.separation(panel, name, 1, 3)
        assert near > far + 0.05, (name, far, near)
        assert near > 0.56, (name, near)


def test_sources_lag_one_another(panel: foresight.Panel) -> None:
    """Balances thin before sales fall, and sales fall before the courts hear of it."""
    early = {name: foresight.separation(panel, name, 4, 9) for name in ("balances thin", "sales fall", "sued")}
    assert early["balances thin"] > early["sales fall"] > early["sued"]


def test_some_sound_enterprises_look_odd(folders: dict[str, Path], panel: foresight.Panel) -> None:
    """A tenth of the months of those who do not fail show sales below half of a year ago: no single sign decides."""
    import numpy as np

    sound = ~(panel.ahead <= 12)
    fall = panel.indicators["sales fall"][sound]
    share = float(np.mean(fall[~np.isnan(fall)] > -0.5))
    assert 0.05 < share < 0.30
