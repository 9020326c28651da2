#!/usr/bin/env bash
# Two tenants ask the same questions through one cache. Fails if one sees anything of the other's, or anything leaks.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

TENANT_KEY_RED=sk-load-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
TENANT_KEY_BLUE=sk-load-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export TENANT_KEY_RED TENANT_KEY_BLUE

build
require_free "$PACED_PORT"
start_gateway tenants.yaml
"$JAVA" -cp "$(classpath)" dev.tollgate.tenants.TenantsRun \
    "$GATEWAY_PORT" "$PACED_PORT" "$DYNAMODB_PORT" "${TENANTS_SECONDS:-1200}"
if grep -q -- '-tenant\.example' "$WORK/gateway.log"; then
    die "FAILED: the log of the gateway has an address"
fi
