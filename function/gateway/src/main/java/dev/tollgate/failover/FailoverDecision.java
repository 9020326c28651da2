package dev.tollgate.failover;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;

/** What a target's failure means for the other targets, and for its own next attempt. */
enum FailoverDecision {
    /** The call fails: the request itself is at fault, or the client has disconnected. */
    FAIL,
    /** The next target is tried. This one is not tried again: it would fail in the same way. */
    NEXT,
    /** The next target is tried, and this one again later: it may recover. */
    RETRY,
    /** Only targets with a larger context window are tried. */
    NEXT_LARGER_CONTEXT;

    static FailoverDecision of(GatewayException failure, FailoverPolicy policy) {
        return switch (failure.kind()) {
            case UPSTREAM_FAILED, UPSTREAM_OVERLOADED, UPSTREAM_TIMEOUT -> failure.retryable() ? RETRY : NEXT;
            case UNSUPPORTED_PARAMETER, UPSTREAM_ACCOUNT -> NEXT;
            case CONTEXT_LENGTH_EXCEEDED -> NEXT_LARGER_CONTEXT;
            case CONTENT_POLICY_VIOLATION -> policy.onContentFilter() == OnContentFilter.NEXT ? NEXT : FAIL;
            case INVALID_API_KEY,
                    PERMISSION_DENIED,
                    MODEL_NOT_FOUND,
                    NOT_FOUND,
                    UNSUPPORTED_ENDPOINT,
                    REQUEST_NOT_FOUND,
                    RESPONSE_NOT_FOUND,
                    FILE_NOT_FOUND,
                    BATCH_NOT_FOUND,
                    PREVIOUS_RESPONSE_NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    INVALID_JSON,
                    INVALID_VALUE,
                    MISSING_PARAMETER,
                    REJECTED_BY_PROVIDER,
                    REQUEST_TIMEOUT,
                    REQUEST_IN_PROGRESS,
                    REQUEST_TOO_LARGE,
                    URI_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    IDEMPOTENCY_KEY_REUSED,
                    REQUEST_RATE_EXCEEDED,
                    TOKEN_RATE_EXCEEDED,
                    CONCURRENCY_EXCEEDED,
                    INSUFFICIENT_QUOTA,
                    HEADERS_TOO_LARGE,
                    HTTP_VERSION_NOT_SUPPORTED,
                    CLIENT_GONE,
                    OVERLOADED,
                    CONTENT_SCAN_FAILED,
                    STORE_UNAVAILABLE,
                    ISSUER_UNAVAILABLE,
                    RESPONSE_TOO_LARGE,
                    INTERNAL -> FAIL;
        };
    }
}
