package dev.tollgate.health;

import java.time.Clock;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * What the parts of a process's health are given from outside.
 *
 * @param random evenly in [0, 1)
 */
record HealthDependencies(HealthRules rules, Clock clock, DoubleSupplier random, BackgroundWork background) {

    /** In whole milliseconds, which is what the board keeps. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    double chance() {
        return random.getAsDouble();
    }

    long stamp() {
        return (long) (random.getAsDouble() * (1L << 53));
    }
}
