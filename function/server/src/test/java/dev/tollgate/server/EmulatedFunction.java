package dev.tollgate.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The packaged Lambda function in the emulator, with the tables of a server. */
final class EmulatedFunction implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String EMULATOR = "load-tests/lambda-emulator/target/lambda-emulator.jar";

    private final Process process;
    private final Path output;
    private final URI url;

    private EmulatedFunction(Process process, Path output, URI url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /** Starts the emulator. Requests start the function processes. */
    static EmulatedFunction start(
            Path root, String zip, int port, Map<String, String> settings, Path output, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                root.resolve(EMULATOR).toString(),
                "--port",
                String.valueOf(port),
                "--endpoint",
                System.getProperty("dev.tollgate.endpoint", "rest"),
                "--zip",
                zip));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        // None of these JVMs lives long enough for the second compiler, or for threads of the collector, to pay for
        // itself.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment().remove("OPENAI_API_KEY");
        builder.environment().putAll(settings);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        EmulatedFunction function = new EmulatedFunction(process, output, URI.create("http://127.0.0.1:" + port));
        function.awaitReady();
        return function;
    }

    URI url() {
        return url;
    }

    /** Returns everything that the function's processes have printed so far. */
    List<String> output() throws IOException {
        return Files.readAllLines(output);
    }

    /** Kills the function's processes, and not the emulator. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        try {
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .failFast("it ended", () -> !process.isAlive())
                    .until(() -> output().stream().anyMatch(line -> line.startsWith("The function answers")));
        } catch (ConditionTimeoutException | TerminalFailureException failed) {
            process.destroyForcibly();
            throw new IllegalStateException("the emulator did not start: " + String.join("\n", output()), failed);
        }
    }
}
