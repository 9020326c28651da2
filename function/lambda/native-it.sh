#!/usr/bin/env bash
# Runs the tests of the packaged gateway against the native functions in the Lambda emulator.
set -euo pipefail
cd "$(dirname "$0")/../.."

function/lambda/native.sh --unless-built
function/lambda/native.sh --unless-built --admin
# Excludes tests of client disconnects and of hundreds of connections, which a function does not see. Excludes tests that kill
# the gateway, because the emulator starts and ends function processes itself. Excludes tests of what only a server does.
mvn -B -q verify -pl function/server -am \
    -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -DexcludedGroups='connection,kill,server' \
    -Ddev.tollgate.function="$PWD/function/lambda/target/tollgate-function.zip" \
    -Ddev.tollgate.admin.function="$PWD/function/admin-lambda/target/tollgate-admin.zip"
