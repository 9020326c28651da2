#!/usr/bin/env bash
# Runs the tests of the packaged gateway against the native function in the Lambda emulator.
set -euo pipefail
cd "$(dirname "$0")/../.."

zip=$PWD/function/lambda/target/function.zip
# A build for the JVM leaves a zip of the same name.
native() { [[ -e $zip ]] && unzip -l "$zip" | grep -q ' bootstrap$'; }
newer() { find pom.xml function -name target -prune -o -path '*/src/main/*' -newer "$zip" -print -quit | grep -q .; }
if ! native || newer; then
    function/lambda/native.sh
fi
# What goes on when a client hangs up, or with hundreds of connections, is a server's matter: Lambda tells no function.
mvn -B -q verify -pl function/server,load-tests/lambda-emulator -am \
    -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -DexcludedGroups=connection \
    -Ddev.tollgate.function="$zip"
