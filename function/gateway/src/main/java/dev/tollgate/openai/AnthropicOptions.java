package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Anthropic's {@code thinking} and {@code output_config} mean in OpenAI's words. Clients of Claude send them in chat requests, too,
 * and other models refuse them (nashsu/llm_wiki#336).
 */
public final class AnthropicOptions {
    /** How the model thinks: off, with a budget, or as much as it wants. */
    public static final String THINKING = "thinking";

    private static final String OUTPUT_CONFIG = "output_config";
    private static final String EFFORT = "reasoning_effort";
    private static final String OWN_FORMAT = "format";
    private static final String FORMAT = "response_format";

    private AnthropicOptions() {}

    /** The request for a provider that does not know these fields. What has no counterpart stays, so that the provider reports it. */
    public static ChatRequest translated(ChatRequest request) {
        Map<String, JsonNode> fields = request.extra();
        if (!fields.containsKey(THINKING) && !fields.containsKey(OUTPUT_CONFIG)) {
            return request;
        }
        Map<String, JsonNode> translated = new LinkedHashMap<>(fields);
        if (translated.get(OUTPUT_CONFIG) instanceof ObjectNode config) {
            ObjectNode rest = config.deepCopy();
            move(rest, "effort", config.path("effort"), EFFORT, translated);
            moveFormat(rest, translated);
            replace(translated, OUTPUT_CONFIG, rest);
        }
        if (translated.get(THINKING) instanceof ObjectNode thinking) {
            JsonNode stated = translated.get(EFFORT);
            String closest = effort(thinking, stated == null ? null : stated.textValue());
            translated.remove(THINKING);
            if (closest != null && !fields.containsKey(EFFORT)) {
                translated.put(EFFORT, TextNode.valueOf(closest));
            }
        }
        return request.withExtra(translated);
    }

    /** The request for Claude where the format of the answer is not in {@code output_config}. */
    public static ChatRequest withFormat(ChatRequest request) {
        if (!(request.extra().get(OUTPUT_CONFIG) instanceof ObjectNode config) || !config.has(OWN_FORMAT)) {
            return request;
        }
        Map<String, JsonNode> translated = new LinkedHashMap<>(request.extra());
        ObjectNode rest = config.deepCopy();
        moveFormat(rest, translated);
        replace(translated, OUTPUT_CONFIG, rest);
        return request.withExtra(translated);
    }

    private static void moveFormat(ObjectNode config, Map<String, JsonNode> translated) {
        JsonNode schema = config.path(OWN_FORMAT).path("schema");
        if (schema.isObject()) {
            move(config, OWN_FORMAT, responseFormat(schema), FORMAT, translated);
        }
    }

    /** The request's own field wins over the one that says the same in other words. */
    private static void move(
            ObjectNode from, String field, JsonNode value, String to, Map<String, JsonNode> translated) {
        if (!value.isMissingNode() && !value.isNull()) {
            translated.putIfAbsent(to, value);
        }
        from.remove(field);
    }

    private static void replace(Map<String, JsonNode> fields, String field, ObjectNode rest) {
        if (rest.isEmpty()) {
            fields.remove(field);
        } else {
            fields.put(field, rest);
        }
    }

    /**
     * The effort that comes closest.
     *
     * @param stated the effort of {@code output_config}, which adaptive thinking takes
     * @return null for thinking without a budget, which is the default of models that think
     */
    public static @Nullable String effort(JsonNode thinking, @Nullable String stated) {
        return switch (thinking.path("type").asText()) {
            case "enabled" ->
                thinking.has("budget_tokens")
                        ? ThinkingBudget.effort(thinking.path("budget_tokens").asLong())
                        : stated;
            case "disabled" -> "none";
            default -> stated == null ? "high" : stated;
        };
    }

    /** A schema of {@code output_config.format} as a {@code response_format}. */
    public static ObjectNode responseFormat(JsonNode schema) {
        ObjectNode format = JsonNodeFactory.instance.objectNode().put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", "answer")
                .put("strict", true)
                .set("schema", schema);
        return format;
    }
}
