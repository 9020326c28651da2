#!/usr/bin/env bash
# Runs a mixed load on a gateway with 256 MB of heap. Fails if heap, threads or descriptors grow, or a record stays pending.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

SECONDS_OF_LOAD=${SOAK_SECONDS:-1200}
HEAP=${SOAK_HEAP:-256m}

build
require_free "$PACED_PORT" "$NO_STORE_PORT" "$NO_STORE_GATEWAY_PORT"
# Only for its tables: it writes the configuration and runs DynamoDB Local.
start_gateway soak.yaml
"$JAVA" -cp "$(classpath)" dev.tollgate.soak.SoakSurroundings \
    "$PACED_PORT" "$NO_STORE_PORT" "$DYNAMODB_PORT" >"$WORK/surroundings.log" 2>&1 &
STARTED+=($!)
TOLLGATE_REQUEST_TIMEOUT=60s GATEWAY_OPTIONS="-Xmx$HEAP" start_no_store_gateway
"$JAVA" -cp "$(classpath)" dev.tollgate.soak.SoakRun \
    "$NO_STORE_GATEWAY_PORT" "$NO_STORE_GATEWAY_PID" "$DYNAMODB_PORT" "$SECONDS_OF_LOAD"
# grep fails where it counts none.
echo "error lines in the log: $(grep -c ' ERROR ' "$WORK/no-store-gateway.log" || true)"
