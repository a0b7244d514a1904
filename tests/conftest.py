"""What all tests share: where the real data sets, CometBFT and SPU are, where they are at all."""

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no finding
settings.load_profile("house")


def data_folder() -> Path:
    """The folder of real data sets: `PUHUI_DATA`, or `../shared/data` beside the checkout. It may not exist."""
    return Path(os.environ.get("PUHUI_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")


def comet_program() -> Path:
    """CometBFT: where `PUHUI_COMETBFT` says, or where tools/cometbft.sh puts it. It may not exist."""
    return Path(os.environ.get("PUHUI_COMETBFT") or Path(__file__).resolve().parents[1] / ".tools/bin/cometbft")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Collect tests marked `data`, `cometbft` or `spu` only where those are: the product itself works without them."""
    here = {
        "data": data_folder().is_dir(),
        "cometbft": comet_program().exists(),
        "spu": importlib.util.find_spec("spu") is not None,
    }
    absent = [name for name, there in here.items() if not there]
    if not absent:
        return
    without = [item for item in items if not any(item.get_closest_marker(name) for name in absent)]
    config.hook.pytest_deselected(items=[item for item in items if item not in without])
    items[:] = without


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data sets, for tests marked `data`."""
    return data_folder()
