package dev.tollgate.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of the running gateway; tests bring their own. */
final class Clocks {
    private Clocks() {}

    @Produces
    @Singleton
    static Clock system() {
        return Clock.systemUTC();
    }
}
