#!/usr/bin/env bash
# Shows where the CPU time of a warm native function goes, by stacks that perf samples. Builds a function that keeps its
# symbols, unless there is one of these sources.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

RESULTS=$HERE/target/native-profile
ZIP=$RESULTS/tollgate-function.zip
DEPLOYED=$ROOT/function/lambda/target/tollgate-function.zip
CALLS=${PROFILE_CALLS:-300}
command -v perf >/dev/null || die "perf is needed: apt-get install linux-perf"
mkdir -p "$RESULTS"

newer() { [[ -n $(find "$ROOT/pom.xml" "$ROOT/function" -name target -prune -o -path '*/src/main/*' -newer "$ZIP" -print -quit) ]]; }
if [[ ! -f $ZIP ]] || newer; then
    [[ ! -f $DEPLOYED ]] || mv "$DEPLOYED" "$WORK/deployed.zip"
    NATIVE_IMAGE_OPTIONS="-H:+UnlockExperimentalVMOptions -H:-DeleteLocalSymbols -H:+PreserveFramePointer" \
        "$ROOT/function/lambda/native.sh"
    # Not left in its place: it is larger and slower than the function that is deployed.
    mv "$DEPLOYED" "$ZIP"
    [[ ! -f $WORK/deployed.zip ]] || mv "$WORK/deployed.zip" "$DEPLOYED"
fi

call() { # number of calls, request
    LOAD_KEY=$LOAD_KEY_LIMITED "$JAVA" -cp "$(classpath)" dev.tollgate.bench.CallCost "$FUNCTION_PID" "$EMULATOR_PORT" "$1" "$2" \
        "$HERE/requests/$2.json" >/dev/null
}

build
start_upstream
start_gateway tollgate.yaml
start_emulator "$WORK/function.log" "$ZIP"
curl -fsS -o /dev/null "http://127.0.0.1:$EMULATOR_PORT/health"
FUNCTION_PID=$(sed -n 's/^environment \([0-9]*\) .*/\1/p' "$WORK/function.log")
for request in whole stream; do
    call 100 "$request"
    perf record -F 4000 -e cpu-clock -g -p "$FUNCTION_PID" -o "$RESULTS/$request.data" >"$WORK/perf.log" 2>&1 &
    STARTED+=($!)
    call "$CALLS" "$request"
    kill -INT "${STARTED[-1]}"
    wait "${STARTED[-1]}" || true
    unset "STARTED[-1]"
    echo "### $request"
    perf script -i "$RESULTS/$request.data" -F comm,ip,sym 2>/dev/null |
        PYTHONDONTWRITEBYTECODE=1 python3 "$HERE/native-profile/report.py" "$ROOT"
    echo
done | tee "$RESULTS/report.md"
