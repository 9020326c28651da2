#!/usr/bin/env bash
# Builds the native function.
#   usage: native.sh [--unless-built] [amd64|arm64]
# With GRAALVM_HOME (GraalVM or Mandrel 25) here and for this machine's architecture, else in Docker.
set -euo pipefail
cd "$(dirname "$0")/../.."

zip=function/lambda/target/function.zip
# A build for the JVM leaves a zip of the same name. Not by a pipe into grep -q, which breaks it at its first match.
native() { [[ -e $zip ]] && unzip -qql "$zip" bootstrap > /dev/null; }
newer() { [[ -n $(find pom.xml function -name target -prune -o -path '*/src/main/*' -newer "$zip" -print -quit) ]]; }
if [[ ${1:-} == --unless-built ]]; then
    shift
    if native && ! newer; then
        exit 0
    fi
fi

options=(-Dquarkus.native.enabled=true -Dquarkus.package.jar.enabled=false)
if [[ -n ${GRAALVM_HOME:-} ]]; then
    # Any other Java would be asked for GraalVM's version, and fail late.
    [[ -x $GRAALVM_HOME/bin/native-image ]] || { echo "GRAALVM_HOME=$GRAALVM_HOME has no bin/native-image" >&2; exit 1; }
elif command -v docker > /dev/null; then
    options+=(-Dquarkus.native.container-build=true)
    [[ -z ${1:-} ]] || options+=("-Dquarkus.native.container-runtime-options=--platform=linux/$1")
else
    echo "Set GRAALVM_HOME to a GraalVM or Mandrel 25, or install Docker." >&2
    exit 1
fi
mvn -B -q package -DskipTests -pl function/lambda -am "${options[@]}"
ls -l "$zip"
