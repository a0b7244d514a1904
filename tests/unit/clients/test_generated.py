"""The generated client is the one that openapi/ describes, and every call has a name of its own."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_committed_client_is_what_the_description_says() -> None:
    checked = subprocess.run(
        [sys.executable, "tools/build_client.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_every_call_has_a_name_of_its_own_and_a_module() -> None:
    described = json.loads((ROOT / "openapi" / "puhui.v1.json").read_text(encoding="utf-8"))["paths"]
    names = [operation["operationId"] for operations in described.values() for operation in operations.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)
    folder = ROOT / "clients" / "python" / "src" / "puhui_client" / "generated" / "api"
    assert {path.stem for path in folder.glob("*/*.py")} - {"__init__"} == set(names)
