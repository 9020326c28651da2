package dev.tollgate.fake;

import dev.tollgate.health.InMemoryHealthBoard;
import dev.tollgate.limit.InMemoryLimits;
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
    static InMemoryLimits limits(Clock clock) {
        return new InMemoryLimits(clock);
    }

    @Produces
    @IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
    @Singleton
    @Alternative
    @Priority(1)
    static InMemoryHealthBoard healthBoard() {
        return new InMemoryHealthBoard();
    }

    @Produces
    @IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
    @Singleton
    @Alternative
    @Priority(1)
    static InMemoryUsageBooks usageBooks(Clock clock) {
        return new InMemoryUsageBooks(clock);
    }
}
