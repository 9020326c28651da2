package dev.tollgate.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * Which tables are meant. Read twice: before the start, because the gateway's settings are fixed by then, and as options
 * of each command.
 */
@Command
final class TableConnection {
    private static final String ENDPOINT = "TOLLGATE_DYNAMODB_ENDPOINT";
    private static final int DEFAULT_DYNAMODB_PORT = 8000;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,5}");

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The gateway's stack: its tables are NAME-config, NAME-usage and so on. Default: tollgate, or"
                    + " what TOLLGATE_TABLES_CONFIG, TOLLGATE_TABLES_USAGE and so on say.")
    private String stack;

    @Option(
            names = "--local",
            scope = ScopeType.INHERIT,
            description = "The tables of `make run` on this machine. Secrets may stand in the file.")
    private boolean local;

    /** What these arguments say; what they say wrongly is told by the command itself. */
    static TableConnection of(String... arguments) {
        TableConnection connection = new TableConnection();
        try {
            new CommandLine(connection).setUnmatchedArgumentsAllowed(true).parseArgs(arguments);
        } catch (ParameterException toldLater) {
            return new TableConnection();
        }
        return connection;
    }

    /**
     * The gateway's settings that follow from it; those not named stay as the environment has them.
     *
     * @throws CommandException where the environment says something that is no address
     */
    Map<String, String> settings(Map<String, String> environment) {
        requireUrl(environment);
        Map<String, String> settings = new LinkedHashMap<>();
        if (stack != null) {
            for (String table : new String[] {"config", "counters", "usage", "cache"}) {
                settings.put("tollgate.tables." + table, stack + "-" + table);
            }
        }
        if (local) {
            settings.put("tollgate.secrets.plain-text-allowed", "true");
            if (isUnset(environment, ENDPOINT)) {
                int port = port(environment, "TOLLGATE_DYNAMODB_PORT", DEFAULT_DYNAMODB_PORT);
                settings.put("tollgate.dynamodb.endpoint", "http://127.0.0.1:" + port);
            }
        }
        return settings;
    }

    /** What this variable says, or the default where it says nothing. Throws {@link CommandException} where it is no port. */
    static int port(Map<String, String> environment, String variable, int otherwise) {
        if (isUnset(environment, variable)) {
            return otherwise;
        }
        String text = environment.get(variable).strip();
        int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new CommandException(variable + ": expected a port from 1 to " + HIGHEST_PORT + ", got " + text);
        }
        return port;
    }

    private static void requireUrl(Map<String, String> environment) {
        if (!isUnset(environment, ENDPOINT) && !isUrl(environment.get(ENDPOINT).strip())) {
            throw new CommandException(ENDPOINT + ": expected a URL such as http://127.0.0.1:8000, got "
                    + environment.get(ENDPOINT).strip());
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

    private static boolean isUnset(Map<String, String> environment, String variable) {
        return environment.getOrDefault(variable, "").isBlank();
    }
}
