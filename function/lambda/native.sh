#!/usr/bin/env bash
# Builds the native function.
#   usage: native.sh [--unless-built] [amd64|arm64]
set -euo pipefail
cd "$(dirname "$0")/../.."

zip=function/lambda/target/function.zip
# A JVM build leaves a zip of the same name, so this looks for the native executable in it.
native() { [[ -e $zip ]] && unzip -qql "$zip" bootstrap > /dev/null; }
newer() { [[ -n $(find pom.xml function -name target -prune -o -path '*/src/main/*' -newer "$zip" -print -quit) ]]; }
if [[ ${1:-} == --unless-built ]]; then
    shift
    if native && ! newer; then
        exit 0
    fi
fi

function/native.sh function/lambda "$@"
ls -l "$zip"
