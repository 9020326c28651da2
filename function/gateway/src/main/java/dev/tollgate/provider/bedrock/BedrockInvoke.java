package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.ReportedCount;
import dev.tollgate.provider.TokenCountRequest;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.provider.claude.AnthropicReply;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.NativeMessages;
import dev.tollgate.provider.claude.NativeMessages.NativeBody;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claude in Anthropic's own words, as Bedrock's {@code InvokeModel} takes them
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html). Bedrock refuses what it does
 * not know, so that any other request goes to {@code Converse}.
 */
record BedrockInvoke(String name, BedrockUrl url) {
    /** The ends of the paths. */
    static final String WHOLE = "invoke";

    static final String STREAMED = "invoke-with-response-stream";

    private static final String CLAUDE = "anthropic.claude";
    private static final String VERSION = "bedrock-2023-05-31";
    private static final String TYPE = "type";
    private static final String MAX_TOKENS = "max_tokens";

    /** What says nothing at Bedrock: its path has the model, and its account the end user and the tier. */
    private static final Set<String> LEFT_OUT = Set.of("model", "stream", "metadata", "service_tier");

    private static final Set<String> FIELDS = Set.of(
            "messages",
            "system",
            MAX_TOKENS,
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "context_management");

    /** The beginnings of the types of tools that Anthropic runs itself. */
    private static final List<String> ANTHROPICS_TOOLS =
            List.of("web_search", "web_fetch", "code_execution", "mcp", "advisor");

    /** Sources that Bedrock does not read. */
    private static final Set<String> ELSEWHERE = Set.of("url", "file");

    /** The exchange of a request; empty if Bedrock cannot take it like this. */
    Optional<ChatExchange> exchange(NativeRequest sent, ChatRequest request, String model) {
        return body(sent, request, model)
                .map(sending -> new ChatExchange(
                        post(model, request.streamed() ? STREAMED : WHOLE, write(sending.body()), request.streamed()),
                        new AnthropicReply(name),
                        new InvokeFrames(name),
                        sending.dropped()));
    }

    /**
     * How many tokens a request has (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html); empty as
     * for {@link #exchange}.
     */
    Optional<TokenCountRequest> count(NativeRequest sent, ChatRequest request, String model) {
        return body(sent, request, model).map(NativeBody::body).map(body -> {
            if (!body.has(MAX_TOKENS)) {
                body.put(MAX_TOKENS, 1);
            }
            ObjectNode question = JsonNodeFactory.instance.objectNode();
            question.putObject("input").putObject("invokeModel").put("body", write(body));
            return new TokenCountRequest(
                    post(model, "count-tokens", write(question), false),
                    reply -> ReportedCount.in(reply, "inputTokens"));
        });
    }

    private Optional<NativeBody> body(NativeRequest sent, ChatRequest request, String model) {
        return model.contains(CLAUDE)
                ? NativeMessages.body(sent, request, ClaudeModel.of(model), false)
                        .map(sending -> sending.with(body -> body.without(LEFT_OUT)))
                        .filter(sending ->
                                isKnown(sending.body()) && keepsSchemas(sending.body(), BedrockModel.of(model)))
                        .map(sending -> sending.with(body -> body.put("anthropic_version", VERSION)))
                : Optional.empty();
    }

    private UpstreamRequest post(String model, String action, byte[] body, boolean streamed) {
        return new UpstreamRequest(
                url.of(model, action),
                Map.of("content-type", "application/json", "accept", "application/json"),
                body,
                streamed);
    }

    private static byte[] write(ObjectNode body) {
        try {
            return JsonCodec.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a tree as JSON", impossible);
        }
    }

    private static boolean isKnown(ObjectNode body) {
        return FIELDS.containsAll(names(body))
                && body.path("tools").valueStream().noneMatch(BedrockInvoke::isAnthropics)
                && body.path("messages").valueStream().allMatch(turn -> isHere(turn.path("content")));
    }

    /** Whether the request has no schemas that the model refuses to keep to. */
    private static boolean keepsSchemas(ObjectNode body, BedrockModel model) {
        return model.enforcesTools()
                || (!body.path("output_config").has("format")
                        && body.path("tools").valueStream().noneMatch(tool -> tool.has("strict")));
    }

    private static Collection<String> names(ObjectNode body) {
        return body.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static boolean isAnthropics(JsonNode tool) {
        String type = tool.path(TYPE).asText();
        return ANTHROPICS_TOOLS.stream().anyMatch(type::startsWith);
    }

    /** Whether the request itself has everything that these blocks and those in them show. */
    private static boolean isHere(JsonNode blocks) {
        return blocks.valueStream()
                .allMatch(block ->
                        !ELSEWHERE.contains(block.path("source").path(TYPE).asText())
                                && !block.path(TYPE).asText().equals("container_upload")
                                && isHere(block.path("content")));
    }
}
