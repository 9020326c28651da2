package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The settings of a key as options. They become fields of {@code keys} in a tollgate.yaml, and are checked as such. */
@Command
final class KeyFields {
    private static final Pattern FIELD = Pattern.compile("[a-z_]+");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            description = "A name that the key may use: an alias, or provider/model. Repeatable. Default: all.")
    private List<String> aliases = List.of();

    @Option(names = "--requests-per-minute", paramLabel = "N", description = "Requests in any 60 seconds.")
    private @Nullable Long requestsPerMinute;

    @Option(names = "--tokens-per-minute", paramLabel = "N", description = "Tokens in any 60 seconds.")
    private @Nullable Long tokensPerMinute;

    @Option(names = "--concurrent", paramLabel = "N", description = "Requests in progress at the same time.")
    private @Nullable Long concurrent;

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            description = "When the key expires: 2027-01-31 or 2027-01-31T12:00:00Z. Default: never.")
    private @Nullable String expires;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "Copied into each usage record. Repeatable.")
    private Map<String, String> tags = Map.of();

    @Option(
            names = "--set",
            paramLabel = "FIELD=YAML",
            description = "Any other field of a key in a tollgate.yaml, such as on_store_failure=allow. Repeatable.")
    private Map<String, String> others = Map.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The settings as one YAML mapping, without the secret. */
    String yaml() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (expires != null) {
            fields.put("expires", CommandConsole.NODES.textNode(expires).toString());
        }
        if (!aliases.isEmpty()) {
            ArrayNode names = CommandConsole.NODES.arrayNode();
            aliases.forEach(names::add);
            fields.put("aliases", names.toString());
        }
        ObjectNode limits = limits();
        if (!limits.isEmpty()) {
            fields.put("limits", limits.toString());
        }
        if (!tags.isEmpty()) {
            ObjectNode values = CommandConsole.NODES.objectNode();
            tags.forEach(values::put);
            fields.put("tags", values.toString());
        }
        // A field that is set in two ways appears twice, and the reader rejects that.
        StringJoiner yaml = new StringJoiner("\n");
        fields.forEach((name, value) -> yaml.add(name + ": " + value));
        others.forEach((name, value) -> yaml.add(field(name) + ":\n" + indented(value)));
        return yaml.toString();
    }

    private String field(String name) {
        if (!FIELD.matcher(name).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--set: expected FIELD=YAML with a field such as on_store_failure, got " + name);
        }
        return name;
    }

    /** Indents each line below its field, so that no line of the value can become another field. */
    private static String indented(String value) {
        return LINE_BREAK.splitAsStream(value).map(line -> "  " + line).collect(Collectors.joining("\n"));
    }

    private ObjectNode limits() {
        ObjectNode limits = CommandConsole.NODES.objectNode();
        put(limits, "requests_per_minute", requestsPerMinute);
        put(limits, "tokens_per_minute", tokensPerMinute);
        put(limits, "concurrent", concurrent);
        return limits;
    }

    private static void put(ObjectNode limits, String name, @Nullable Long value) {
        if (value != null) {
            limits.put(name, value);
        }
    }
}
