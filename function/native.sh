#!/usr/bin/env bash
# Builds a module as a native binary.
#   usage: native.sh MODULE [amd64|arm64]
# Uses GRAALVM_HOME (GraalVM or Mandrel 25), for this machine's architecture. Otherwise builds in Docker.
set -euo pipefail
cd "$(dirname "$0")/.."

options=(-Dquarkus.native.enabled=true -Dquarkus.package.jar.enabled=false)
if [[ -n ${GRAALVM_HOME:-} ]]; then
    # With any other JDK, the build would fail much later.
    [[ -x $GRAALVM_HOME/bin/native-image ]] || { echo "GRAALVM_HOME=$GRAALVM_HOME has no bin/native-image" >&2; exit 1; }
elif command -v docker > /dev/null; then
    options+=(-Dquarkus.native.container-build=true)
    [[ -z ${2:-} ]] || options+=("-Dquarkus.native.container-runtime-options=--platform=linux/$2")
else
    echo "Set GRAALVM_HOME to a GraalVM or Mandrel 25, or install Docker." >&2
    exit 1
fi
[[ $1 != function/admin-lambda ]] || options+=(-Dfunction.unpacked=true)
mvn -B -q package -DskipTests -pl "$1" -am "${options[@]}"
