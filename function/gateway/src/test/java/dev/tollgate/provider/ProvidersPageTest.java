package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/providers.md matches providers.json. A failure shows the expected lines. */
final class ProvidersPageTest {

    @Test
    void thePageListsEveryProvider() throws IOException {
        String expected = KnownProviders.all().entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        assertThat(rowsThatStartWith("| [`")).isEqualTo(expected);
    }

    @Test
    void thePageListsEveryRuleOfSingleModels() throws IOException {
        String expected = KnownProviders.all().entrySet().stream()
                .flatMap(entry -> entry.getValue().quirks().models().stream().map(rule -> row(entry.getKey(), rule)))
                .collect(Collectors.joining("\n"));
        assertThat(rowsThatStartWith("| `")).isEqualTo(expected);
    }

    private static String rowsThatStartWith(String start) throws IOException {
        Path page = Path.of(System.getProperty("dev.tollgate.root"), "docs/providers.md");
        return Files.readString(page)
                .lines()
                .filter(line -> line.startsWith(start))
                .collect(Collectors.joining("\n"));
    }

    private static String row(String name, CatalogEntry entry) {
        return "| [`%s`](%s) | `%s` | %s | %s | %s |"
                .formatted(name, entry.documentation(), entry.kind(), needs(entry), address(entry), quirks(entry));
    }

    private static String needs(CatalogEntry entry) {
        if (entry.baseUrlVariable() != null) {
            return "`" + entry.baseUrlVariable() + "`" + (entry.key() == null ? "" : "; `" + entry.key() + "` if set");
        }
        return "`" + (entry.key() == null ? entry.regionVariable() : entry.key()) + "`";
    }

    private static String address(CatalogEntry entry) {
        return entry.baseUrl() == null ? "the kind's own" : "`" + entry.baseUrl() + "`";
    }

    private static String quirks(CatalogEntry entry) {
        List<String> quirks = new ArrayList<>();
        Map<String, String> renamed = new TreeMap<>(entry.quirks().renamed());
        renamed.forEach((ours, theirs) -> quirks.add("`" + ours + "` is sent as `" + theirs + "`"));
        if (!entry.quirks().developerRole()) {
            quirks.add("role `developer` is sent as `system`");
        }
        if (!entry.quirks().streamOptions()) {
            quirks.add("`stream_options` is not sent");
        }
        if (!entry.quirks().unsupported().isEmpty()) {
            quirks.add("does not take " + code(entry.quirks().unsupported()));
        }
        quirks.addAll(values(entry.quirks().values()));
        quirks.addAll(messages(entry.quirks().messages()));
        quirks.addAll(inputs(entry.quirks().inputs()));
        if (entry.quirks().hasResponses()) {
            quirks.add("gets requests of the Responses API as they are");
        }
        if (entry.quirks().routes()) {
            quirks.add("gets `provider`, `session_id`, and names with `:floor` or `:nitro`");
        }
        return String.join("; ", quirks);
    }

    private static List<String> values(Map<String, List<String>> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(field -> "`" + field.getKey() + "` is only " + code(field.getValue()))
                        .toList();
    }

    private static List<String> messages(MessageQuirks messages) {
        List<String> quirks = new ArrayList<>();
        if (messages.history() != null) {
            quirks.add(
                    messages.history().isEmpty()
                            ? "a history has OpenAI's fields only"
                            : "a history may have " + code(messages.history()));
        }
        if (messages.names() != null) {
            quirks.add(
                    messages.names().isEmpty() ? "no `name` in messages" : "`name` only of " + code(messages.names()));
        }
        if (messages.parts() != null) {
            quirks.add("reads only parts of type " + code(messages.parts()));
        }
        if (messages.documentUrls()) {
            quirks.add("reads the URL of a document");
        }
        if (!messages.textParts()) {
            quirks.add("text parts become a string");
        }
        if (!messages.nullContent()) {
            quirks.add("content is never null");
        }
        if (messages.systemFirst()) {
            quirks.add("system messages come first");
        }
        if (messages.resultsAnswered()) {
            quirks.add("the assistant says OK between a tool's result and the user");
        }
        if (messages.alternating()) {
            quirks.add("messages alternate");
        }
        if (messages.reasoningRequired() != null) {
            quirks.add("turns of other models get a blank `reasoning_content`");
        }
        if (messages.toolCallIds() != null) {
            quirks.add("ids of tool calls match `" + messages.toolCallIds() + "`");
        }
        if (messages.prefix() != null) {
            quirks.add("an assistant's last message gets `" + messages.prefix() + "`");
        }
        return quirks;
    }

    private static List<String> inputs(InputQuirks inputs) {
        List<String> quirks = new ArrayList<>();
        if (inputs.searching() != null) {
            String models = inputs.searching().pattern();
            quirks.add("Anthropic's `web_search` becomes `web_search_options`"
                    + (models.equals(".*") ? "" : " for models `" + models + "`"));
        }
        if (!inputs.fetchesFiles()) {
            quirks.add("gets images as bytes, not by URL");
        }
        if (inputs.stopSequences() != null) {
            quirks.add("takes at most " + inputs.stopSequences() + " stop sequences");
        }
        if (inputs.embeddingBatch() != null) {
            quirks.add("gets at most " + inputs.embeddingBatch() + " texts for embeddings at once");
        }
        return quirks;
    }

    private static String row(String name, ModelRule rule) {
        String models = rule.models().pattern().replace("|", "\\|");
        List<String> differences = new ArrayList<>();
        if (!rule.unsupported().isEmpty()) {
            differences.add("does not take " + code(rule.unsupported()));
        }
        differences.addAll(values(rule.values()));
        rule.lists().forEach(field -> differences.add("`" + field + "` is sent as a list of one"));
        if (rule.when() == ModelRule.Condition.NAMED_CALL) {
            differences.add("gets this function only");
        }
        new TreeMap<>(rule.required())
                .forEach((field, value) -> differences.add(
                        "`" + field + "` is sent as `" + (value.isTextual() ? value.textValue() : value) + "`"));
        return "| `%s` | [`%s`](%s) | %s | %s |"
                .formatted(name, models, rule.source(), when(rule.when()), String.join("; ", differences));
    }

    private static String when(ModelRule.Condition condition) {
        return switch (condition) {
            case null -> "";
            case TOOLS -> "with tools";
            case EFFORT -> "with a `reasoning_effort`";
            case EFFORT_OR_DEFAULT -> "unless `reasoning_effort` is `none`";
            case FORCED_CALL -> "with a `tool_choice` that forces a call";
            case NAMED_CALL -> "with a `tool_choice` that names a function";
            case LONG_WHOLE -> "without `stream`, for more than 4,096 tokens";
            case MIXED_STRICT -> "with `strict` in some tools only";
            case OPEN_STRICT -> "with `strict` and optional properties";
            case WHOLE -> "without `stream`";
            case NOT_STORED -> "without `store`";
        };
    }

    private static String code(List<String> words) {
        return words.stream().collect(Collectors.joining("`, `", "`", "`"));
    }
}
