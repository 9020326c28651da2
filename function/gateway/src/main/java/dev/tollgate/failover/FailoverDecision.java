package dev.tollgate.failover;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;

/** What a target's failure means for the other targets, and for its own next turn. */
enum FailoverDecision {
    /** Nobody else is asked: the request is to blame, or the caller has left. */
    FAIL,
    /** Others are asked, this one not again: it would fail in the same way. */
    NEXT,
    /** Others are asked, and this one again later: it may recover. */
    RETRY,
    /** Only targets that may read a longer prompt are asked. */
    NEXT_LARGER_CONTEXT;

    static FailoverDecision of(GatewayException failure, FailoverPolicy failover) {
        return switch (failure.kind()) {
            case UPSTREAM_FAILED, UPSTREAM_OVERLOADED, UPSTREAM_TIMEOUT -> failure.retryable() ? RETRY : NEXT;
            case UNSUPPORTED_PARAMETER -> NEXT;
            case CONTEXT_LENGTH_EXCEEDED -> NEXT_LARGER_CONTEXT;
            case CONTENT_POLICY_VIOLATION -> failover.onContentFilter() == OnContentFilter.NEXT ? NEXT : FAIL;
            case INVALID_API_KEY,
                    PERMISSION_DENIED,
                    MODEL_NOT_FOUND,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    INVALID_JSON,
                    INVALID_VALUE,
                    MISSING_PARAMETER,
                    REJECTED_BY_PROVIDER,
                    REQUEST_UNDER_WAY,
                    REQUEST_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    IDEMPOTENCY_KEY_REUSED,
                    REQUEST_RATE_EXCEEDED,
                    TOKEN_RATE_EXCEEDED,
                    CONCURRENCY_EXCEEDED,
                    INSUFFICIENT_QUOTA,
                    CLIENT_GONE,
                    STORE_UNAVAILABLE,
                    INTERNAL -> FAIL;
        };
    }
}
