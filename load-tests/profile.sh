#!/usr/bin/env bash
# Shows where the gateway spends time and memory, with the JVM's Flight Recorder. Keeps the recording for a closer look.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

KIND=${PROFILE_KIND:-whole}
CONNECTIONS=${PROFILE_CONNECTIONS:-8}
SECONDS_EACH=${PROFILE_SECONDS:-30}
RECORDING=$HERE/target/profile/$KIND.jfr
BIN=${JAVA_HOME:+$JAVA_HOME/bin/}

drive() {
    "$JAVA" -cp "$(classpath)" dev.tollgate.bench.LoadDriver \
        "$GATEWAY_PORT" "$HERE/requests/$KIND.json" "$CONNECTIONS" "$SECONDS_EACH"
}

build
start_upstream
start_gateway tollgate.yaml
echo "Warming up"
drive
mkdir -p "$(dirname "$RECORDING")"
"${BIN}jcmd" "$GATEWAY_PID" JFR.start name=profile settings=profile >/dev/null
drive
"${BIN}jcmd" "$GATEWAY_PID" JFR.stop name=profile filename="$RECORDING" >/dev/null
# Does not show allocations by site, because samples favour the sites of large objects. make bench counts them exactly.
for view in hot-methods exception-by-site pinned-threads contention-by-site gc-pauses; do
    "${BIN}jfr" view --width 140 "$view" "$RECORDING"
done
echo "The recording is $RECORDING"
