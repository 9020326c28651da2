package dev.tollgate.server;

import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.UrlParser;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of this server, from environment variables.
 *
 * @param mode from {@code TOLLGATE_MODE}
 * @param host the address on which it listens, from {@code TOLLGATE_HOST}
 * @param port from {@code TOLLGATE_PORT}
 * @param file the {@code tollgate.yaml} to apply at the start, from {@code TOLLGATE_CONFIG}; in container mode there is
 *     no default, so that the config table stays as it is
 * @param dynamoDbPort for DynamoDB Local, from {@code TOLLGATE_DYNAMODB_PORT}
 * @param data the data folder of DynamoDB Local, from {@code TOLLGATE_DATA}; without it, data is lost at the end
 * @param dynamoDb a DynamoDB Local that somebody else has started, from {@code TOLLGATE_DYNAMODB_ENDPOINT}; local mode
 */
record ServerSettings(
        Mode mode,
        String host,
        int port,
        Optional<Path> file,
        int dynamoDbPort,
        Optional<Path> data,
        Optional<URI> dynamoDb) {
    static final String LOOPBACK = "127.0.0.1";
    private static final String ALL_ADDRESSES = "0.0.0.0";
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_DYNAMODB_PORT = 8000;

    /** How a server runs. */
    enum Mode {
        /** On a laptop, with DynamoDB Local. By default, only this machine can reach it. */
        LOCAL,
        /** In a container, with existing DynamoDB tables. */
        CONTAINER
    }

    /** Reads the settings, with defaults for variables that are not set. */
    static ServerSettings of(Map<String, String> environment) {
        Mode mode = find(environment, "TOLLGATE_MODE").map(ServerSettings::mode).orElse(Mode.LOCAL);
        Optional<Path> file = find(environment, "TOLLGATE_CONFIG").map(Path::of);
        return new ServerSettings(
                mode,
                find(environment, "TOLLGATE_HOST")
                        .map(ServerSettings::host)
                        .orElse(mode == Mode.LOCAL ? LOOPBACK : ALL_ADDRESSES),
                port(environment, "TOLLGATE_PORT", DEFAULT_PORT),
                mode == Mode.LOCAL ? file.or(() -> Optional.of(Path.of("tollgate.yaml"))) : file,
                port(environment, "TOLLGATE_DYNAMODB_PORT", DEFAULT_DYNAMODB_PORT),
                find(environment, "TOLLGATE_DATA").map(Path::of),
                mode == Mode.LOCAL
                        ? find(environment, "TOLLGATE_DYNAMODB_ENDPOINT").map(ServerSettings::dynamoDbLocal)
                        : Optional.empty());
    }

    boolean local() {
        return mode == Mode.LOCAL;
    }

    /**
     * Only this machine, or all of them: who else may reach the port is for the network to decide. Both have the loopback
     * address, at which local mode calls its own provider.
     */
    private static String host(String value) {
        if (!value.equals(LOOPBACK) && !value.equals(ALL_ADDRESSES)) {
            throw new StartupException(
                    "TOLLGATE_HOST: expected 127.0.0.1 for this machine only, or 0.0.0.0 for all, got " + value + ".");
        }
        return value;
    }

    /** Local mode creates tables, so it refuses the DynamoDB of an account. */
    private static URI dynamoDbLocal(String value) {
        URI endpoint = UrlParser.http(value)
                .orElseThrow(() -> new StartupException(
                        "TOLLGATE_DYNAMODB_ENDPOINT: expected a URL such as http://127.0.0.1:8000, got " + value
                                + "."));
        if (endpoint.getHost().contains(".amazonaws.")) {
            throw new StartupException("TOLLGATE_DYNAMODB_ENDPOINT: local mode uses only a DynamoDB Local. Set"
                    + " TOLLGATE_MODE=container to use " + value + ".");
        }
        return endpoint;
    }

    private static Mode mode(String value) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(
                        () -> new StartupException("TOLLGATE_MODE: expected local or container, got " + value + "."));
    }

    private static int port(Map<String, String> environment, String name, int defaultPort) {
        return find(environment, name).map(value -> port(name, value)).orElse(defaultPort);
    }

    private static int port(String name, String value) {
        return NumberParser.whole(value, 1, 65_535)
                .orElseThrow(
                        () -> new StartupException(name + ": expected a port from 1 to 65535, got " + value + "."));
    }

    private static Optional<String> find(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
