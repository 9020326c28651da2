#!/usr/bin/env bash
# Runs the tests of the packaged gateway against the native function in the Lambda emulator.
set -euo pipefail
cd "$(dirname "$0")/../.."

function/lambda/native.sh --unless-built
# By itself and first: the server's tests start it, but Maven knows of no dependency.
mvn -B -q package -DskipTests -pl load-tests/lambda-emulator
# What goes on when a client hangs up, or with hundreds of connections, is a server's matter: Lambda tells no function. And the
# emulator kills its own.
mvn -B -q verify -pl function/server -am \
    -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -DexcludedGroups='connection,kill' \
    -Ddev.tollgate.function="$PWD/function/lambda/target/function.zip"
