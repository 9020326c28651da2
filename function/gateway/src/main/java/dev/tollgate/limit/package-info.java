/**
 * Rate limits: the sliding window that counts requests, tokens and concurrent calls, and the estimate of a request's
 * tokens. Metering reserves from the limiter before a call and settles with it afterwards; the store implements it.
 * Start reading at {@link dev.tollgate.limit.RateLimiter}.
 */
@NullMarked
package dev.tollgate.limit;

import org.jspecify.annotations.NullMarked;
