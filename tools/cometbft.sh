#!/bin/sh
# Installs the pinned CometBFT into .tools/bin, from its Go module, whose bytes Go's checksum database vouches for.
# Needs Go 1.23 or newer; about three minutes of processor time, once.
set -eu
cd "$(dirname "$0")/.."
version=v1.0.1

program=.tools/bin/cometbft
if [ -x "$program" ] && [ "v$("$program" version)" = "$version" ]; then
  exit 0
fi
if ! command -v go >/dev/null 2>&1; then
  echo "CometBFT $version is not in .tools/bin, and there is no Go (1.23 or newer) to build it with." >&2
  echo "Install Go and run this again. Without it the embedded engine works; tests of the CometBFT engine are left out." >&2
  exit 2
fi
echo "Building CometBFT $version into .tools/bin …"
mkdir -p .tools/bin
GOBIN="$(pwd)/.tools/bin" go install "github.com/cometbft/cometbft/cmd/cometbft@$version"
