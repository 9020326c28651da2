package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ManifestCandidates;
import dev.tollgate.cli.port.PolicyReader;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.FoundValue;
import dev.tollgate.guardrail.PolicyPreview;
import jakarta.enterprise.context.Dependent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tollgate policies test}. */
@Command(
        name = "test",
        description = "Shows what content policies do to a text: what they find in it, and what would leave.")
@Dependent
final class PoliciesTestCommand implements CliCommand, Callable<Integer> {
    private final PolicyReader stored;
    private final ManifestCandidates candidates;

    @Parameters(paramLabel = "FILE", description = "A text in UTF-8; - for standard input.")
    private Path file;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "The policies of this tollgate.yaml, instead of those in the config table.")
    private @Nullable Path manifest;

    @Option(names = "--policy", paramLabel = "NAME", description = "This policy only. Repeatable. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--answer", description = "Treat the text as an answer, not as a prompt.")
    private boolean answer;

    @Mixin
    private CommandConsole console;

    PoliciesTestCommand(PolicyReader stored, ManifestCandidates candidates) {
        this.stored = stored;
        this.candidates = candidates;
    }

    @Override
    public String parent() {
        return PoliciesCommand.NAME;
    }

    @Override
    public Integer call() {
        List<ContentPolicy> policies = selected(manifest == null ? stored.read() : ofManifest(manifest));
        String text = TextFile.read(file);
        PolicyPreview preview =
                answer ? PolicyPreview.ofAnswer(policies, text) : PolicyPreview.ofPrompt(policies, text);
        if (console.wantsJson()) {
            console.json(json(preview, text));
        } else {
            console.text(TerminalText.lines(preview.text().endsWith("\n") ? preview.text() : preview.text() + "\n"));
            findings(preview, text).forEach(console::note);
        }
        return preview.denial().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Map<String, ContentPolicy> ofManifest(Path path) {
        return candidates.of(ManifestFile.name(path), TextFile.read(path)).plan().policies().stream()
                .collect(Collectors.toMap(ContentPolicy::name, Function.identity()));
    }

    private List<ContentPolicy> selected(Map<String, ContentPolicy> all) {
        if (all.isEmpty()) {
            throw new CommandException("There are no content policies. A tollgate.yaml has them under `policies`.");
        }
        return names.isEmpty()
                ? List.copyOf(new TreeMap<>(all).values())
                : names.stream().map(name -> require(name, all)).toList();
    }

    private static ContentPolicy require(String name, Map<String, ContentPolicy> all) {
        ContentPolicy policy = all.get(name);
        if (policy == null) {
            throw new CommandException("There is no content policy " + name + ". There are: "
                    + String.join(", ", new TreeSet<>(all.keySet())) + ".");
        }
        return policy;
    }

    /** The table of what was found, on the other stream: the text alone can be piped on. */
    private static List<String> findings(PolicyPreview preview, String text) {
        if (preview.values().isEmpty()) {
            return List.of("Nothing found.");
        }
        TextTable table = new TextTable("LINE", "COLUMN", "DETECTOR", "ACTION", "POLICIES").right(0, 1);
        preview.values()
                .forEach(value -> table.add(
                        Integer.toString(line(text, value.start())),
                        Integer.toString(column(text, value.start())),
                        value.strictest().detector().name(),
                        action(value),
                        policies(value)));
        String found = table.text().stripTrailing();
        return preview.denial().map(why -> List.of(found, why)).orElse(List.of(found));
    }

    private static ObjectNode json(PolicyPreview preview, String text) {
        ObjectNode node = CommandConsole.NODES.objectNode().put("text", preview.text());
        ArrayNode values = node.putArray("values");
        preview.values().forEach(value -> values.addObject()
                .put("line", line(text, value.start()))
                .put("column", column(text, value.start()))
                .put("detector", value.strictest().detector().name())
                .put("action", action(value))
                .put("policies", policies(value)));
        return node.put("denied", preview.denial().orElse(null));
    }

    private static String action(FoundValue value) {
        return value.action().name().toLowerCase(Locale.ROOT);
    }

    private static String policies(FoundValue value) {
        return value.policies().stream()
                .filter(name -> !name.isEmpty())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static int line(String text, int index) {
        return 1
                + (int) text.substring(0, index)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }

    private static int column(String text, int index) {
        int start = text.lastIndexOf('\n', index - 1) + 1;
        return 1 + text.codePointCount(start, index);
    }
}
