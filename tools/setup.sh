#!/bin/sh
# Makes .venv from the lock. Needs Python 3.11 with pip; everything else comes through it, pinned by hash.
set -eu
uv_version=0.13.9

python=""
for candidate in python3.11 python3 python; do
  if command -v "$candidate" >/dev/null 2>&1 &&
     "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Puhui needs Python 3.11 (the privacy engine has no wheels for newer ones). Install it, then run make again." >&2
  exit 2
fi

if [ ! -x .tools/bin/uv ] || [ "$(.tools/bin/uv --version | cut -d' ' -f2)" != "$uv_version" ]; then
  "$python" -m venv .tools
  .tools/bin/pip install --quiet --disable-pip-version-check "uv==$uv_version"
fi
[ -x .venv/bin/python ] || .tools/bin/uv venv --quiet --python "$python" .venv
echo "Installing the pinned dependencies into .venv …"
engine= # of private computations: who has it keeps it
[ -e .venv/.privacy ] && engine=requirements-privacy.lock
# Compiled once, here: else each of the hundreds of processes that the tests start compiles what it imports anew.
.tools/bin/uv pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes requirements.lock $engine
.tools/bin/uv pip install --quiet --python .venv/bin/python --no-deps --editable .
