package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The Response object (https://platform.openai.com/docs/api-reference/responses/object). It repeats what the client has requestJson for, with
 * OpenAI's defaults for what it has not.
 */
final class ResponseDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SERVICE_TIER = "service_tier";

    private final ObjectNode requestJson;
    private final String id;

    /** The response to a request. */
    ResponseDocument(ObjectNode requestJson, String id) {
        this.requestJson = requestJson;
        this.id = id;
    }

    /**
     * The response as it is now.
     *
     * @param created seconds since the epoch
     * @param model that answers
     */
    ObjectNode json(String status, @Nullable Long created, @Nullable String model, ArrayNode output) {
        ObjectNode response = NODES.objectNode();
        response.put("id", id).put("object", "response").put("created_at", created == null ? 0 : created);
        response.put("status", status).put("background", false);
        response.putNull("error").putNull("incomplete_details");
        repeat(response, "instructions", NullNode.getInstance());
        repeat(response, "max_output_tokens", NullNode.getInstance());
        repeat(response, "max_tool_calls", NullNode.getInstance());
        response.put("model", model == null ? requestJson.path("model").asText() : model);
        response.set("output", output);
        repeat(response, "parallel_tool_calls", NODES.booleanNode(true));
        response.putNull("previous_response_id");
        repeat(response, "prompt_cache_key", NullNode.getInstance());
        response.set("reasoning", reasoning());
        repeat(response, "safety_identifier", NullNode.getInstance());
        repeat(response, SERVICE_TIER, NODES.textNode("default"));
        response.put("store", false);
        repeat(response, "temperature", NODES.numberNode(1.0));
        response.set("text", text());
        repeat(response, "tool_choice", NODES.textNode("auto"));
        repeat(response, "tools", NODES.arrayNode());
        repeat(response, "top_logprobs", NODES.numberNode(0));
        repeat(response, "top_p", NODES.numberNode(1.0));
        repeat(response, "truncation", NODES.textNode("disabled"));
        response.putNull("usage");
        repeat(response, "user", NullNode.getInstance());
        repeat(response, "metadata", NODES.objectNode());
        return response;
    }

    private void repeat(ObjectNode response, String field, JsonNode otherwise) {
        response.set(field, requestJson.hasNonNull(field) ? requestJson.get(field) : otherwise);
    }

    private ObjectNode reasoning() {
        ObjectNode reasoning = NODES.objectNode();
        for (String field : new String[] {"effort", "summary"}) {
            JsonNode value = requestJson.path("reasoning").path(field);
            reasoning.set(field, value.isMissingNode() ? NullNode.getInstance() : value);
        }
        return reasoning;
    }

    private ObjectNode text() {
        ObjectNode text = NODES.objectNode();
        JsonNode format = requestJson.path("text").path("format");
        text.set("format", format.isObject() ? format : NODES.objectNode().put("type", "text"));
        text.put("verbosity", requestJson.path("text").path("verbosity").asText("medium"));
        return text;
    }

    /** Adds what is known at the end. */
    static void complete(ObjectNode response, @Nullable Usage usage, @Nullable JsonNode serviceTier) {
        if (usage != null) {
            response.set("usage", usage(usage));
        }
        if (serviceTier != null && serviceTier.isTextual()) {
            response.set(SERVICE_TIER, serviceTier);
        }
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode json = NODES.objectNode().put("input_tokens", usage.promptTokens());
        json.putObject("input_tokens_details")
                .put("cached_tokens", usage.cachedTokens())
                .put("cache_write_tokens", usage.cacheWriteTokens());
        json.put("output_tokens", usage.completionTokens());
        json.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
        json.put("total_tokens", usage.totalTokens());
        usage.extra().forEach(json::set);
        return json;
    }

    /** Adds why the answer ends before its end. */
    static void incomplete(ObjectNode response, String reason) {
        response.putObject("incomplete_details").put("reason", reason);
    }

    /** Adds why there is no answer. */
    static void failed(ObjectNode response, GatewayException failure) {
        response.putObject("error").put("code", failure.kind().code()).put("message", failure.getMessage());
    }
}
