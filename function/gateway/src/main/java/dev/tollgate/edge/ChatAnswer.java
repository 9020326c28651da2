package dev.tollgate.edge;

import dev.tollgate.call.Answer;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an answer as OpenAI does: server-sent events as they come, or one JSON document at the end. */
final class ChatAnswer implements Answer {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private static final int LONGEST_HEADER = 1_024;

    private final Client client;
    private final Carrier carrier;
    private boolean streamed;
    private boolean usageWanted;
    private Head head;

    ChatAnswer(Client client, Carrier carrier) {
        this.client = client;
        this.carrier = carrier;
    }

    /** Notes how this request wants its answer. */
    ChatRequest to(ChatRequest request) {
        streamed = request.streamed();
        usageWanted = request.usageWanted();
        return request;
    }

    @Override
    public void begin(Head answeredBy) {
        head = answeredBy;
        if (streamed) {
            client.begin(200, EVENTS, headers(Map.of("cache-control", "no-cache")));
        }
    }

    @Override
    public void chunk(ChatChunk chunk) {
        if (streamed) {
            client.send(Sse.chunk(chunk, usageWanted));
        }
    }

    @Override
    public void heartbeat() {
        if (streamed) {
            client.send(Sse.HEARTBEAT);
        }
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage) {
        if (!streamed) {
            client.respond(200, JSON, headers(Map.of()), Sse.json(completion));
            return;
        }
        if (usageWanted) {
            client.send(Sse.chunk(usage, true));
        }
        client.send(Sse.DONE);
        client.end();
    }

    @Override
    public void fail(ChatFailure failure) {
        if (client.committed()) {
            carrier.cut(failure);
            client.send(Sse.error(failure));
            client.end();
            return;
        }
        client.respond(failure.kind().status(), JSON, FailureHeaders.of(failure), ErrorBody.of(failure));
    }

    @Override
    public boolean committed() {
        return client.committed();
    }

    @Override
    public void onGone(Runnable action) {
        client.onGone(action);
    }

    /** A field's name is the caller's text: what no header can hold is not put into one. */
    private static String visible(String names) {
        String ascii = names.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= LONGEST_HEADER ? ascii : ascii.substring(0, LONGEST_HEADER);
    }

    private Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("x-tollgate-provider", head.provider());
        headers.put("x-tollgate-model", head.model());
        headers.put("x-tollgate-attempts", String.valueOf(head.attempts()));
        if (!head.dropped().isEmpty()) {
            headers.put("x-tollgate-dropped", visible(String.join(", ", head.dropped())));
        }
        head.judgement().ifPresent(why -> headers.put("x-tollgate-tier", visible(why)));
        headers.put("x-tollgate-cache", "off");
        headers.put("x-tollgate-overhead-ms", Millis.text(head.overhead()));
        RateHeaders.add(head.left(), headers);
        return headers;
    }
}
