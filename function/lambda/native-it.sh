#!/usr/bin/env bash
# Runs the tests of the packaged gateway against the native function in the Lambda emulator.
set -euo pipefail
cd "$(dirname "$0")/../.."

zip=$PWD/function/lambda/target/function.zip
# A build for the JVM leaves a zip of the same name. Not by a pipe into grep -q, which breaks it at its first match.
native() { [[ -e $zip ]] && unzip -qql "$zip" bootstrap > /dev/null; }
newer() { [[ -n $(find pom.xml function -name target -prune -o -path '*/src/main/*' -newer "$zip" -print -quit) ]]; }
if ! native || newer; then
    function/lambda/native.sh
fi
# By itself and first: the server's tests start it, but Maven knows of no dependency.
mvn -B -q package -DskipTests -pl load-tests/lambda-emulator
# What goes on when a client hangs up, or with hundreds of connections, is a server's matter: Lambda tells no function.
mvn -B -q verify -pl function/server -am \
    -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -DexcludedGroups=connection \
    -Ddev.tollgate.function="$zip"
