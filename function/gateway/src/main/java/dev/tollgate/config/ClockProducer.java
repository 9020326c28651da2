package dev.tollgate.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of the running gateway; tests bring their own. */
final class ClockProducer {
    private ClockProducer() {}

    @Produces
    @Singleton
    static Clock system() {
        return Clock.systemUTC();
    }
}
