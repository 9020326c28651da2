package dev.tollgate.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A fleet whose first target is healthy for half a minute, fails for a minute, and is healthy for another. The file {@code
 * load-tests/outage/scenarios.csv} lists the scenarios.
 *
 * @param callsPerSecond of all environments together
 * @param failingPercent the share of the target's calls that fail during the outage
 * @param failsAfterMillis how long a failing call takes
 */
record OutageScenario(int environments, int callsPerSecond, int failingPercent, int failsAfterMillis) {
    static final int FROM = 30;
    static final int TO = 90;
    static final int SECONDS = 150;
    static final int SUCCEEDS_AFTER_MILLIS = 1_000;

    static List<OutageScenario> all() throws IOException {
        Path file = Path.of(System.getProperty("dev.tollgate.root"), "load-tests/outage/scenarios.csv");
        return Files.readAllLines(file).stream().skip(1).map(OutageScenario::of).toList();
    }

    private static OutageScenario of(String line) {
        String[] cells = line.split(",", -1);
        return new OutageScenario(
                Integer.parseInt(cells[0]),
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]));
    }

    double failuresAt(double second) {
        return second >= FROM && second < TO ? failingPercent / 100.0 : 0;
    }
}
