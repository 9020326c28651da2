package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.UnsupportedFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides which fields of a history a provider gets. Other providers, the gateway and frameworks add fields to messages, and
 * callers send them back as they came. Some providers reject a field that they do not know (BerriAI/litellm#30835,
 * Kilo-Org/kilocode#10375, janhq/jan#8136).
 */
final class ForeignFields {
    /** What providers, the gateway and frameworks are known to add to messages, content parts, tool calls and tools. */
    private static final Set<String> KNOWN = Set.of(
            "allowed_callers",
            "annotations",
            "cache_control",
            "caller",
            "citations",
            "content_parts",
            "defer_loading",
            "eager_input_streaming",
            "executed_tools",
            "extra_content",
            "images",
            "input_examples",
            "is_error",
            "parsed",
            "parsed_arguments",
            "provider_specific_fields",
            "reasoning",
            "reasoning_content",
            "reasoning_details",
            "search_results",
            "signature",
            "thinking",
            "thinking_blocks",
            "thought_signature");

    /** What frameworks keep with each message, and send along (openai/openai-node#1161). */
    private static final Set<String> KEPT_WITH_MESSAGES = Set.of(
            "additional_kwargs",
            "createdAt",
            "created_at",
            "finish_reason",
            "id",
            "metadata",
            "response_metadata",
            "timestamp",
            "usage",
            "usage_metadata");

    /** Types of content parts that other APIs have in an assistant's message. */
    private static final Set<String> KNOWN_PARTS =
            Set.of("thinking", "redacted_thinking", "reasoning", "reasoning_content", "tool_use", "server_tool_use");

    private static final Set<String> NOTHING = Set.of();

    /**
     * What models understand wherever they run. Their makers ask for the reasoning back in a loop of tool calls:
     * https://api-docs.deepseek.com/guides/thinking_mode, https://platform.moonshot.ai/docs/guide/use-kimi-k2-thinking-model,
     * https://docs.z.ai/guides/capabilities/thinking-mode, https://platform.minimax.io/docs/guides/text-m2-function-call.
     * Google asks for its signatures: https://ai.google.dev/gemini-api/docs/thought-signatures.
     */
    private static final Map<Pattern, Set<String>> BY_MODEL = Map.of(
            Pattern.compile("(?i).*(deepseek|kimi|glm-|minimax|mimo).*"), Set.of("reasoning_content"),
            Pattern.compile("(?i).*gemini.*"), Set.of("extra_content"));

    private final Set<String> understood;
    private final boolean strict;
    private final UnsupportedFields unsupported;

    private ForeignFields(Set<String> understood, boolean strict, UnsupportedFields unsupported) {
        this.understood = understood;
        this.strict = strict;
        this.unsupported = unsupported;
    }

    static ForeignFields of(MessageQuirks quirks, String model, UnsupportedFields unsupported) {
        Set<String> understood = quirks.history() == null ? understoodBy(model) : Set.copyOf(quirks.history());
        return new ForeignFields(understood, quirks.strict(), unsupported);
    }

    private static Set<String> understoodBy(String model) {
        return BY_MODEL.entrySet().stream()
                .filter(family -> family.getKey().matcher(model).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NOTHING);
    }

    boolean understands(String field) {
        return understood.contains(field);
    }

    /**
     * Of these fields in addition to OpenAI's, those that the provider gets. The others are named as dropped.
     *
     * @param path of the object that has them, such as {@code messages[1]}
     */
    Map<String, JsonNode> understoodOf(Map<String, JsonNode> fields, String path) {
        return kept(fields, path, field -> understood.contains(field) || (!strict && !KNOWN.contains(field)));
    }

    /** The same for a message. */
    Map<String, JsonNode> understoodOfMessage(Map<String, JsonNode> fields, String path) {
        return kept(
                fields,
                path,
                field -> understood.contains(field)
                        || (!strict && !KNOWN.contains(field) && !KEPT_WITH_MESSAGES.contains(field)));
    }

    /** The same for a tool, which may have any field: OpenAI itself adds some, such as {@code strict}. */
    Map<String, JsonNode> understoodOfTool(Map<String, JsonNode> fields, String path) {
        return kept(fields, path, field -> understood.contains(field) || !KNOWN.contains(field));
    }

    private Map<String, JsonNode> kept(Map<String, JsonNode> fields, String path, Predicate<String> passes) {
        Map<String, JsonNode> kept = new LinkedHashMap<>(fields);
        fields.keySet().stream().filter(passes.negate()).forEach(field -> {
            kept.remove(field);
            unsupported.drop(path + "." + field);
        });
        return kept;
    }

    /** Whether the provider gets content parts of a type that is not OpenAI's. */
    boolean takesPart(String type, String path) {
        if (!KNOWN_PARTS.contains(type) || understood.contains(type)) {
            return true;
        }
        unsupported.drop(path);
        return false;
    }
}
