package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A request as Anthropic wants it (https://platform.claude.com/docs/en/api/messages/create). Blocks are JSON objects: a
 * caller may put fields of Anthropic's own on each of them, such as {@code cache_control}.
 *
 * @param own fields of Anthropic's own that the caller sent beside OpenAI's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnthropicBody(
        String model,
        @JsonProperty("max_tokens") int maxTokens,
        List<ObjectNode> system,
        List<Turn> messages,
        List<ObjectNode> tools,
        @JsonProperty("tool_choice") ObjectNode toolChoice,
        JsonNode thinking,
        @JsonProperty("output_config") ObjectNode outputConfig,
        @JsonProperty("stop_sequences") List<String> stopSequences,
        BigDecimal temperature,
        @JsonProperty("top_p") BigDecimal topP,
        ObjectNode metadata,
        @JsonProperty("service_tier") String serviceTier,
        Boolean stream,
        @JsonAnyGetter Map<String, JsonNode> own) {

    /**
     * What one side says.
     *
     * @param role {@code user} or {@code assistant}
     */
    record Turn(String role, List<ObjectNode> content) {}
}
