package dev.tollgate.fake;

import dev.tollgate.limit.InMemoryLimits;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes beans of the fakes that know no container. */
final class InMemoryBeans {
    private InMemoryBeans() {}

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    static InMemoryLimits limits(Clock clock) {
        return new InMemoryLimits(clock);
    }
}
