package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Tests of npm packages in one folder, which run against a gateway on a real socket. */
final class NodeTests {
    /** Only a hang takes so long. With five others, the browser's tests need five minutes. */
    private static final long MAX_MINUTES = 15;

    private final Path folder;

    private NodeTests(Path folder) {
        this.folder = folder;
    }

    /** Installs the packages. Node is optional on a developer's machine; in CI it must be installed. */
    static NodeTests in(String folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                System.getenv("CI") != null || exists("npm"), "npm is not installed: " + folder + " was NOT tested");
        NodeTests tests =
                new NodeTests(Path.of(System.getProperty("dev.tollgate.root"), "function/server/src/test", folder));
        tests.run(List.of("npm", "ci", "--silent"), Map.of());
        return tests;
    }

    /** Runs the tests, and returns what they printed. */
    String run(Map<String, String> environment) throws IOException, InterruptedException {
        return run(List.of("node", "--test", "--test-reporter=tap"), environment);
    }

    /** Surefire uses the output of this process, so the command writes to a file. */
    private String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tollgate-node", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as(command + " printed " + printed)
                .isTrue();
        return printed;
    }

    private static boolean exists(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }
}
