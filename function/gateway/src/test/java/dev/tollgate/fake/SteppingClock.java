package dev.tollgate.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when a test moves it. */
public final class SteppingClock extends Clock {
    private volatile Instant now;

    /** Begins at an instant with milliseconds, so that cutting them off would be seen. */
    public SteppingClock() {
        this(Instant.parse("2026-11-23T10:00:00.007Z"));
    }

    public SteppingClock(Instant start) {
        now = start;
    }

    /** Moves to this instant. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Moves on. */
    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it knows UTC only");
    }
}
