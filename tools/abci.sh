#!/bin/sh
# Generates the reader and writer of CometBFT's messages from our abci.proto. Needs Python with pip; writes abci_pb2.py(i).
# The compiler is of the protobuf that the lock holds, 5.26: a newer one writes what that runtime refuses.
set -eu
cd "$(dirname "$0")/.."
room=src/puhui/ledger/engines/cometbft
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check "grpcio-tools==1.63.0" "setuptools<81"
"$tools/bin/python" -m grpc_tools.protoc -I "$room" --python_out="$room" --pyi_out="$room" "$room/abci.proto"
