package dev.tollgate.health;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Prints what fleets of gateways notice of an outage, for {@code make outage}; not among the tests of a build. */
class OutageReport {
    private final PrintStream out = System.out;

    @Test
    void report() throws IOException {
        out.println("| environments | calls/s | of them fail | after, ms | calls that saw it, % | spared after, s "
                + "| in use again after, s | writes/s when well | in the outage | most | reads/s | most |");
        out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Scenario scenario : Scenario.all()) {
            print(scenario, Outage.of(scenario));
        }
    }

    private void print(Scenario scenario, Outage outage) {
        out.printf(
                Locale.ROOT,
                "| %,d | %,d | %d %% | %,d | %.1f | %d | %d | %.1f | %.1f | %d | %.0f | %d |%n",
                scenario.environments(),
                scenario.callsPerSecond(),
                scenario.failingPercent(),
                scenario.failsAfterMillis(),
                outage.sawItPercent(),
                outage.sparedAfterSeconds(),
                outage.usedAgainAfterSeconds(),
                outage.writesPerSecondWhenWell(),
                outage.writesPerSecondMeanwhile(),
                outage.mostWritesInASecond(),
                outage.readsPerSecond(),
                outage.mostReadsInASecond());
    }
}
