package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.manifest.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The settings of a key as options. They are fields of {@code keys} in a tollgate.yaml, and are checked as such. */
@Command
final class KeyFields {
    private static final Pattern FIELD = Pattern.compile("[a-z_]+");

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

    /** The settings as a key has them in a {@code tollgate.yaml}, without a secret. */
    ObjectNode json() {
        ObjectNode fields = CommandConsole.NODES.objectNode();
        if (expires != null) {
            fields.put("expires", expires);
        }
        if (!aliases.isEmpty()) {
            aliases.forEach(fields.putArray("aliases")::add);
        }
        ObjectNode limits = limits();
        if (!limits.isEmpty()) {
            fields.set("limits", limits);
        }
        if (!tags.isEmpty()) {
            ObjectNode values = fields.putObject("tags");
            tags.forEach(values::put);
        }
        others.forEach((name, value) -> {
            if (!FIELD.matcher(name).matches()) {
                throw wrong("expected FIELD=YAML with a field such as on_store_failure, got " + name);
            }
            if (fields.has(name)) {
                throw wrong(name + " has an option of its own, which is given, too");
            }
            fields.set(name, YamlDocument.json("--set " + name, value));
        });
        return fields;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), "--set: " + message);
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
