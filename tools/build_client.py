"""Writes the banks' Python client below `clients/python` from `openapi/`.

python tools/build_client.py           write it again
python tools/build_client.py --check   only say whether it is what openapi/ describes
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESCRIPTION = ROOT / "openapi" / "puhui.v1.json"
CLIENT = ROOT / "clients" / "python"
GENERATED = CLIENT / "src" / "puhui_client" / "generated"


def main(arguments: list[str]) -> int:
    """Write or compare; exit 0: it is what the description says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only compare")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "generated"
        code = generate(made)
        if code or not asked.check:
            return code or _replace(made)
        apart = sorted({*_files(made)} ^ {*_files(GENERATED)})
    if apart:
        named = sorted({str(path) for path, _ in apart})
        about = f"{len(named)} files of {GENERATED.relative_to(ROOT)} (such as {named[0]})"
        told = f"are not what {DESCRIPTION.relative_to(ROOT)} describes; run: python tools/build_client.py"
        sys.stderr.write(f"{about} {told}\n")
    return bool(apart)


def generate(folder: Path) -> int:
    """Write the package into a folder that is not there yet; the generator's exit code."""
    here = Path(sys.executable).parent
    given = {"--path": DESCRIPTION, "--config": CLIENT / "generator.json", "--output-path": folder, "--meta": "none"}
    options = [str(part) for pair in given.items() for part in pair]
    ran = subprocess.run(
        [str(here / "openapi-python-client"), "generate", "--fail-on-warning", *options],
        env={**os.environ, "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}"},  # it calls ruff
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        sys.stderr.write(ran.stdout + ran.stderr)
    return ran.returncode


def _replace(made: Path) -> int:
    """Write what changed and remove what is gone."""
    wanted = dict(_files(made))
    for path, body in _files(GENERATED):
        if wanted.get(path) == body:
            del wanted[path]
        elif path not in wanted:
            (GENERATED / path).unlink()
    for path, body in wanted.items():
        (GENERATED / path).parent.mkdir(parents=True, exist_ok=True)
        (GENERATED / path).write_bytes(body)
    return 0


def _files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder), path.read_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
