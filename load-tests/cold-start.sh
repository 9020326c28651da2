#!/usr/bin/env bash
# From the start of a function's process to the first byte of an answered chat call: native and on the JVM, each process
# new. Once with plain HTTP to DynamoDB and the provider, and once over TLS, as they are reached in truth. Results in
# load-tests/target/cold-start/report.md.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

RUNS=${COLD_RUNS:-20}
RESULTS=$HERE/target/cold-start
mkdir -p "$RESULTS"

# An entry of tollgate.yaml is read, a limit reserved, the provider asked, and its first event passed on.
ask() {
    curl -fsS -o /dev/null --max-time 60 -H "Authorization: Bearer ${KEY:-$LOAD_KEY_LIMITED}" \
        -H 'Content-Type: application/json' -d @"$QUESTION" \
        "http://127.0.0.1:$EMULATOR_PORT/v1/chat/completions"
}

cold() { # name, zip
    local log=$WORK/$1.log
    QUESTION=$HERE/requests/stream.json
    start_emulator "$log" "$2" --cold
    asked_cold "$1" "$log"
}

# One write less is waited for: a key without limits has nothing to reserve.
cold_unlimited() { # name, zip
    QUESTION=$HERE/requests/stream.json
    start_emulator "$WORK/$1-unlimited.log" "$2" --cold
    KEY=$LOAD_KEY_UNLIMITED asked_cold "$1-unlimited" "$WORK/$1-unlimited.log"
}

cold_tls() { # name, zip
    QUESTION=$WORK/stream-tls.json
    sed s/bench-stream/bench-stream-tls/ "$HERE/requests/stream.json" >"$QUESTION"
    FUNCTION_CA_FILE=$WORK/certificate.pem FUNCTION_DYNAMODB=https://127.0.0.1:$TLS_DYNAMODB_PORT \
        start_emulator "$WORK/$1-tls.log" "$2" --cold
    asked_cold "$1-tls" "$WORK/$1-tls.log"
}

asked_cold() { # name, log
    local run log=$2
    for ((run = 0; run < RUNS + 2; run++)); do
        ask
    done
    stop_last
    # The first two bring the file into memory.
    sed -n 's/.*first byte \([0-9.]*\) ms.*, \([0-9.]*\) ms of CPU, \([0-9]*\) kB.*/\1 \2 \3/p' "$log" | tail -n "$RUNS" > "$RESULTS/$1"
    sed -n 's/.*first event after \([0-9.]*\) ms.*/\1/p' "$log" | tail -n "$RUNS" > "$RESULTS/$1.next"
    (($(wc -l < "$RESULTS/$1") == RUNS)) || die "not every call was answered"
}

median() { # column, file
    awk -v column="$1" '{ print $column }' "$2" | sort -n | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'
}

worst() { # column, file
    awk -v column="$1" '{ print $column }' "$2" | sort -n | tail -1
}

row() { # name of the results, zip
    local times=$RESULTS/$1
    printf '| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n' "$1" "$(median 1 "$times.next")" "$(median 1 "$times")" \
        "$(worst 1 "$times")" "$(median 2 "$times")" \
        "$(awk -v kib="$(median 3 "$times")" 'BEGIN { print kib / 1024 }')" \
        "$(awk -v bytes="$(stat -c %s "$2")" 'BEGIN { print bytes / 1000000 }')"
}

build
pack_both "$RESULTS"
start_upstream
start_gateway
cold native "$RESULTS/native.zip"
cold_unlimited native "$RESULTS/native.zip"
cold_tls native "$RESULTS/native.zip"
# As Lambda's own Java runtime does: the quick compiler only, the collector for one core.
export JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
cold jvm "$RESULTS/jvm.zip"
cold_unlimited jvm "$RESULTS/jvm.zip"
cold_tls jvm "$RESULTS/jvm.zip"
{
    echo "| function | asks for its event after, ms | first byte, ms | slowest, ms | CPU, ms | peak memory, MiB | zip, MB |"
    echo "|---|--:|--:|--:|--:|--:|--:|"
    for kind in native jvm; do
        row "$kind" "$RESULTS/$kind.zip"
        row "$kind-unlimited" "$RESULTS/$kind.zip"
        row "$kind-tls" "$RESULTS/$kind.zip"
    done
} | tee "$RESULTS/report.md"
