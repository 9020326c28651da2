package dev.tollgate.lambda;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * How this function was started, from environment variables.
 *
 * @param api host and port of the Runtime API, from {@code AWS_LAMBDA_RUNTIME_API}
 * @param mode from {@code TOLLGATE_RESPONSE_MODE}
 * @param workers how many events are handled at a time, from {@code AWS_LAMBDA_MAX_CONCURRENCY}: more than one on
 *     Managed Instances only
 */
record FunctionSettings(Address api, Mode mode, int workers) {
    static final String API = "AWS_LAMBDA_RUNTIME_API";
    private static final String MODE = "TOLLGATE_RESPONSE_MODE";
    private static final String WORKERS = "AWS_LAMBDA_MAX_CONCURRENCY";

    /** How an answer goes back; a function cannot see how it was invoked, so the template must say it. */
    enum Mode {
        /** As it comes: behind a streaming REST API or function URL. */
        STREAM,
        /** At once: behind an HTTP API. */
        BUFFERED
    }

    /** Where the Runtime API is. */
    record Address(String host, int port) {
        static Address of(String text) {
            int colon = text.lastIndexOf(':');
            return colon < 0
                    ? new Address(text, 80)
                    : new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }
    }

    /** Reads them. */
    static FunctionSettings of(Map<String, String> environment) {
        return new FunctionSettings(
                Address.of(environment.get(API)),
                mode(environment.getOrDefault(MODE, "stream")),
                workers(environment.getOrDefault(WORKERS, "1")));
    }

    private static Mode mode(String text) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(MODE + ": expected stream or buffered, got " + text + "."));
    }

    private static int workers(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(WORKERS + ": expected a number from 1 to 9999, got " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
