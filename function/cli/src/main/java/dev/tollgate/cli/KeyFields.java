package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.KeyHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a key may do, as options. They become the fields of {@code keys} in a tollgate.yaml, and are read as these are. */
@Command
final class KeyFields {
    private static final Pattern FIELD = Pattern.compile("[a-z_]+");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            description = "A name that it may ask for: an alias, or provider/model. Repeatable. Default: all.")
    private List<String> aliases = List.of();

    @Option(names = "--requests-per-minute", paramLabel = "N", description = "Requests in any 60 seconds.")
    private Long requestsPerMinute;

    @Option(names = "--tokens-per-minute", paramLabel = "N", description = "Tokens in any 60 seconds.")
    private Long tokensPerMinute;

    @Option(names = "--concurrent", paramLabel = "N", description = "Requests under way at the same time.")
    private Long concurrent;

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            description = "When it ends: 2027-01-31 or 2027-01-31T12:00:00Z. Default: never.")
    private String expires;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "Copied into each usage record. Repeatable.")
    private Map<String, String> tags = Map.of();

    @Option(
            names = "--set",
            paramLabel = "FIELD=YAML",
            description = "Any other field of a key in a tollgate.yaml, such as on_store_failure=allow. Repeatable.")
    private Map<String, String> others = Map.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** One mapping of YAML. */
    String yaml(KeyHash keyHash) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(
                "secret",
                CommandConsole.NODES.textNode("sha256:" + keyHash.hex()).toString());
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
        // What is said in two ways stands there twice, which the reader refuses.
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

    /** Below its field, each line of it: so nothing in it can be a field of its own. */
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

    private static void put(ObjectNode limits, String name, Long value) {
        if (value != null) {
            limits.put(name, value);
        }
    }
}
