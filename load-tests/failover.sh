#!/usr/bin/env bash
# Makes 10,000 calls through OpenAI's SDK to an alias with three targets, of which one is down. No caller may see an error,
# and each response must be billed exactly once.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

CALLS=${FAILOVER_CALLS:-10000}
AT_ONCE=${FAILOVER_AT_ONCE:-20}

build
require_free "$PACED_PORT"
start_gateway failover.yaml
"$JAVA" -cp "$(classpath)" dev.tollgate.simulator.OutageRun \
    "http://127.0.0.1:$GATEWAY_PORT" "http://127.0.0.1:$DYNAMODB_PORT" "$PACED_PORT" "$CALLS" "$AT_ONCE"
