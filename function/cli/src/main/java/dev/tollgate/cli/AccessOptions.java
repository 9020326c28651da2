package dev.tollgate.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The options that select a gateway or its tables. They are parsed twice: before the start, because the settings are fixed
 * after it, and as options of each command.
 */
@Command
final class AccessOptions {
    private static final String ENDPOINT = "TOLLGATE_DYNAMODB_ENDPOINT";
    private static final int DEFAULT_DYNAMODB_PORT = 8000;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,5}");

    static final String DIRECT_OPTION = "--direct";
    static final String PROFILE_OPTION = "--profile";

    @Option(
            names = PROFILE_OPTION,
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The gateway of this login. Default: TOLLGATE_CLI_PROFILE, or that of the last login.")
    private @Nullable String profile;

    @Option(
            names = DIRECT_OPTION,
            scope = ScopeType.INHERIT,
            description = "Work on the gateway's tables with your AWS rights, without a login.")
    private boolean direct;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description =
                    "With --direct: the tables of this stack, NAME-config, NAME-usage and so on. Default: tollgate,"
                            + " or the tables in TOLLGATE_TABLES_CONFIG, TOLLGATE_TABLES_USAGE and so on. Implies --direct.")
    private @Nullable String stack;

    @Option(
            names = "--local",
            scope = ScopeType.INHERIT,
            description =
                    "Use the tables of `make run` on this machine. The file may contain secrets. Implies --direct.")
    private boolean local;

    /** The options in these arguments. It ignores errors, because the command reports them. */
    static AccessOptions of(String... arguments) {
        AccessOptions connection = new AccessOptions();
        try {
            new CommandLine(connection).setUnmatchedArgumentsAllowed(true).parseArgs(arguments);
        } catch (ParameterException reportedLater) {
            return new AccessOptions();
        }
        return connection;
    }

    /**
     * The gateway's settings that these options imply; all others stay as in the environment.
     *
     * @throws CommandException if the environment has an invalid address
     */
    Map<String, String> settings(Map<String, String> environment) {
        requireUrl(environment);
        Map<String, String> settings = new LinkedHashMap<>();
        if (profile != null) {
            settings.put("tollgate.cli.profile", profile);
            settings.put("tollgate.cli.direct", "false");
        }
        if (direct || local || stack != null) {
            settings.put("tollgate.cli.direct", "true");
        }
        if (stack != null) {
            for (String table : new String[] {"config", "counters", "usage", "cache"}) {
                settings.put("tollgate.tables." + table, stack + "-" + table);
            }
        }
        if (local) {
            settings.put("tollgate.secrets.plain-text-allowed", "true");
            if (value(environment, ENDPOINT).isEmpty()) {
                int port = port(environment, "TOLLGATE_DYNAMODB_PORT", DEFAULT_DYNAMODB_PORT);
                settings.put("tollgate.dynamodb.endpoint", "http://127.0.0.1:" + port);
            }
        }
        return settings;
    }

    /** The port in this variable, or the default if it is unset. Throws {@link CommandException} for an invalid one. */
    static int port(Map<String, String> environment, String variable, int defaultPort) {
        String text = value(environment, variable);
        if (text.isEmpty()) {
            return defaultPort;
        }
        int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new CommandException(variable + ": expected a port from 1 to " + HIGHEST_PORT + ", got " + text);
        }
        return port;
    }

    private static void requireUrl(Map<String, String> environment) {
        String endpoint = value(environment, ENDPOINT);
        if (!endpoint.isEmpty() && !isUrl(endpoint)) {
            throw new CommandException(ENDPOINT + ": expected a URL such as http://127.0.0.1:8000, got " + endpoint);
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static String value(Map<String, String> environment, String variable) {
        return environment.getOrDefault(variable, "").strip();
    }
}
