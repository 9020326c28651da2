#!/usr/bin/env bash
# Runs the tests of the packaged gateway against the native function in the Lambda emulator.
set -euo pipefail
cd "$(dirname "$0")/../.."

function/lambda/native.sh --unless-built
# Separately and first, because the server's tests start it without declaring a dependency.
mvn -B -q package -DskipTests -pl load-tests/lambda-emulator
# Excludes tests of client disconnects and of hundreds of connections, which a function does not see. Excludes tests that kill
# the gateway, because the emulator starts and ends function processes itself. Excludes tests of what only a server does.
mvn -B -q verify -pl function/server -am \
    -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -DexcludedGroups='connection,kill,server' \
    -Ddev.tollgate.function="$PWD/function/lambda/target/tollgate-function.zip"
