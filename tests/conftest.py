"""What all tests share: where real data sets and the programs beside ours are, where they are, and in which order."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from puhui.storage import Database
from tests import databases, postgres

settings.register_profile("house", deadline=None)  # a busy machine is no finding
settings.load_profile("house")

_LONGEST_FIRST = ("docs", "simulation", "network", "contract", "api", "privacy")
_ONE_CITY = "tests/api/"  # its tests share one city: several workers would make several


def data_folder() -> Path:
    """The folder of real data sets: `PUHUI_DATA`, or `../shared/data` beside the checkout. It may not exist."""
    return Path(os.environ.get("PUHUI_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")


def comet_program() -> Path:
    """CometBFT: where `PUHUI_COMETBFT` says, or where tools/cometbft.sh puts it. It may not exist."""
    return Path(os.environ.get("PUHUI_COMETBFT") or Path(__file__).resolve().parents[1] / ".tools/bin/cometbft")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Collect tests marked `data`, `cometbft`, `postgres` or `spu` only where those are: Puhui works without them.

    Folders of long files go first, so that no worker has a long one left when the others have nothing more to do.
    """
    here = {
        "data": data_folder().is_dir(),
        "cometbft": comet_program().exists(),
        "postgres": postgres.programs() is not None,
        "spu": importlib.util.find_spec("spu") is not None,
    }
    absent = [name for name, there in here.items() if not there]
    without = [item for item in items if not any(item.get_closest_marker(name) for name in absent)]
    if len(without) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in without])
    items[:] = sorted(without, key=_turn)


def _turn(item: pytest.Item) -> int:
    """When the folder of the test has its turn."""
    inside = item.path.relative_to(item.config.rootpath).parts
    return _LONGEST_FIRST.index(inside[1]) if inside[1] in _LONGEST_FIRST else len(_LONGEST_FIRST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Under `--dist loadfile`, a worker gets a file at a time, and all tests that share one city together."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByFileOrCity(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _ONE_CITY if nodeid.startswith(_ONE_CITY) else super()._split_scope(nodeid)

    return ByFileOrCity(config, log)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data sets, for tests marked `data`."""
    return data_folder()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    """A private PostgreSQL cluster, for tests marked `postgres`."""
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="session")
def database_server(postgres_cluster: postgres.Cluster) -> databases.Server:
    """PostgreSQL for nodes' databases."""
    return databases.Server(postgres_cluster)


@pytest.fixture(params=databases.KINDS)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A node's new database; the test runs with each kind. SQLite's is in memory."""
    with databases.prepared(request.param, _server(request)) as made:
        yield made


@pytest.fixture(params=databases.KINDS)
def kept_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A node's new database, on disk, which others may open too (`tests.databases.sibling`); with each kind."""
    with databases.prepared(request.param, _server(request), tmp_path) as made:
        yield made


@pytest.fixture(params=databases.KINDS)
def empty_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without tables; the test runs with each kind."""
    with databases.empty(request.param, _server(request)) as made:
        yield made


def _server(request: pytest.FixtureRequest) -> Callable[[], databases.Server]:
    """The server once it is needed: without PostgreSQL's programs, tests on SQLite run all the same."""
    return lambda: request.getfixturevalue("database_server")
