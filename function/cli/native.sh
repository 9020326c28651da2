#!/usr/bin/env bash
# Builds the command line as a native binary, which function/cli/tollgate then runs.
#   usage: native.sh [amd64|arm64]
set -euo pipefail
cd "$(dirname "$0")/../.."

function/native.sh function/cli "$@"
# Moves the binary only when it is complete, because the launcher uses it as soon as it exists.
mv function/cli/target/tollgate-cli function/cli/target/tollgate
ls -l function/cli/target/tollgate
