package dev.tollgate.health;

import dev.tollgate.route.LatencyStats;
import java.time.Clock;

/** The health of targets in a process that shares it with no other. */
public final class HealthOfOne {
    private HealthOfOne() {}

    /** Without randomness and without threads. */
    public static TargetHealth at(Clock clock) {
        HealthDependencies dependencies =
                new HealthDependencies(DefaultRules.DEFAULT, clock, () -> 0.5, new BackgroundWork(Runnable::run));
        return new TargetHealth(new InMemoryHealthStore(), _ -> false, new LatencyStats(), dependencies);
    }
}
