package dev.tollgate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
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
final class Connection {
    private static final String DEFAULT_DYNAMODB_PORT = "8000";

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
    static Connection of(String... arguments) {
        Connection connection = new Connection();
        try {
            new CommandLine(connection).setUnmatchedArgumentsAllowed(true).parseArgs(arguments);
        } catch (ParameterException toldLater) {
            return new Connection();
        }
        return connection;
    }

    /** The gateway's settings that follow from it; those not named stay as the environment has them. */
    Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (stack != null) {
            for (String table : new String[] {"config", "counters", "usage", "cache"}) {
                settings.put("tollgate.tables." + table, stack + "-" + table);
            }
        }
        if (local) {
            settings.put("tollgate.secrets.plain-text-allowed", "true");
            if (!environment.containsKey("TOLLGATE_DYNAMODB_ENDPOINT")) {
                String port = environment.getOrDefault("TOLLGATE_DYNAMODB_PORT", DEFAULT_DYNAMODB_PORT);
                settings.put("tollgate.dynamodb.endpoint", "http://127.0.0.1:" + port);
            }
        }
        return settings;
    }
}
