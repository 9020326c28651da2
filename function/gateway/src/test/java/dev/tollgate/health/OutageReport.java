package dev.tollgate.health;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Prints how outages affect fleets of gateways, for {@code make outage}. The build does not run it. */
class OutageReport {
    private final PrintStream out = System.out;

    @Test
    void report() throws IOException {
        out.println("| environments | calls/s | of them fail | after, ms | calls that saw it, % | spared after, s "
                + "| in use again after, s | writes/s when well | in the outage | most | reads/s | most |");
        out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (OutageScenario scenario : OutageScenario.all()) {
            print(scenario, FleetOutage.of(scenario));
        }
    }

    private void print(OutageScenario scenario, FleetOutage outage) {
        out.printf(
                Locale.ROOT,
                "| %,d | %,d | %d %% | %,d | %.1f | %d | %d | %.1f | %.1f | %d | %.0f | %d |%n",
                scenario.environments(),
                scenario.callsPerSecond(),
                scenario.failingPercent(),
                scenario.failsAfterMillis(),
                outage.affectedPercent(),
                outage.sparedAfterSeconds(),
                outage.usedAgainAfterSeconds(),
                outage.writesPerSecondWhenHealthy(),
                outage.writesPerSecondDuringOutage(),
                outage.maxWritesInASecond(),
                outage.readsPerSecond(),
                outage.maxReadsInASecond());
    }
}
