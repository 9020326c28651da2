package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to Anthropic's API (https://platform.claude.com/docs/en/api/messages/create). Blocks are JSON objects, because a
 * caller may add Anthropic's own fields to each of them, such as {@code cache_control}.
 *
 * @param own Anthropic's own fields, which the caller sent in addition to OpenAI's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnthropicBody(
        String model,
        @JsonProperty("max_tokens") int maxTokens,
        @Nullable List<ObjectNode> system,
        List<Turn> messages,
        @Nullable List<ObjectNode> tools,
        @JsonProperty("tool_choice") @Nullable ObjectNode toolChoice,
        @Nullable JsonNode thinking,
        @JsonProperty("output_config") @Nullable ObjectNode outputConfig,
        @JsonProperty("stop_sequences") @Nullable List<String> stopSequences,
        @Nullable BigDecimal temperature,
        @JsonProperty("top_p") @Nullable BigDecimal topP,
        @Nullable ObjectNode metadata,
        @JsonProperty("service_tier") @Nullable String serviceTier,
        @Nullable Boolean stream,
        @JsonAnyGetter Map<String, JsonNode> own) {

    /**
     * One turn of the conversation.
     *
     * @param role {@code user} or {@code assistant}
     */
    record Turn(String role, List<ObjectNode> content) {}
}
