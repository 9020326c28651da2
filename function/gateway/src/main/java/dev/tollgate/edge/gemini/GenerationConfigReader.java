package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ThinkingBudget;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code generationConfig} (https://ai.google.dev/api/generate-content#generationconfig).
 *
 * @param extra the options that are no fields of {@code ChatRequest}
 * @param imageDetail OpenAI's detail of all images
 * @param thoughtsIncluded whether the client wants to read what the model thinks
 */
record GenerationConfigReader(
        @Nullable Integer maxOutputTokens,
        @Nullable Integer candidateCount,
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal topP,
        Map<String, JsonNode> extra,
        Optional<String> imageDetail,
        boolean thoughtsIncluded) {
    private static final String FORMAT = "response_format";
    private static final String JSON = "application/json";
    private static final GenerationConfigReader NONE =
            new GenerationConfigReader(null, null, null, null, Map.of(), Optional.empty(), false);
    private static final Map<String, String> DETAILS =
            Map.of("MEDIA_RESOLUTION_LOW", "low", "MEDIA_RESOLUTION_MEDIUM", "auto", "MEDIA_RESOLUTION_HIGH", "high");

    static GenerationConfigReader of(SentObject request) {
        return request.object("generationConfig")
                .map(GenerationConfigReader::read)
                .orElse(NONE);
    }

    private static GenerationConfigReader read(SentObject config) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        put(extra, "top_k", whole(config.number("topK")));
        put(extra, "seed", integer(config.integer("seed")));
        put(extra, "presence_penalty", decimal(config.number("presencePenalty")));
        put(extra, "frequency_penalty", decimal(config.number("frequencyPenalty")));
        put(extra, "logprobs", flag(config.flag("responseLogprobs")));
        put(extra, "top_logprobs", integer(config.integer("logprobs")));
        put(extra, "stop", texts(config.texts("stopSequences")));
        put(extra, FORMAT, responseFormat(config));
        put(extra, "modalities", modalities(config.texts("responseModalities")));
        Optional<SentObject> thinking = config.object("thinkingConfig");
        boolean thoughts = thinking.map(sent -> Boolean.TRUE.equals(sent.flag("includeThoughts")))
                .orElse(false);
        thinking.map(ThinkingConfig::effort).ifPresent(effort -> put(extra, "reasoning_effort", effort));
        thinking.ifPresent(SentObject::reportOthers);
        String resolution = config.text("mediaResolution");
        Integer limit = config.integer("maxOutputTokens");
        Integer count = config.integer("candidateCount");
        GenerationConfigReader read = new GenerationConfigReader(
                limit,
                count,
                config.number("temperature"),
                config.number("topP"),
                extra,
                Optional.ofNullable(resolution == null ? null : DETAILS.get(resolution)),
                thoughts);
        config.reportOthers();
        return read;
    }

    /** Whether the answer is to be JSON of any form. */
    boolean wantsJson() {
        return extra.containsKey(FORMAT)
                && extra.get(FORMAT).path("type").asText().equals("json_object");
    }

    /** A schema makes the format; without one, JSON of any form. Other formats than JSON only some providers know. */
    private static @Nullable JsonNode responseFormat(SentObject config) {
        String type = config.text("responseMimeType");
        JsonNode schema = schema(config);
        if ("text/plain".equals(type) || (type == null && schema == null)) {
            return null;
        }
        ObjectNode format = JsonNodeFactory.instance.objectNode();
        if (type != null && !type.equals(JSON)) {
            return format.put("type", type);
        }
        if (schema == null) {
            return format.put("type", "json_object");
        }
        format.put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "response")
                .set("schema", schema);
        return format;
    }

    private static @Nullable JsonNode schema(SentObject config) {
        Optional<JsonNode> written = config.get("responseSchema");
        return config.get("responseJsonSchema")
                .or(() -> config.get("_responseJsonSchema"))
                .or(() -> written.map(OpenApiSchema::asJsonSchema))
                .filter(JsonNode::isObject)
                .orElse(null);
    }

    /** Text alone is the default. */
    private static @Nullable JsonNode modalities(List<String> sent) {
        List<String> wanted = sent.stream()
                .map(modality -> modality.toLowerCase(Locale.ROOT))
                .filter(modality -> !modality.equals("modality_unspecified"))
                .toList();
        return wanted.equals(List.of("text")) ? null : texts(wanted);
    }

    private static void put(Map<String, JsonNode> extra, String name, @Nullable JsonNode value) {
        if (value != null) {
            extra.put(name, value);
        }
    }

    private static @Nullable JsonNode texts(List<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list.isEmpty() ? null : list;
    }

    private static @Nullable JsonNode integer(@Nullable Integer number) {
        return number == null ? null : IntNode.valueOf(number);
    }

    private static @Nullable JsonNode decimal(@Nullable BigDecimal number) {
        return number == null ? null : JsonNodeFactory.instance.numberNode(number);
    }

    /** Google's SDKs write {@code 40.0}. */
    private static @Nullable JsonNode whole(@Nullable BigDecimal number) {
        return number == null || number.stripTrailingZeros().scale() > 0
                ? decimal(number)
                : JsonNodeFactory.instance.numberNode(number.longValue());
    }

    private static @Nullable JsonNode flag(@Nullable Boolean flag) {
        return flag == null ? null : BooleanNode.valueOf(flag);
    }

    /** How much the model thinks. */
    private static final class ThinkingConfig {
        private ThinkingConfig() {}

        /** OpenAI's effort; null where the model decides. */
        static @Nullable JsonNode effort(SentObject config) {
            String level = config.text("thinkingLevel");
            Integer budget = config.integer("thinkingBudget");
            if (level != null && !level.equals("THINKING_LEVEL_UNSPECIFIED")) {
                return TextNode.valueOf(level.toLowerCase(Locale.ROOT));
            }
            return budget == null || budget < 0 ? null : TextNode.valueOf(ThinkingBudget.effort(budget));
        }
    }
}
