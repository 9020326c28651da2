#!/usr/bin/env bash
# Measures the cold start of the function, native and on the JVM: from the start of a new process to the first byte of a
# chat response. Connects to DynamoDB and the provider by plain HTTP, and then by TLS as in production. Then starts the
# native function with the processor and memory of each size in SIZES. Writes the results to
# load-tests/target/cold-start/report.md.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

RUNS=${COLD_RUNS:-20}
RESULTS=$HERE/target/cold-start
mkdir -p "$RESULTS"

# In this call, the function reads its configuration, reserves in a limit, calls the provider and forwards the first event.
send_request() {
    curl -fsS -o /dev/null --max-time 60 -H "Authorization: Bearer ${KEY:-$LOAD_KEY_LIMITED}" \
        -H 'Content-Type: application/json' -d @"$REQUEST" \
        "http://127.0.0.1:$EMULATOR_PORT/v1/chat/completions"
}

cold() { # name, zip
    local log=$WORK/$1.log
    REQUEST=$HERE/requests/stream.json
    start_emulator "$log" "$2" --cold
    measure_cold_starts "$1" "$log"
}

# A key without limits reserves nothing, so its request waits for one write less.
cold_unlimited() { # name, zip
    REQUEST=$HERE/requests/stream.json
    start_emulator "$WORK/$1-unlimited.log" "$2" --cold
    KEY=$LOAD_KEY_UNLIMITED measure_cold_starts "$1-unlimited" "$WORK/$1-unlimited.log"
}

cold_tls() { # name, zip
    REQUEST=$WORK/stream-tls.json
    sed s/bench-stream/bench-stream-tls/ "$HERE/requests/stream.json" >"$REQUEST"
    FUNCTION_CA_FILE=$WORK/certificate.pem FUNCTION_DYNAMODB=https://127.0.0.1:$TLS_DYNAMODB_PORT \
        start_emulator "$WORK/$1-tls.log" "$2" --cold
    measure_cold_starts "$1-tls" "$WORK/$1-tls.log"
}

cold_sized() { # MB
    REQUEST=$HERE/requests/stream.json
    start_emulator "$WORK/native-$1.log" "$RESULTS/native.zip" --cold --memory "$1"
    measure_cold_starts "native-$1" "$WORK/native-$1.log"
}

measure_cold_starts() { # name, log
    local run log=$2
    for ((run = 0; run < RUNS + 2; run++)); do
        send_request
    done
    stop_last
    # The first two runs load the file into memory and do not count.
    sed -n 's/.*first byte \([0-9.]*\) ms.*took \([0-9.]*\) ms, \([0-9.]*\) ms of CPU, \([0-9]*\) kB.*/\1 \3 \4 \2/p' "$log" | tail -n "$RUNS" > "$RESULTS/$1"
    sed -n 's/.*first event after \([0-9.]*\) ms.*/\1/p' "$log" | tail -n "$RUNS" > "$RESULTS/$1.next"
    (($(wc -l < "$RESULTS/$1") == RUNS)) || die "some calls received no response"
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

sized_row() { # MB
    local times=$RESULTS/native-$1 init total
    init=$(median 4 "$times")
    total=$(median 1 "$times")
    printf '| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n' "$1" "$init" \
        "$(awk -v init="$init" -v total="$total" 'BEGIN { print total - init }')" "$total" "$(worst 1 "$times")" \
        "$(median 2 "$times")" "$(awk -v kib="$(median 3 "$times")" 'BEGIN { print kib / 1024 }')"
}

build
pack_both "$RESULTS"
start_upstream
start_gateway tollgate.yaml
cold native "$RESULTS/native.zip"
cold_unlimited native "$RESULTS/native.zip"
cold_tls native "$RESULTS/native.zip"
for size in $SIZES; do
    cold_sized "$size"
done
# The options of Lambda's Java runtime: only the fast compiler, and the serial collector.
export JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
cold jvm "$RESULTS/jvm.zip"
cold_unlimited jvm "$RESULTS/jvm.zip"
cold_tls jvm "$RESULTS/jvm.zip"
{
    echo "| function | fetches its event after, ms | first byte, ms | slowest, ms | CPU, ms | peak memory, MiB | zip, MB |"
    echo "|---|--:|--:|--:|--:|--:|--:|"
    for kind in native jvm; do
        row "$kind" "$RESULTS/$kind.zip"
        row "$kind-unlimited" "$RESULTS/$kind.zip"
        row "$kind-tls" "$RESULTS/$kind.zip"
    done
    if [[ -n $SIZES ]]; then
        echo
        echo "| memory, MB | init, ms | first call to its first byte, ms | together, ms | slowest, ms | CPU, ms | peak memory, MiB |"
        echo "|--:|--:|--:|--:|--:|--:|--:|"
        for size in $SIZES; do
            sized_row "$size"
        done
    fi
} | tee "$RESULTS/report.md"
