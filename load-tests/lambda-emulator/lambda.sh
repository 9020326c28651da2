#!/usr/bin/env bash
# Runs the packaged function in the emulator on port 9000, until Ctrl-C.
#   usage: lambda.sh [rest|http|url] [MB]
# With a size in MB, the function has the memory and the share of a processor that Lambda gives it; needs control groups.
# Runs the native function if `make native` has built it, or else the function for the JVM. Also starts a server, which
# brings DynamoDB Local, applies tollgate.yaml and is the provider `echo`.
set -euo pipefail
cd "$(dirname "$0")/../.."

endpoint=${1:-rest}
memory=${2:+--memory $2}
port=${TOLLGATE_PORT:-9000}
store=$((port + 1))
dynamodb=$((port + 2))
work=$(mktemp -d)
started=()
stop() {
    local pid
    for pid in "${started[@]}"; do
        kill "$pid" 2> /dev/null || true
        wait "$pid" 2> /dev/null || true
    done
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
# The native function if it is built, else that for the JVM.
zip=function/lambda/target/tollgate-function.zip
[[ -e $zip ]] || zip=function/lambda/target/function.zip
server=function/server/target/quarkus-app/quarkus-run.jar
emulator=load-tests/lambda-emulator/target/lambda-emulator.jar
modules=()
[[ -e $server ]] || modules+=(function/server)
[[ -e $emulator ]] || modules+=(load-tests/lambda-emulator)
[[ -e $zip ]] || modules+=(function/lambda)
if ((${#modules[@]})); then
    mvn -B -q package -DskipTests -pl "$(IFS=,; echo "${modules[*]}")" -am
fi

TOLLGATE_PORT=$store TOLLGATE_DYNAMODB_PORT=$dynamodb \
    "$java" -Ddev.tollgate.root="$PWD" -jar "$server" > "$work/server.log" 2>&1 &
started+=($!)
for _ in $(seq 300); do
    curl -sf "http://127.0.0.1:$store/health/ready" > /dev/null && break
    kill -0 "${started[0]}" 2> /dev/null || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.1
done

# shellcheck disable=SC2086 # an option and its value, or nothing
TOLLGATE_DYNAMODB_ENDPOINT=http://127.0.0.1:$dynamodb \
    "$java" -jar "$emulator" --port "$port" --endpoint "$endpoint" $memory --zip "$zip" &
started=($! "${started[@]}")
wait "${started[0]}"
