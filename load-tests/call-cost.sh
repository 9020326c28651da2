#!/usr/bin/env bash
# Measures what a warm call costs the native function: CPU time, context switches and system calls. CALL_COST_ZIP measures
# another package, and CALL_COST_CALLS (500) sets the number of calls per row.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

RESULTS=$HERE/target/call-cost
ZIP=${CALL_COST_ZIP:-$ROOT/function/lambda/target/tollgate-function.zip}
CALLS=${CALL_COST_CALLS:-500}
mkdir -p "$RESULTS"

measure() { # name of the row, key, file with the request
    LOAD_KEY=$2 "$JAVA" -cp "$(classpath)" dev.tollgate.bench.CallCost "$FUNCTION_PID" "$EMULATOR_PORT" "$CALLS" "$1" "${@:3}"
}

build
[[ -n ${CALL_COST_ZIP:-} ]] || "$ROOT/function/lambda/native.sh" --unless-built
start_upstream
start_gateway tollgate.yaml
start_emulator "$WORK/function.log" "$ZIP"
curl -fsS -o /dev/null "http://127.0.0.1:$EMULATOR_PORT/health"
FUNCTION_PID=$(sed -n 's/^environment \([0-9]*\) .*/\1/p' "$WORK/function.log")
{
    echo "| call | CPU ms | context switches | threads awake | system calls | futex calls | ms until settled | peak RSS |"
    echo "|---|--:|--:|--:|--:|--:|--:|--:|"
    measure "health" none
    measure "chat, no limits, whole" "$LOAD_KEY_UNLIMITED" "$HERE/requests/whole.json"
    measure "chat, limits, whole" "$LOAD_KEY_LIMITED" "$HERE/requests/whole.json"
    measure "chat, limits, stream" "$LOAD_KEY_LIMITED" "$HERE/requests/stream.json"
} | tee "$RESULTS/report.md"
