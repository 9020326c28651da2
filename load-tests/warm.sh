#!/usr/bin/env bash
# Measures what a warm gateway adds to each call, and how much it delays the chunks of a stream: as a server, and as a
# function in the emulator, on the JVM and native; then natively with the processor and memory of each size in SIZES.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

RESULTS=$HERE/target/warm
mkdir -p "$RESULTS"

measure() { # name, port
    "$JAVA" -Dwarm.provider="$PACED_PORT" -Dwarm.calls="${WARM_CALLS:-300}" -Dwarm.streams="${WARM_STREAMS:-20}" \
        -cp "$(classpath)" dev.tollgate.bench.WarmBenchmark "$1=http://127.0.0.1:$2"
}

build
pack_both "$RESULTS"
start_upstream
start_gateway tollgate.yaml
require_free "$PACED_PORT"
{
    measure server "$GATEWAY_PORT"
    for kind in jvm native; do
        start_emulator "$WORK/$kind.log" "$RESULTS/$kind.zip"
        measure "function, $kind" "$EMULATOR_PORT" | tail -n 1
        stop_last
    done
    for size in $SIZES; do
        start_emulator "$WORK/native-$size.log" "$RESULTS/native.zip" --memory "$size"
        measure "function, native, $size MB" "$EMULATOR_PORT" | tail -n 1
        stop_last
    done
} | tee "$RESULTS/report.md"
