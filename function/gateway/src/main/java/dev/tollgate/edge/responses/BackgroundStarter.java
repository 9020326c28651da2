package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.CallerReference;
import dev.tollgate.call.CallContext;
import dev.tollgate.edge.EventStream;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.idempotency.IdempotencyGuard;
import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.idempotency.ReplayableResponse;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.BackgroundWorkers;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Queues a response that is made in the background, and answers with what there is of it: its id. */
@ApplicationScoped
public class BackgroundStarter {
    private final IdempotencyGuard idempotency;
    private final BackgroundWorkers workers;
    private final StoredResponses store;
    private final Clock clock;

    BackgroundStarter(IdempotencyGuard idempotency, BackgroundWorkers workers, StoredResponses store, Clock clock) {
        this.idempotency = idempotency;
        this.workers = workers;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Starts a response, once for each {@code Idempotency-Key}: the pipeline sees the request only later, without its client.
     *
     * @param context the call of its request, which has been checked
     * @param sent the client's JSON
     * @throws GatewayException {@code STORE_UNAVAILABLE} or {@code OVERLOADED}: then there is no such response
     */
    void start(HttpCall call, CallContext<ChatRequest> context, ObjectNode sent, StoredCall stored) {
        Optional<IdempotentCall> repeatable = context.request().streamed()
                ? context.idempotentCall()
                        .map(repeated -> new FollowedCall(repeated, first -> follow(first, call, context)))
                : context.idempotentCall();
        idempotency.once(repeatable, context.key(), context.deadline(), () -> queue(call, context, sent, stored));
    }

    /** The stream of the response to an earlier request: what was sent of it then may end before the response did. */
    private void follow(ReplayableResponse first, HttpCall call, CallContext<ChatRequest> context) {
        ResponseName name = new ResponseName(context.key().id(), RequestState.id(first.requestId()));
        follow(name, call, Map.of("x-tollgate-repeated", first.requestId()));
    }

    private void follow(ResponseName name, HttpCall call, Map<String, String> headers) {
        new StoredStream(name, -1, store, clock, call.deadline())
                .sendTo(EventStream.begin(call, headers), call.memory());
    }

    private void queue(HttpCall call, CallContext<ChatRequest> context, ObjectNode sent, StoredCall stored) {
        ObjectNode response = queued(context, stored);
        ResponseRecord record = stored.record(
                ResponseStatus.QUEUED,
                context.requestId(),
                context.receivedAt(),
                context.receivedAt().plus(BackgroundTask.LONGEST),
                context.request().streamed(),
                new StoredDocument(JsonNodeFactory.instance.arrayNode(), response).bytes());
        store.put(record);
        start(record, context, sent);
        if (context.request().streamed()) {
            follow(record.name(), call, Map.of());
        } else {
            call.complete(response);
        }
    }

    private void start(ResponseRecord record, CallContext<ChatRequest> context, ObjectNode sent) {
        try {
            workers.start(new BackgroundTask(
                    record.name(),
                    CallerReference.to(context.key()),
                    BackgroundRequest.of(context, sent).bytes()));
        } catch (GatewayException notStarted) {
            store.delete(record);
            throw notStarted;
        }
    }

    /** Says nothing that a content policy might mask: the policies act when the response is made. */
    private static ObjectNode queued(CallContext<ChatRequest> context, StoredCall stored) {
        ObjectNode requestJson = JsonNodeFactory.instance
                .objectNode()
                .put("model", context.request().model());
        ResponseDocument document =
                new ResponseDocument(requestJson, stored.name().id());
        return stored.place(document.json(
                ResponseStatus.QUEUED.word(),
                context.receivedAt().getEpochSecond(),
                null,
                JsonNodeFactory.instance.arrayNode()));
    }
}
