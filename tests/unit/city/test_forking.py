"""Nodes as forks: one that cannot start says why in its log, and what became of a fork is known."""

import pytest

from puhui.assembly.settings import Settings
from puhui.city.errors import NodeDied
from puhui.city.forking import fork_node
from puhui.city.running import running


def test_a_node_without_settings_ends_and_its_log_says_why(tmp_path):
    folder, log = tmp_path / "bank-a", tmp_path / "node.log"
    folder.mkdir()
    node = fork_node(folder, log)
    assert node.wait(60) == 1
    assert "SettingsBroken" in log.read_text(encoding="utf-8")
    node.terminate()  # of one that has ended: nothing happens
    node.forget()


def test_a_city_whose_node_dies_does_not_start_and_says_which(tmp_path):
    folder = tmp_path / "bank-a"
    folder.mkdir()
    settings = Settings(
        org="bank-a", name_zh="甲", name_en="A", role="bank", port=24_990, public_url="http://localhost:24990",
        origin="city.example/log", suite="ed25519-sha256", operator="platform", registry="registry", contact="12345",
    )  # fmt: skip
    settings.save(folder)  # but no key
    with pytest.raises(NodeDied) as died, running([settings.model_copy(update={"folder": folder})]):
        pass
    assert died.value.data["org"] == "bank-a"
    assert died.value.data["code"] == 1
