package dev.tollgate.health;

import java.time.Clock;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * What all parts of this package need.
 *
 * @param random evenly distributed in [0, 1)
 */
record HealthDependencies(HealthRules rules, Clock clock, DoubleSupplier random, BackgroundWork background) {

    /** The time in whole milliseconds, as the store keeps it. */
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
