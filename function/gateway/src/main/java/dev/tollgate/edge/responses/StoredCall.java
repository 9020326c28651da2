package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.ForwardingChatSink;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call whose response is stored. As a tap, it gives the client's response its id and its place in the conversation. What is stored
 * is another wording of the same answer, with placeholders.
 */
final class StoredCall implements ResponseTap {
    /** A call may end a little after its deadline, when it is settled. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final ResponseName name;
    private final List<String> chain;
    private final Duration ttl;
    private final int ownItems;
    private final boolean background;
    private final StoredResponses store;
    private final Clock clock;
    private @Nullable StoredResponseWriter writer;

    /**
     * A call whose request has been read.
     *
     * @param chain the ids of the responses that it continues
     * @param ownItems how many items at the end of its input are not theirs
     */
    StoredCall(
            ResponseName name,
            List<String> chain,
            Duration ttl,
            int ownItems,
            boolean background,
            StoredResponses store,
            Clock clock) {
        this.name = name;
        this.chain = List.copyOf(chain);
        this.ttl = ttl;
        this.ownItems = ownItems;
        this.background = background;
        this.store = store;
        this.clock = clock;
    }

    boolean background() {
        return background;
    }

    ResponseName name() {
        return name;
    }

    @Override
    public ObjectNode event(ObjectNode event) {
        if (event.get("response") instanceof ObjectNode response) {
            place(response);
        }
        return event;
    }

    @Override
    public ObjectNode whole(ObjectNode response) {
        return place(response);
    }

    /** Gives a response its place among the stored ones; one that could not be stored says so. */
    ObjectNode place(ObjectNode response) {
        response.put("id", name.id());
        response.put("store", writer == null || !writer.lost());
        response.put("background", background);
        if (chain.isEmpty()) {
            response.putNull("previous_response_id");
        } else {
            response.put("previous_response_id", chain.getLast());
        }
        return response;
    }

    /** The record of the response, with this much time for it. */
    ResponseRecord record(
            ResponseStatus status,
            String requestId,
            Instant createdAt,
            Instant until,
            boolean streamed,
            byte[] document) {
        return new ResponseRecord(
                name,
                status,
                chain,
                requestId,
                Instant.ofEpochMilli(createdAt.toEpochMilli()),
                Instant.ofEpochMilli(until.plus(GRACE).toEpochMilli()),
                Instant.ofEpochSecond(createdAt.plus(ttl).getEpochSecond() + 1),
                streamed,
                document);
    }

    /** The items that this request adds to the conversation. */
    ArrayNode ownItems(ObjectNode body) {
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        if (body.get("input") instanceof ArrayNode all) {
            for (int i = Math.max(0, all.size() - ownItems); i < all.size(); i++) {
                own.add(all.get(i));
            }
        }
        return own;
    }

    /**
     * Listens to the call, and stores its response before the client has its last byte: a client that goes on at once must find it.
     *
     * @param request as it was read, with the client's names
     */
    ChatResponseSink listening(ResponsesRequest request, CallContext<ChatRequest> redacted, ChatResponseSink next) {
        boolean streamed = request.chat().streamed();
        ObjectNode body = redacted.nativeRequest().orElseThrow().body();
        ResponseRecord startedRecord = record(
                ResponseStatus.IN_PROGRESS,
                redacted.requestId(),
                redacted.receivedAt(),
                redacted.deadline(),
                streamed,
                new byte[0]);
        StoredResponseWriter opened = new StoredResponseWriter(
                startedRecord,
                ownItems(body),
                background,
                store,
                redacted.metrics(),
                redacted.memory().part(),
                clock);
        writer = opened;
        return new StoringSink(next, opened, new StoredWording(request, redacted, this, opened));
    }

    /**
     * The sink of the client. A stream whose events are kept goes on without its client, who comes back for the rest.
     *
     * @param streamed whether the response is
     */
    ChatResponseSink around(ChatResponseSink client, boolean streamed) {
        return new ForwardingChatSink(client) {
            @Override
            public void fail(GatewayException failure, List<ResponseSink.AttemptSummary> attempts) {
                next().fail(failure, attempts);
                if (writer != null) {
                    writer.fail(failure);
                }
            }

            @Override
            public void onDisconnect(Runnable action) {
                if (!streamed) {
                    next().onDisconnect(action);
                }
            }
        };
    }
}
