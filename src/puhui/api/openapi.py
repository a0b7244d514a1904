"""The published description of the API: written by `python -m puhui.api.openapi`, compared by `--check`."""

import json
import sys
from pathlib import Path
from typing import Any

from puhui.api.app import routes

_FILE = Path("openapi/puhui.v1.json")


def describe() -> dict[str, Any]:
    """The OpenAPI 3.1 document of version 1."""
    return routes().openapi()


def text() -> str:
    """The document as it is committed: two spaces, sorted keys, a newline at the end."""
    return json.dumps(describe(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file below the working folder; with `--check`, only say whether it is up to date."""
    if arguments == ["--check"]:
        if _FILE.read_text(encoding="utf-8") == text():
            return 0
        sys.stderr.write(f"{_FILE} is not what the code describes; run: python -m puhui.api.openapi\n")
        return 1
    if arguments:
        sys.stderr.write("usage: python -m puhui.api.openapi [--check]\n")
        return 2
    _FILE.parent.mkdir(exist_ok=True)
    _FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
