"""A node's own limits of leakage and its waiting workers: what `node.json` may say, and what it may not."""

import json
from pathlib import Path
from typing import Any

import pytest

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.settings import Settings
from puhui.privacy.leakage import with_own

NODE = {
    "org": "tax-bureau",
    "name_zh": "税务局",
    "name_en": "Tax bureau",
    "role": "tax",
    "port": 8001,
    "public_url": "http://localhost:8001",
    "origin": "http://localhost:8001",
    "suite": "ed25519-sha256",
    "operator": "operator",
    "registry": "registry",
    "contact": "0571-12366",
}


def load(folder: Path, **more: Any) -> Settings:
    (folder / "node.json").write_text(json.dumps(NODE | more), encoding="utf-8")
    return Settings.load(folder)


def test_limits_of_ones_own_and_waiting_workers_are_read_and_written(tmp_path: Path) -> None:
    plain = load(tmp_path)
    assert (plain.leakage, plain.waiting_workers) == ({}, 1)
    own = load(tmp_path, leakage={"names_max": 200, "period_days": 60}, waiting_workers=0)
    own.save(tmp_path)
    again = Settings.load(tmp_path)
    assert (again.leakage, again.waiting_workers) == ({"names_max": 200, "period_days": 60}, 0)
    assert with_own(again.leakage).integer("names_max") == 200


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"leakage": {"names": 5}}, "there is no default 'names'"),
        ({"leakage": {"difference_min": 1}}, "difference_min is below 5"),
        ({"leakage": {"names_max": -1}}, "names_max is below 0"),
        ({"leakage": {"names_max": "200"}}, "valid integer"),
        ({"leakage": {"names_max": True}}, "valid integer"),
        ({"waiting_workers": -1}, "greater than or equal to 0"),
    ],
)
def test_what_is_no_limit_says_so_and_the_node_does_not_start(tmp_path: Path, said: dict[str, Any], why: str) -> None:
    with pytest.raises(SettingsBroken) as refused:
        load(tmp_path, **said)
    assert why in refused.value.cause_text.en
    assert "node.json" in refused.value.remedy_text.en


def test_a_worker_is_told_its_folder_in_full_wherever_the_city_was_named_from() -> None:
    """A worker runs in its job's folder: a relative path would lead it nowhere."""
    settings = Settings.model_construct(folder=Path("my-city/nodes/tax"))
    assert settings.private == Path.cwd() / "my-city/nodes/tax/private"
