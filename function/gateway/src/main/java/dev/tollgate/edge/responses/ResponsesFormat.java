package dev.tollgate.edge.responses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.ChatResponseFormat;
import dev.tollgate.edge.ClientErrors;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Words an answer as a Response: {@code created → in_progress → (items)* → completed | incomplete | failed} in a stream, else the
 * Response that is in the last of these events. Both are made of the same items.
 */
final class ResponsesFormat implements ChatResponseFormat {
    private static final String FAILED = "response.failed";

    private final ResponseDocument document;
    private final ResponseEvents events;
    private final ResponseOutput output;
    private final CallCost cost;
    private final Optional<ResponseTap> tap;
    private @Nullable ChatChunk first;
    private @Nullable String finishReason;
    private @Nullable JsonNode serviceTier;
    private int nativeEvents;
    private boolean nativeFailure;

    ResponsesFormat(ResponsesRequest request, String requestId, CallCost cost, Optional<ResponseTap> tap) {
        String ids = ResponseId.partOf(requestId);
        this.document = new ResponseDocument(request.sent().body(), ResponseId.with(ids));
        this.events = new ResponseEvents(request.chat().streamed(), tap);
        this.output = new ResponseOutput(events, OutputSettings.of(request, ids + "_"));
        this.cost = cost;
        this.tap = tap;
    }

    @Override
    public byte[] chunk(ChatChunk chunk) {
        note(chunk);
        return events.take();
    }

    @Override
    public void note(ChatChunk chunk) {
        if (first == null) {
            first = chunk;
            add("response.created", json(OutputItem.IN_PROGRESS));
            add("response.in_progress", json(OutputItem.IN_PROGRESS));
        }
        serviceTier = chunk.extra().getOrDefault("service_tier", serviceTier);
        for (ChatChunk.Choice choice : chunk.choices()) {
            if (choice.index() == 0) {
                output.add(choice);
                finishReason = choice.finishReason() == null ? finishReason : choice.finishReason();
            }
        }
    }

    @Override
    public byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        ObjectNode response = finish(completion, chargeMicros);
        add("response." + response.path("status").asText(), response);
        return events.take();
    }

    @Override
    public byte[] whole(ChatCompletion completion, OptionalLong chargeMicros) {
        ObjectNode response = finish(completion, chargeMicros);
        return ServerSentEvents.json(
                tap.map(listener -> listener.whole(response)).orElse(response));
    }

    private ObjectNode finish(ChatCompletion completion, OptionalLong chargeMicros) {
        Optional<String> why = incompleteReason();
        String status = why.isEmpty() ? "completed" : "incomplete";
        output.finish(status);
        ObjectNode response = json(status);
        ResponseDocument.complete(response, cost.in(completion, chargeMicros).usage(), serviceTier);
        why.ifPresent(reason -> ResponseDocument.incomplete(response, reason));
        return response;
    }

    private Optional<String> incompleteReason() {
        return switch (finishReason) {
            case "length" -> Optional.of("max_output_tokens");
            case "content_filter" -> Optional.of("content_filter");
            case null, default -> Optional.empty();
        };
    }

    private ObjectNode json(String status) {
        Long created = first == null ? null : first.created();
        return document.json(status, created, first == null ? null : first.model(), output.json());
    }

    private void add(String type, ObjectNode response) {
        events.add(type, JsonNodeFactory.instance.objectNode().set("response", response));
    }

    @Override
    public byte[] failed(GatewayException failure, ClientErrors errors) {
        if (nativeFailure) {
            return NOTHING;
        }
        if (first == null) {
            return sent(ResponsesErrors.event(failure, nativeEvents));
        }
        ObjectNode response = json("failed");
        ResponseDocument.failed(response, failure);
        add(FAILED, response);
        return events.take();
    }

    @Override
    public byte[] nativeEvent(NativeEvent event) {
        nativeEvents++;
        nativeFailure = event.name().equals(FAILED);
        return tap.isEmpty() ? ServerSentEvents.named(event.name(), event.data()) : sent(read(event));
    }

    private byte[] sent(ObjectNode event) {
        return ResponseEvents.bytes(tap.map(listener -> listener.event(event)).orElse(event));
    }

    @Override
    public byte[] nativeWhole(NativeEvent reply) {
        return tap.map(listener -> ServerSentEvents.json(listener.whole(read(reply))))
                .orElseGet(() -> reply.data().getBytes(StandardCharsets.UTF_8));
    }

    /** A provider's event. The decoder has read it before: it is an object. */
    private static ObjectNode read(NativeEvent event) {
        try {
            return (ObjectNode) JsonCodec.mapper().readTree(event.data());
        } catch (JsonProcessingException unreadable) {
            throw GatewayException.bug(unreadable);
        }
    }
}
