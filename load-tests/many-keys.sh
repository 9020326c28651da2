#!/usr/bin/env bash
# Applies 10,000 keys of 50 teams by the admin API, and reads their lists page by page. Fails if the keys take a minute.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/lib.sh"

TOLLGATE_ADMIN_TOKEN=tga-load-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export TOLLGATE_ADMIN_TOKEN

[[ -f $JAR ]] || die "the server is not built: run make many-keys, which builds it"
GATEWAY_OPTIONS=-Xmx1g start_gateway many-keys/tollgate.yaml
python3 "$HERE/many-keys/many_keys.py" "http://127.0.0.1:$GATEWAY_PORT/admin/v1"
