package dev.tollgate.emulator;

import java.util.concurrent.locks.LockSupport;

/**
 * Lambda's limits on the size and the speed of a response
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html).
 */
final class ResponseQuota {
    static final int MAX_EVENT = 6 * 1024 * 1024;
    private static final long MAX_BUFFERED = 6L * 1024 * 1024;
    private static final long MAX_STREAMED = 200L * 1024 * 1024;
    private static final long UNTHROTTLED = 6L * 1024 * 1024;
    private static final long BYTES_PER_SECOND = 2L * 1024 * 1024;

    private final long max;
    private final boolean throttled;
    private long consumed;
    private long throttledSince;

    private ResponseQuota(long max, boolean throttled) {
        this.max = max;
        this.throttled = throttled;
    }

    static ResponseQuota of(boolean streamed) {
        return new ResponseQuota(streamed ? MAX_STREAMED : MAX_BUFFERED, streamed);
    }

    /** Counts these bytes and waits as long as Lambda takes to send them. Returns false if the response is too large. */
    boolean consume(int bytes) {
        consumed += bytes;
        if (consumed > max) {
            return false;
        }
        if (throttled && consumed > UNTHROTTLED) {
            throttledSince = throttledSince == 0 ? System.nanoTime() : throttledSince;
            long due = throttledSince + (consumed - UNTHROTTLED) * 1_000_000_000L / BYTES_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return true;
    }
}
