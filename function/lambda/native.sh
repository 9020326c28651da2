#!/usr/bin/env bash
# Builds the native function.
#   usage: native.sh [--unless-built] [amd64|arm64]
set -euo pipefail
cd "$(dirname "$0")/../.."

zip=function/lambda/target/tollgate-function.zip
newer() { [[ -n $(find pom.xml function -name target -prune -o -path '*/src/main/*' -newer "$zip" -print -quit) ]]; }
if [[ ${1:-} == --unless-built ]]; then
    shift
    if [[ -e $zip ]] && ! newer; then
        exit 0
    fi
fi

function/native.sh function/lambda "$@"
# Each build for the JVM writes a file of the former name.
mv function/lambda/target/function.zip "$zip"
ls -l "$zip"
