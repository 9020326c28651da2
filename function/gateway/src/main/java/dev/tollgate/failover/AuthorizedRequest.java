package dev.tollgate.failover;

import dev.tollgate.call.AttemptSpan;
import dev.tollgate.parse.TraceParent;
import dev.tollgate.provider.SecretMask;
import dev.tollgate.provider.UpstreamRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request with the provider's credentials.
 *
 * @param mask removes these credentials from what the provider says
 */
record AuthorizedRequest(UpstreamRequest request, SecretMask mask) {

    /**
     * The same request as a part of a trace. Its header is no part of a signature: a proxy on the way may replace it.
     *
     * @param span null if the call has no trace
     */
    AuthorizedRequest in(@Nullable AttemptSpan span) {
        if (span == null) {
            return this;
        }
        span.sentTo(request.uri());
        return new AuthorizedRequest(
                request.withHeader(TraceParent.HEADER, span.context().text()), mask);
    }
}
