#!/bin/sh
# Installs the engine of private computations beside everything else. Its lock holds only what it adds, and what it
# shares with requirements.lock in the same versions, so one environment serves both (docs/decisions/0020).
set -eu
[ -x .venv/bin/python ] || { echo "Run make setup first." >&2; exit 2; }
echo "Installing the engine of private computations into .venv (about 750 MB) …"
.tools/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r requirements-privacy.lock
