package dev.tollgate.health;

import java.util.List;
import java.util.function.ToLongFunction;

/** The result of a scenario: what clients noticed, and the load on the store. */
record FleetOutage(OutageScenario scenario, List<GatewayFleet.Second> seconds) {
    /** Skips the first seconds, in which all gateways read the store at once, unlike in a real fleet. */
    private static final int STARTED = 10;

    static FleetOutage of(OutageScenario scenario) {
        return new FleetOutage(scenario, new GatewayFleet(scenario).run());
    }

    /** The share of calls during the outage that failed at the first target. */
    double affectedPercent() {
        return 100.0 * sum(failing(), second -> second.failed) / sum(failing(), second -> second.calls);
    }

    /** After how many seconds at most one call per second or 1 % of the calls still failed. */
    int sparedAfterSeconds() {
        int after = 0;
        for (int i = 0; i < failing().size(); i++) {
            GatewayFleet.Second second = failing().get(i);
            after = second.failed > Math.max(1, second.calls / 100) ? i + 1 : after;
        }
        return after;
    }

    /** How many seconds after its recovery the target got most calls again. */
    int usedAgainAfterSeconds() {
        List<GatewayFleet.Second> after = seconds.subList(OutageScenario.TO, OutageScenario.SECONDS);
        int used = 0;
        while (used < after.size() && after.get(used).servedByFirst * 2 < after.get(used).calls) {
            used++;
        }
        return used;
    }

    double writesPerSecondWhenHealthy() {
        List<GatewayFleet.Second> healthy = seconds.subList(STARTED, OutageScenario.FROM);
        return (double) sum(healthy, second -> second.writes) / healthy.size();
    }

    double writesPerSecondDuringOutage() {
        return (double) sum(failing(), second -> second.writes) / failing().size();
    }

    long maxWritesInASecond() {
        return seconds.stream().mapToLong(second -> second.writes).max().orElse(0);
    }

    double readsPerSecond() {
        return (double) sum(running(), second -> second.reads) / running().size();
    }

    long maxReadsInASecond() {
        return running().stream().mapToLong(second -> second.reads).max().orElse(0);
    }

    private List<GatewayFleet.Second> running() {
        return seconds.subList(STARTED, OutageScenario.SECONDS);
    }

    private List<GatewayFleet.Second> failing() {
        return seconds.subList(OutageScenario.FROM, OutageScenario.TO);
    }

    private static long sum(List<GatewayFleet.Second> some, ToLongFunction<GatewayFleet.Second> count) {
        return some.stream().mapToLong(count).sum();
    }
}
