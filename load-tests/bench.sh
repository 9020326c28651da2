#!/usr/bin/env bash
# Measures what the gateway adds: sends the same requests directly to a fast upstream and through the gateway, in turn.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

build
start_upstream
start_gateway tollgate.yaml
start_no_store_gateway

"$JAVA" -cp "$(classpath)" \
    -Dbench.upstream="$UPSTREAM_PORT" \
    -Dbench.gateway="$GATEWAY_PORT" -Dbench.gateway.pid="$GATEWAY_PID" -Dbench.dynamodb.pid="$DYNAMODB_PID" \
    -Dbench.nostore="$NO_STORE_GATEWAY_PORT" -Dbench.nostore.pid="$NO_STORE_GATEWAY_PID" \
    -Dbench.folder="$HERE/requests" -Dbench.results="$HERE/target/bench" \
    dev.tollgate.bench.GatewayBenchmark
