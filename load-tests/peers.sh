#!/usr/bin/env bash
# Measures this server beside another gateway, in front of the same upstream: requests per core-second, latency, memory.
# Installs the other gateway from npm into load-tests/target/peers. It listens on all interfaces while this runs.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

PEER_PORT=$((BASE_PORT + 9))
FOLDER=$HERE/target/peers
mkdir -p "$FOLDER"
cp "$HERE"/peers/{package.json,package-lock.json,.npmrc} "$FOLDER"
(cd "$FOLDER" && npm ci --silent) || { echo "SKIPPED: the other gateway could not be installed"; exit 0; }
VERSION=$(sed -n 's/.*"version": "\(.*\)".*/\1/p' "$FOLDER/node_modules/@portkey-ai/gateway/package.json")

build
start_upstream
start_gateway tollgate.yaml
start_no_store_gateway
require_free "$PEER_PORT"
NODE_ENV=production node "$FOLDER/node_modules/@portkey-ai/gateway/build/start-server.js" --headless --port="$PEER_PORT" \
    >"$WORK/peer.log" 2>&1 &
PEER_PID=$!
STARTED+=("$PEER_PID")
await "$PEER_PID" "http://127.0.0.1:$PEER_PORT/" "the other gateway"

"$JAVA" -cp "$(classpath)" \
    -Dpeers.port="$PEER_PORT" -Dpeers.pid="$PEER_PID" -Dpeers.version="$VERSION" \
    -Dpeers.connections="${PEERS_CONNECTIONS:-16}" -Dpeers.rounds="${PEERS_ROUNDS:-5}" \
    -Dpeers.seconds="${PEERS_SECONDS:-4}" -Dpeers.warm="${PEERS_WARM_UP:-15}" \
    -Dbench.upstream="$UPSTREAM_PORT" \
    -Dbench.gateway="$GATEWAY_PORT" -Dbench.gateway.pid="$GATEWAY_PID" -Dbench.dynamodb.pid="$DYNAMODB_PID" \
    -Dbench.nostore="$NO_STORE_GATEWAY_PORT" -Dbench.nostore.pid="$NO_STORE_GATEWAY_PID" \
    dev.tollgate.bench.PeerBenchmark "$HERE/requests/whole.json" | tee "$FOLDER/report.md"
