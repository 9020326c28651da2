package dev.tollgate.fake;

import dev.tollgate.health.InMemoryHealthStore;
import dev.tollgate.limit.InMemoryRateLimiter;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes beans of the fakes that know no container. */
final class InMemoryBeans {
    private InMemoryBeans() {}

    @Produces
    @IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
    @Singleton
    @Alternative
    @Priority(1)
    static InMemoryRateLimiter limits(Clock clock) {
        return new InMemoryRateLimiter(clock);
    }

    @Produces
    @IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
    @Singleton
    @Alternative
    @Priority(1)
    static InMemoryHealthStore healthBoard() {
        return new InMemoryHealthStore();
    }

    @Produces
    @IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
    @Singleton
    @Alternative
    @Priority(1)
    static InMemoryUsageRecords usageBooks(Clock clock) {
        return new InMemoryUsageRecords(clock);
    }
}
