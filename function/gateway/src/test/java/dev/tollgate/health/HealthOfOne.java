package dev.tollgate.health;

import dev.tollgate.route.LatencyStats;
import java.time.Clock;

/** The health of targets as one process sees it that shares it with nobody. */
public final class HealthOfOne {
    private HealthOfOne() {}

    /** Without randomness and without threads. */
    public static TargetHealth at(Clock clock) {
        HealthDependencies in =
                new HealthDependencies(Rules.DEFAULT, clock, () -> 0.5, new BackgroundWork(Runnable::run));
        return new TargetHealth(new InMemoryHealthStore(), _ -> false, new LatencyStats(), in);
    }
}
