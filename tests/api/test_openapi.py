"""The published description is what the code describes, and says what rooms.md promises."""

import re
from pathlib import Path

from puhui.api.openapi import describe, text

ROOT = Path(__file__).parents[2]


def test_the_committed_description_is_current() -> None:
    assert (ROOT / "openapi" / "puhui.v1.json").read_text(encoding="utf-8") == text(), "python -m puhui.api.openapi"


def test_every_endpoint_of_the_reference_is_described_and_the_other_way_round() -> None:
    reference = (ROOT / "docs" / "reference" / "rooms.md").read_text(encoding="utf-8").split("## The web API")[1]
    rows = [line for line in reference.splitlines() if line.startswith("| ")]
    named = {_nameless(path) for row in rows for path in re.findall(r"`(/[a-z{}/.-]+)", row)}
    described = {_nameless(path.removeprefix("/api/v1")) for path in describe()["paths"]}
    assert named == described


def _nameless(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path)


def test_every_error_has_the_one_shape() -> None:
    for path, operations in describe()["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                if status.startswith(("4", "5")):
                    shape = answer["content"]["application/json"]["schema"]
                    assert shape == {"$ref": "#/components/schemas/ErrorView"}, (method, path, status)
