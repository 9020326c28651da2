package dev.tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A test that sleeps is slow where the machine is fast, and fails where it is slow. Tests wait for a condition with
 * Awaitility, for a latch, or step a clock; a test that failed is not run again.
 */
final class NoSleepTest {
    private static final Pattern SLEEPS =
            Pattern.compile("\\.sleep\\(|\\bpark(Nanos|Until)?\\(|\\bonSpinWait\\(|\\bThread\\.yield\\(");

    private static final Pattern RUNS_AGAIN = Pattern.compile("rerunFailingTestsCount");

    @Test
    void noTestSleepsOrSpins() throws IOException {
        List<Path> tests = SourceFiles.below("src/test", ".java");

        assertThat(tests).hasSizeGreaterThan(100);
        assertThat(linesWith(SLEEPS, tests)).isEmpty();
    }

    @Test
    void noTestIsRunAgainUntilItPasses() throws IOException {
        List<Path> builds = SourceFiles.below("", "pom.xml", ".mk", "Makefile", "maven.config");

        assertThat(builds).hasSizeGreaterThan(5);
        assertThat(linesWith(RUNS_AGAIN, builds)).isEmpty();
    }

    private static List<String> linesWith(Pattern forbidden, List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int number = 1; number <= lines.size(); number++) {
                if (forbidden.matcher(lines.get(number - 1)).find()) {
                    found.add(file + ":" + number + ": " + lines.get(number - 1).strip());
                }
            }
        }
        return found;
    }
}
