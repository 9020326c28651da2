package dev.tollgate.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line.
 *
 * @param port the port of the endpoint
 * @param endpoint the type of the endpoint
 * @param limits what the endpoint refuses by itself
 * @param timeout the timeout of the function
 * @param cold whether each event gets a new process, as if hours lay between two events
 * @param job whether the function has no endpoint in its template, and so no response mode: only schedules invoke it
 * @param size the memory and the share of a processor that each process has; null does not limit them
 * @param caller the AWS identity that signs requests; null if nobody does
 * @param command the command that starts a function process
 */
record EmulatorOptions(
        int port,
        EndpointType endpoint,
        EndpointLimits limits,
        Duration timeout,
        boolean cold,
        boolean job,
        @Nullable LambdaSize size,
        @Nullable SignedCaller caller,
        List<String> command) {
    private static final String USAGE =
            "usage: [--port N] [--endpoint rest|http|url] [--timeout SECONDS] [--memory MB] [--cold] [--job]"
                    + " [--caller KEY:SECRET:ARN] (--zip FUNCTION.ZIP | -- COMMAND…)";

    /** The endpoint types of the deployment template. */
    enum EndpointType {
        /** A regional REST API with response streaming and events of version 1. */
        REST,
        /** An HTTP API, which buffers responses, with events of version 2. */
        HTTP,
        /** A function URL with response streaming and events of version 2. */
        URL;

        boolean streams() {
            return this != HTTP;
        }
    }

    static EmulatorOptions of(String... arguments) throws IOException {
        try {
            return read(new ArrayList<>(List.of(arguments)));
        } catch (NoSuchElementException withoutValue) {
            throw new IllegalArgumentException(USAGE, withoutValue);
        }
    }

    private static EmulatorOptions read(List<String> left) throws IOException {
        int port = 9000;
        EndpointType endpoint = EndpointType.REST;
        Duration timeout = Duration.ofMinutes(15);
        boolean cold = false;
        boolean job = false;
        LambdaSize size = null;
        SignedCaller caller = null;
        List<String> command = List.of();
        while (!left.isEmpty()) {
            String option = left.removeFirst();
            switch (option) {
                case "--port" -> port = Integer.parseInt(left.removeFirst());
                case "--endpoint" ->
                    endpoint = EndpointType.valueOf(left.removeFirst().toUpperCase(Locale.ROOT));
                case "--timeout" -> timeout = Duration.ofSeconds(Long.parseLong(left.removeFirst()));
                case "--memory" -> size = new LambdaSize(Integer.parseInt(left.removeFirst()));
                case "--cold" -> cold = true;
                case "--job" -> job = true;
                case "--caller" -> caller = SignedCaller.of(left.removeFirst());
                case "--zip" -> command = PackagedFunction.command(Path.of(left.removeFirst()));
                case "--" -> {
                    command = List.copyOf(left);
                    left.clear();
                }
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        return new EmulatorOptions(
                port, endpoint, EndpointLimits.of(endpoint), timeout, cold, job, size, caller, command);
    }
}
