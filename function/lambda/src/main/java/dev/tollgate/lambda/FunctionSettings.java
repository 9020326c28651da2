package dev.tollgate.lambda;

import dev.tollgate.parse.NumberParser;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The settings of this function, from environment variables.
 *
 * @param api host and port of the Runtime API, from {@code AWS_LAMBDA_RUNTIME_API}
 * @param mode from {@code TOLLGATE_RESPONSE_MODE}
 * @param workers the number of events that are handled at a time, from {@code AWS_LAMBDA_MAX_CONCURRENCY}; more than one
 *     only on Lambda Managed Instances
 */
record FunctionSettings(Address api, Mode mode, int workers) {
    static final String API = "AWS_LAMBDA_RUNTIME_API";
    private static final String MODE = "TOLLGATE_RESPONSE_MODE";
    private static final String WORKERS = "AWS_LAMBDA_MAX_CONCURRENCY";

    /** How responses are sent. The template sets it, because a function cannot see how it was invoked. */
    enum Mode {
        /** Piece by piece, for a streaming REST API or function URL. */
        STREAM,
        /** As one document, for an HTTP API. */
        BUFFERED
    }

    /** The address of the Runtime API. */
    record Address(String host, int port) {
        static Address of(String value) {
            int colon = value.lastIndexOf(':');
            return colon < 0
                    ? new Address(value, 80)
                    : new Address(value.substring(0, colon), port(value.substring(colon + 1)));
        }

        private static int port(String text) {
            return NumberParser.whole(text, 1, 65_535)
                    .orElseThrow(() -> new IllegalArgumentException(API + ": expected host:port, got port " + text));
        }
    }

    /** Reads the settings. */
    static FunctionSettings of(Map<String, String> environment) {
        return new FunctionSettings(
                Address.of(Objects.requireNonNull(environment.get(API), API)),
                mode(environment.getOrDefault(MODE, "stream")),
                workers(environment.getOrDefault(WORKERS, "1")));
    }

    /**
     * Whether callers reach this function. One that only runs scheduled jobs has no response mode, and may not read what calls need.
     */
    static boolean hasEndpoint(Map<String, String> environment) {
        return environment.containsKey(MODE);
    }

    private static Mode mode(String value) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(MODE + ": expected stream or buffered, got " + value + "."));
    }

    private static int workers(String value) {
        return NumberParser.whole(value, 1, 9_999)
                .orElseThrow(() -> new IllegalArgumentException(
                        WORKERS + ": expected a number from 1 to 9999, got " + value + "."));
    }
}
