# Functions for the scripts here. They start the fast upstream and gateways on separate ports. When the script ends, for any
# reason, they stop all started processes by process id.
# shellcheck shell=bash

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/.." && pwd)
WORK=$(mktemp -d)
STARTED=()

BASE_PORT=${LOAD_BASE_PORT:-18280}
UPSTREAM_PORT=$BASE_PORT
NO_STORE_PORT=$((BASE_PORT + 1))
DYNAMODB_PORT=$((BASE_PORT + 2))
GATEWAY_PORT=$((BASE_PORT + 3))
NO_STORE_GATEWAY_PORT=$((BASE_PORT + 4))
EMULATOR_PORT=$((BASE_PORT + 5))
PACED_PORT=$((BASE_PORT + 6))
TLS_UPSTREAM_PORT=$((BASE_PORT + 7))
TLS_DYNAMODB_PORT=$((BASE_PORT + 8))
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
JAR=${LOAD_JAR:-$ROOT/function/server/target/quarkus-app/quarkus-run.jar}
EMULATOR=$ROOT/load-tests/lambda-emulator/target/lambda-emulator.jar

# The sizes of a function in MB that are measured; none where control groups cannot be written.
SIZES=${SIZES-128 192 256 512 1024 1769}
if [[ ! -w /sys/fs/cgroup ]]; then
    echo "Control groups cannot be written here, so the sizes of the function are not measured." >&2
    SIZES=
fi

# Random, because they give access to a gateway, even if only for minutes.
LOAD_KEY_LIMITED=sk-load-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
LOAD_KEY_UNLIMITED=sk-load-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export LOAD_KEY_LIMITED LOAD_KEY_UNLIMITED

die() {
    echo "$*" >&2
    exit 1
}

# Stops the last started process first: the gateway must settle requests in flight before the upstream ends.
stop_all() {
    local status=$? at
    for ((at = ${#STARTED[@]} - 1; at >= 0; at--)); do
        kill "${STARTED[at]}" 2>/dev/null || true
        wait "${STARTED[at]}" 2>/dev/null || true
    done
    if ((status != 0)); then
        mkdir -p "$HERE/target/logs"
        cp "$WORK"/*.log "$HERE/target/logs" && echo "The logs are in $HERE/target/logs" >&2
    fi
    rm -rf "$WORK"
    exit "$status"
}
trap stop_all EXIT
trap 'exit 130' INT TERM

fill_in() { # template → standard output
    sed -e "s|@WORK@|$WORK|g; s|@HERE@|$HERE|g" \
        -e "s|@UPSTREAM_PORT@|$UPSTREAM_PORT|g; s|@NO_STORE_PORT@|$NO_STORE_PORT|g" \
        -e "s|@DYNAMODB_PORT@|$DYNAMODB_PORT|g; s|@PACED_PORT@|$PACED_PORT|g" \
        -e "s|@TLS_UPSTREAM_PORT@|$TLS_UPSTREAM_PORT|g; s|@TLS_DYNAMODB_PORT@|$TLS_DYNAMODB_PORT|g" "$1"
}

await() { # process id, URL, name of the process
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        if curl -fsS -o "$WORK/answer" --max-time 5 "$2" 2>/dev/null; then
            return
        fi
        kill -0 "$1" 2>/dev/null || break
        sleep 0.1
    done
    cat "$WORK"/*.log >&2
    die "$3 does not answer at $2"
}

require_free() { # ports
    local port
    for port in "$@"; do
        if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            die "port $port is taken; LOAD_BASE_PORT sets the first of ten"
        fi
    done
}

start_upstream() {
    command -v nginx >/dev/null || die "nginx is needed: apt-get install nginx"
    require_free "$UPSTREAM_PORT" "$NO_STORE_PORT" "$TLS_UPSTREAM_PORT" "$TLS_DYNAMODB_PORT"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1 \
        -addext subjectAltName=IP:127.0.0.1 -keyout "$WORK/key.pem" -out "$WORK/certificate.pem" 2>"$WORK/openssl.log"
    fill_in "$HERE/nginx.conf" >"$WORK/nginx.conf"
    nginx -p "$WORK" -e "$WORK/nginx.log" -c "$WORK/nginx.conf" &
    STARTED+=($!)
    await $! "http://127.0.0.1:$UPSTREAM_PORT/whole.json" "the upstream"
}

# Starts the packaged server with its own DynamoDB Local. GATEWAY_OPTIONS are options of its JVM.
start_gateway() { # configuration
    require_free "$DYNAMODB_PORT" "$GATEWAY_PORT"
    fill_in "$HERE/$1" >"$WORK/tollgate.yaml"
    TOLLGATE_CONFIG="$WORK/tollgate.yaml" TOLLGATE_PORT=$GATEWAY_PORT TOLLGATE_DYNAMODB_PORT=$DYNAMODB_PORT \
        run_gateway "$WORK/gateway.log" &
    GATEWAY_PID=$!
    STARTED+=("$GATEWAY_PID")
    await "$GATEWAY_PID" "http://127.0.0.1:$GATEWAY_PORT/health/ready" "the gateway"
    # shellcheck disable=SC2034 # for the benchmark
    DYNAMODB_PID=$(child_of "$GATEWAY_PID")
}

# Starts a second gateway with the configuration of the first one. nginx accepts its usage records and discards them.
start_no_store_gateway() {
    require_free "$NO_STORE_GATEWAY_PORT"
    TOLLGATE_MODE=container TOLLGATE_DYNAMODB_ENDPOINT=http://127.0.0.1:$NO_STORE_PORT \
        TOLLGATE_PORT=$NO_STORE_GATEWAY_PORT run_gateway "$WORK/no-store-gateway.log" &
    NO_STORE_GATEWAY_PID=$!
    STARTED+=("$NO_STORE_GATEWAY_PID")
    await "$NO_STORE_GATEWAY_PID" "http://127.0.0.1:$NO_STORE_GATEWAY_PORT/health/ready" "the gateway without a store"
}

# Starts the packaged function behind a streaming REST API. The options go to the emulator.
start_emulator() { # log file, zip, options
    local log=$1 zip=$2
    shift 2
    require_free "$EMULATOR_PORT"
    TOLLGATE_DYNAMODB_ENDPOINT=${FUNCTION_DYNAMODB:-http://127.0.0.1:$DYNAMODB_PORT} \
        TOLLGATE_TLS_CA_FILE=${FUNCTION_CA_FILE:-} \
        "$JAVA" -jar "$EMULATOR" --port "$EMULATOR_PORT" "$@" --zip "$zip" >"$log" 2>&1 &
    STARTED+=($!)
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        ! grep -qs "^The function answers" "$log" || return 0
        kill -0 "${STARTED[-1]}" 2>/dev/null || break
        sleep 0.1
    done
    cat "$log" >&2
    die "the emulator does not start"
}

stop_last() {
    kill "${STARTED[-1]}"
    wait "${STARTED[-1]}" || true
    unset 'STARTED[-1]'
}

# Packages the function natively and for the JVM.
pack_both() { # folder for native.zip and jvm.zip
    "$ROOT/function/lambda/native.sh" --unless-built
    (cd "$ROOT" && mvn -B -q package -DskipTests -Dspotless.check.skip -pl function/lambda,load-tests/lambda-emulator -am)
    cp -p "$ROOT/function/lambda/target/tollgate-function.zip" "$1/native.zip"
    cp -p "$ROOT/function/lambda/target/function.zip" "$1/jvm.zip"
}

# exec, so that the process id is the gateway's own. Writes the access log to a file.
run_gateway() { # log file
    # shellcheck disable=SC2086 # options are words
    exec "$JAVA" @"$ROOT/function/server/jvm.options" ${GATEWAY_OPTIONS:-} -Ddev.tollgate.root="$ROOT" -jar "$JAR" >"$1" 2>&1
}

child_of() { # process id
    cat "/proc/$1/task/"*/children | tr -d ' \n'
}

classpath() {
    echo "$HERE/target/test-classes:$HERE/target/classes:$(cat "$HERE/target/classpath")"
}

# Compiles the load tests. Maven skips what has not changed.
build() {
    [[ -f $JAR ]] || die "the server is not built: run make load, make bench or make profile, which build it"
    (cd "$ROOT" && mvn -B -q -f load-tests/pom.xml test-compile dependency:build-classpath \
        -Dmdep.outputFile="$HERE/target/classpath")
}
