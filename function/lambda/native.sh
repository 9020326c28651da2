#!/usr/bin/env bash
# Builds a native function: the gateway's, or that of administration.
#   usage: native.sh [--unless-built] [--admin] [amd64|arm64]
set -euo pipefail
cd "$(dirname "$0")/../.."

module=function/lambda name=tollgate-function.zip unless_built=
while [[ ${1:-} == --* ]]; do
    case $1 in
        --unless-built) unless_built=1 ;;
        --admin) module=function/admin-lambda name=tollgate-admin.zip ;;
        *) echo "native.sh knows no option $1" >&2; exit 2 ;;
    esac
    shift
done
zip=$module/target/$name
newer() { [[ -n $(find pom.xml function -name target -prune -o -path '*/src/main/*' -newer "$zip" -print -quit) ]]; }
if [[ -n $unless_built && -e $zip ]] && ! newer; then
    exit 0
fi

function/native.sh "$module" "$@"
# Each build for the JVM writes a file of the former name.
mv "$module/target/function.zip" "$zip"
ls -l "$zip"
