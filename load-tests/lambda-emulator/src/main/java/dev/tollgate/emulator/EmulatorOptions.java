package dev.tollgate.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command line.
 *
 * @param port of the front door
 * @param door what it is
 * @param timeout the function's
 * @param cold whether each event gets a process of its own, as it does where hours lie between
 * @param command starts one function process
 */
record EmulatorOptions(int port, Door door, Duration timeout, boolean cold, List<String> command) {
    private static final String USAGE =
            "usage: [--port N] [--door rest|http|url] [--timeout SECONDS] [--cold] (--zip FUNCTION.ZIP | -- COMMAND…)";

    /** The front doors that the template can open. */
    enum Door {
        /** A regional REST API with response streaming: events of version 1. */
        REST,
        /** An HTTP API, which buffers: events of version 2. */
        HTTP,
        /** A function URL with response streaming: events of version 2. */
        URL;

        boolean streams() {
            return this != HTTP;
        }
    }

    static EmulatorOptions of(String... arguments) throws IOException {
        int port = 9000;
        Door door = Door.REST;
        Duration timeout = Duration.ofMinutes(15);
        boolean cold = false;
        List<String> command = List.of();
        List<String> left = new ArrayList<>(List.of(arguments));
        while (left.size() > 1) {
            String option = left.removeFirst();
            switch (option) {
                case "--port" -> port = Integer.parseInt(left.removeFirst());
                case "--door" -> door = Door.valueOf(left.removeFirst().toUpperCase(Locale.ROOT));
                case "--timeout" -> timeout = Duration.ofSeconds(Long.parseLong(left.removeFirst()));
                case "--cold" -> cold = true;
                case "--zip" -> command = PackedFunction.command(Path.of(left.removeFirst()));
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
        return new EmulatorOptions(port, door, timeout, cold, command);
    }
}
