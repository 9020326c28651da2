package dev.tollgate.histories;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The time of one history: it passes as ever, but for the jerks it is given. Each environment's clock is a little off. */
final class HistoryClock {
    private final Instant begun;
    private final long beganNanos = System.nanoTime();
    private final AtomicLong jerkedNanos = new AtomicLong();
    private final AtomicInteger jerks = new AtomicInteger();

    HistoryClock(Instant begun) {
        this.begun = begun;
    }

    /** On, or back. */
    void jerk(Duration by) {
        jerks.incrementAndGet();
        jerkedNanos.addAndGet(by.toNanos());
    }

    /** How many there were: what is seen between two equal answers was seen without one. */
    int jerks() {
        return jerks.get();
    }

    Instant now() {
        return begun.plusNanos(System.nanoTime() - beganNanos + jerkedNanos.get());
    }

    /** The clock of a machine that is off by so much. */
    Clock skewed(Duration by) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now().plus(by);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("it knows UTC only");
            }
        };
    }
}
