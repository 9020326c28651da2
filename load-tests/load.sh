#!/usr/bin/env bash
# Sends 10,000 chat requests through a gateway with limits and usage, then checks the usage records and counters in its tables.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

REQUESTS=${LOAD_REQUESTS:-10000}
CONNECTIONS=${LOAD_CONNECTIONS:-20}
((REQUESTS % (2 * CONNECTIONS) == 0)) || die "LOAD_REQUESTS must be a multiple of twice LOAD_CONNECTIONS"

build
start_upstream
start_gateway tollgate.yaml

"$JAVA" --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    -Dload.url="http://127.0.0.1:$GATEWAY_PORT" -Dload.connections="$CONNECTIONS" -Dload.requests="$REQUESTS" \
    -Dload.folder="$HERE/requests" -cp "$(classpath)" \
    io.gatling.app.Gatling --simulation dev.tollgate.load.ChatSimulation --results-folder "$HERE/target/gatling"

"$JAVA" -cp "$(classpath)" dev.tollgate.load.UsageProof "http://127.0.0.1:$DYNAMODB_PORT" limited "$REQUESTS"
