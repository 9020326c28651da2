package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.route.Failover;
import dev.tollgate.route.Failover.OnContentFilter;

/** What a target's failure means for the other targets, and for its own next turn. */
enum Consequence {
    /** Nobody else is asked: the request is to blame, or the caller has left. */
    STOP,
    /** Others are asked, this one not again: it would fail in the same way. */
    NEXT,
    /** Others are asked, and this one again later: it may recover. */
    AGAIN,
    /** Only targets that may read a longer prompt are asked. */
    LARGER;

    static Consequence of(ChatFailure failure, Failover failover) {
        return switch (failure.kind()) {
            case UPSTREAM_FAILED, UPSTREAM_OVERLOADED, UPSTREAM_TIMEOUT -> failure.retryable() ? AGAIN : NEXT;
            case UNSUPPORTED_PARAMETER -> NEXT;
            case CONTEXT_LENGTH_EXCEEDED -> LARGER;
            case CONTENT_POLICY_VIOLATION -> failover.onContentFilter() == OnContentFilter.NEXT ? NEXT : STOP;
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
                    INTERNAL -> STOP;
        };
    }
}
