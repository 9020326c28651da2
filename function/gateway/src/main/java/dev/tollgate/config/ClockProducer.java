package dev.tollgate.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Provides the clock of the running gateway; tests replace it. */
final class ClockProducer {
    private ClockProducer() {}

    @Produces
    @Singleton
    static Clock system() {
        return Clock.systemUTC();
    }
}
