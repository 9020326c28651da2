package dev.tollgate.failover;

import dev.tollgate.provider.SecretMask;
import dev.tollgate.provider.UpstreamRequest;

/**
 * A request with the provider's credentials.
 *
 * @param mask removes these credentials from what the provider says
 */
record AuthorizedRequest(UpstreamRequest request, SecretMask mask) {}
