package dev.tollgate.server;

import dev.tollgate.dynamodb.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The packaged server as users start it: in a separate process, on free ports, with DynamoDB Local. With
 * {@code -Ddev.tollgate.function=ZIP}, the packaged Lambda function answers instead, and the server only provides the store.
 */
final class RunningGateway implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));

    private static final String FUNCTION = System.getProperty("dev.tollgate.function");

    private final Process process;
    private final Path output;
    private final int port;
    private final URI dynamoDb;
    private Optional<EmulatedFunction> function = Optional.empty();

    private RunningGateway(Process process, Path output, int port, URI dynamoDb) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.dynamoDb = dynamoDb;
    }

    /** Starts the server with this {@code tollgate.yaml} and waits until it is ready. */
    static RunningGateway with(String config, String... environment) {
        try {
            Path folder = Files.createTempDirectory("tollgate-it");
            Path file = Files.writeString(folder.resolve("tollgate.yaml"), config);
            int dynamoDbPort = FreePorts.free();
            Map<String, String> settings = settings(environment);
            settings.put("TOLLGATE_DYNAMODB_PORT", String.valueOf(dynamoDbPort));
            settings.put("TOLLGATE_CONFIG", file.toString());
            RunningGateway gateway = start(folder, settings, URI.create("http://127.0.0.1:" + dynamoDbPort));
            if (FUNCTION != null) {
                Map<String, String> all = settings(environment);
                // The server's own setting in local mode.
                all.put("TOLLGATE_SECRETS_PLAIN_TEXT_ALLOWED", "true");
                gateway.answerBy(folder, all);
            }
            return gateway;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a server in container mode, with existing tables. */
    static RunningGateway on(URI dynamoDb, String... environment) {
        try {
            Path folder = Files.createTempDirectory("tollgate-it");
            Map<String, String> settings = settings(environment);
            settings.put("TOLLGATE_MODE", "container");
            settings.put("TOLLGATE_DYNAMODB_ENDPOINT", dynamoDb.toString());
            RunningGateway gateway = start(folder, settings, dynamoDb);
            if (FUNCTION != null) {
                gateway.answerBy(folder, settings(environment));
            }
            return gateway;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<String, String> settings(String... environment) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            settings.put(environment[i], environment[i + 1]);
        }
        return settings;
    }

    private static RunningGateway start(Path folder, Map<String, String> settings, URI dynamoDb) throws IOException {
        Path output = folder.resolve("output.log");
        int port = FreePorts.free();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It does not live long enough for the second compiler to pay for itself.
                "-XX:TieredStopAtLevel=1",
                "-Ddev.tollgate.root=" + ROOT,
                "-jar",
                ROOT.resolve("function/server/target/quarkus-app/quarkus-run.jar")
                        .toString());
        builder.environment().put("TOLLGATE_PORT", String.valueOf(port));
        builder.environment().remove("OPENAI_API_KEY");
        builder.environment().putAll(settings);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        RunningGateway gateway = new RunningGateway(process, output, port, dynamoDb);
        gateway.awaitReady();
        return gateway;
    }

    /** Starts the packaged function, which then answers all requests. */
    private void answerBy(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("TOLLGATE_DYNAMODB_ENDPOINT", dynamoDb.toString());
        function = Optional.of(
                EmulatedFunction.start(ROOT, FUNCTION, FreePorts.free(), all, folder.resolve("function.log")));
    }

    URI url() {
        return function.map(EmulatedFunction::url).orElse(URI.create("http://127.0.0.1:" + port));
    }

    URI dynamoDb() {
        return dynamoDb;
    }

    /** Replaces the server's {@code tollgate.yaml}, as an editor does. */
    void configure(String config) {
        try {
            Path file = output.resolveSibling("tollgate.yaml");
            Path edited = Files.writeString(output.resolveSibling("tollgate.yaml.edited"), config);
            Files.move(edited, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns all lines that the server and the function have printed so far. */
    List<String> output() {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(output));
            if (function.isPresent()) {
                lines.addAll(function.get().output());
            }
            return lines;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Stops the server's time, as Lambda does between two calls. The emulator of Lambda does that to a function itself. */
    void freeze() {
        signal("STOP");
    }

    /** Goes on after {@link #freeze()}. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Kills the server, so that it cannot finish anything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Stops the server as Ctrl-C or a container does. Kills it only if it does not stop. */
    @Override
    public void close() {
        function.ifPresent(EmulatedFunction::close);
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not stop: " + output());
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("it ended", () -> !process.isAlive())
                    .until(() -> ready(client));
        } catch (ConditionTimeoutException | TerminalFailureException failed) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start: " + String.join("\n", output()), failed);
        }
    }

    private boolean ready(HttpClient client) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
