package dev.tollgate.health;

import java.util.List;
import java.util.function.ToLongFunction;

/** What became of a scenario: what its callers noticed and what the board had to do. */
record Outage(Scenario scenario, List<Fleet.Second> seconds) {
    /** At first all environments read the board in the same second, as no fleet starts. */
    private static final int STARTED = 10;

    static Outage of(Scenario scenario) {
        return new Outage(scenario, new Fleet(scenario).run());
    }

    /** Of the calls in the minute of the outage, those that asked the target in vain. */
    double sawItPercent() {
        return 100.0 * sum(failing(), second -> second.failed) / sum(failing(), second -> second.calls);
    }

    /** How many seconds it took until no second had more than one call in a hundred that asked in vain, or one trial. */
    int sparedAfterSeconds() {
        int after = 0;
        for (int i = 0; i < failing().size(); i++) {
            Fleet.Second second = failing().get(i);
            after = second.failed > Math.max(1, second.calls / 100) ? i + 1 : after;
        }
        return after;
    }

    /** How many seconds after it was well again most calls went to the target. */
    int usedAgainAfterSeconds() {
        List<Fleet.Second> after = seconds.subList(Scenario.TO, Scenario.SECONDS);
        int used = 0;
        while (used < after.size() && after.get(used).answeredByFirst * 2 < after.get(used).calls) {
            used++;
        }
        return used;
    }

    double writesPerSecondWhenWell() {
        List<Fleet.Second> well = seconds.subList(STARTED, Scenario.FROM);
        return (double) sum(well, second -> second.writes) / well.size();
    }

    double writesPerSecondMeanwhile() {
        return (double) sum(failing(), second -> second.writes) / failing().size();
    }

    long mostWritesInASecond() {
        return seconds.stream().mapToLong(second -> second.writes).max().orElse(0);
    }

    double readsPerSecond() {
        return (double) sum(running(), second -> second.reads) / running().size();
    }

    long mostReadsInASecond() {
        return running().stream().mapToLong(second -> second.reads).max().orElse(0);
    }

    private List<Fleet.Second> running() {
        return seconds.subList(STARTED, Scenario.SECONDS);
    }

    private List<Fleet.Second> failing() {
        return seconds.subList(Scenario.FROM, Scenario.TO);
    }

    private static long sum(List<Fleet.Second> some, ToLongFunction<Fleet.Second> what) {
        return some.stream().mapToLong(what).sum();
    }
}
