package dev.tollgate.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The command line: {@code [--port N] [--door rest|http|url] [--timeout SECONDS] -- COMMAND…}.
 *
 * @param port of the front door
 * @param door what it is
 * @param timeout the function's
 * @param command starts one function process
 */
record Options(int port, Door door, Duration timeout, List<String> command) {

    /** The front doors of docs/deploy.md. */
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

    static Options of(String... arguments) {
        int port = 9000;
        Door door = Door.REST;
        Duration timeout = Duration.ofMinutes(15);
        int at = 0;
        while (at + 1 < arguments.length && !arguments[at].equals("--")) {
            String value = arguments[at + 1];
            switch (arguments[at]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--door" -> door = Door.valueOf(value.toUpperCase(Locale.ROOT));
                case "--timeout" -> timeout = Duration.ofSeconds(Long.parseLong(value));
                default -> throw new IllegalArgumentException("unknown option " + arguments[at]);
            }
            at += 2;
        }
        List<String> command = Arrays.asList(arguments).subList(Math.min(at + 1, arguments.length), arguments.length);
        if (command.isEmpty()) {
            throw new IllegalArgumentException(
                    "usage: [--port N] [--door rest|http|url] [--timeout SECONDS] -- COMMAND…");
        }
        return new Options(port, door, timeout, command);
    }
}
