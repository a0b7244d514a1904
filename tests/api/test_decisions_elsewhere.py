"""What a bank's node decided is made again from its export alone, by the commands that a bank would run."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from puhui.cli.rules import app
from tests.api.house import House


def run(*words: object) -> Any:
    result = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_running_nodes_decisions_are_exported_and_made_again(
    house: House, story: dict[str, Any], tmp_path: Path
) -> None:
    assert story["steps"][-1]["name"] == "repayment"
    lenders = [one.folder for one in house.settings if one.role == "bank"]
    exported = {}
    for folder in lenders:
        file = tmp_path / f"{folder.name}.zip"
        result = CliRunner().invoke(app, ["export", str(folder), "--out", str(file), "--json"])
        if result.exit_code == 0:
            exported[folder.name] = (file, json.loads(result.stdout))
    assert exported
    for file, told in exported.values():
        replayed = run("replay", file)
        assert replayed["identical"] == replayed["decisions"] == told["decisions"] >= 1
        assert replayed["differ"] == []
    assert any(run("replay", file)["scores_recomputed"] for file, _ in exported.values())
