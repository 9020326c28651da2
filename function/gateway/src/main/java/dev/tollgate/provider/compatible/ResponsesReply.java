package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies of OpenAI's Responses API (https://platform.openai.com/docs/api-reference/responses-streaming): {@code created →
 * (item added → delta* → item done)* → completed | incomplete | failed}. An item that is done says all that its deltas have said, so that a
 * reply that is not streamed is its items, done at once.
 */
final class ResponsesReply implements ReplyDecoder {
    private static final String RESPONSE = "response";

    private final String provider;
    private final ResponseItems items = new ResponseItems();
    private boolean started;
    private boolean ended;
    private @Nullable GatewayException failure;

    ResponsesReply(String provider) {
        this.provider = provider;
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        JsonNode response = UpstreamFailure.read(body);
        if (!response.path("object").asText().equals(RESPONSE)
                || !response.path("output").isArray()) {
            throw CompatibleFailure.isFailure(response)
                    ? CompatibleFailure.of(provider, 200, response)
                    : failed("sent a reply that is no response");
        }
        List<ChatChunk> chunks = new ArrayList<>(start(response));
        int index = 0;
        for (JsonNode item : response.path("output")) {
            items.done(index++, item).forEach(delta -> chunks.add(chunk(response, delta, null, null)));
        }
        chunks.addAll(end(response));
        return chunks;
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        if (event.data().isBlank() || event.isEnd()) {
            return List.of();
        }
        JsonNode data = UpstreamFailure.read(event.data().getBytes(StandardCharsets.UTF_8));
        if (!data.isObject()) {
            throw failed("sent an event that is no JSON object");
        }
        return switch (data.path("type").asText(event.name())) {
            case "response.created", "response.in_progress", "response.queued" -> start(data.path(RESPONSE));
            case "response.completed", "response.incomplete", "response.failed" -> end(data.path(RESPONSE));
            case "error" -> throw CompatibleFailure.of(provider, 200, data);
            case String type -> item(type, data);
        };
    }

    /** The count comes with the end, but a tool that has run costs something even if the stream is cut before. */
    private List<ChatChunk> item(String type, JsonNode data) {
        ServerToolUse before = items.toolUse();
        List<ChatChunk> chunks = new ArrayList<>();
        items.event(type, data).forEach(delta -> chunks.add(chunk(data, delta, null, null)));
        if (!items.toolUse().equals(before)) {
            Usage sofar = new Usage(0, 0, 0, null, null, items.toolUse().fields());
            chunks.add(chunk(data, new Delta(null, null, null, null, null, Map.of()), null, sofar));
        }
        return chunks;
    }

    private List<ChatChunk> start(JsonNode response) {
        if (started) {
            return List.of();
        }
        started = true;
        return List.of(chunk(response, new Delta("assistant", null, null, null, null, Map.of()), null, null));
    }

    /** A failed response has its usage all the same. */
    private List<ChatChunk> end(JsonNode response) {
        ended = true;
        boolean broken = response.path("status").asText().equals("failed");
        failure = broken ? CompatibleFailure.of(provider, 200, response) : null;
        Usage usage = ResponsesUsage.of(response.path("usage"), items.toolUse());
        Delta rest = new Delta(null, null, null, null, null, items.fields());
        return List.of(chunk(response, rest, broken ? null : finishReason(response), usage));
    }

    private String finishReason(JsonNode response) {
        return switch (response.path("incomplete_details").path("reason").asText()) {
            case "max_output_tokens" -> "length";
            case "content_filter" -> "content_filter";
            default -> items.hasCalls() ? "tool_calls" : "stop";
        };
    }

    private static ChatChunk chunk(
            JsonNode response, Delta delta, @Nullable String finishReason, @Nullable Usage usage) {
        JsonNode created = response.path("created_at");
        JsonNode tier = response.path("service_tier");
        JsonNode logprobs = response.path("logprobs");
        return new ChatChunk(
                response.path("id").textValue(),
                ChatChunk.OBJECT,
                created.isNumber() ? created.longValue() : null,
                response.path("model").textValue(),
                List.of(new ChatChunk.Choice(
                        0,
                        delta,
                        logprobs.isEmpty()
                                ? null
                                : JsonNodeFactory.instance.objectNode().set("content", logprobs),
                        finishReason,
                        Map.of())),
                usage,
                tier.isTextual() ? Map.of("service_tier", tier) : Map.of());
    }

    @Override
    public boolean complete() {
        if (failure != null) {
            throw failure;
        }
        return ended;
    }

    @Override
    public boolean done() {
        return ended;
    }

    private GatewayException failed(String reason) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " " + reason + ".");
    }
}
