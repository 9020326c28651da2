package dev.tollgate.emulator;

import java.util.concurrent.locks.LockSupport;

/** How much a function may answer, and how fast (https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html). */
final class ResponseQuota {
    static final int MAX_EVENT = 6 * 1024 * 1024;
    private static final long MAX_BUFFERED = 6L * 1024 * 1024;
    private static final long MAX_STREAMED = 200L * 1024 * 1024;
    private static final long FULL_SPEED = 6L * 1024 * 1024;
    private static final long BYTES_PER_SECOND = 2L * 1024 * 1024;

    private final long max;
    private final boolean slowed;
    private long passed;
    private long slowSince;

    private ResponseQuota(long max, boolean slowed) {
        this.max = max;
        this.slowed = slowed;
    }

    static ResponseQuota of(boolean streamed) {
        return new ResponseQuota(streamed ? MAX_STREAMED : MAX_BUFFERED, streamed);
    }

    /** Counts bytes, and takes the time that they would. False where they are too many. */
    boolean pass(int bytes) {
        passed += bytes;
        if (passed > max) {
            return false;
        }
        if (slowed && passed > FULL_SPEED) {
            slowSince = slowSince == 0 ? System.nanoTime() : slowSince;
            long due = slowSince + (passed - FULL_SPEED) * 1_000_000_000L / BYTES_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return true;
    }
}
