package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.storedresponse.EventRecorder;
import dev.tollgate.storedresponse.KeptEvent;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores one response: {@code event* → end | fail}. The client has its answer whatever happens here: a failure is a line in the log, a
 * metric, and {@code store: false} in the response.
 */
final class StoredResponseWriter {
    private static final Logger LOG = Logger.getLogger(StoredResponseWriter.class);
    private static final Set<String> LAST =
            Set.of("response.completed", "response.incomplete", "response.failed", "error");

    /** More than any model reads or writes. A document of this size takes at most some twenty items. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final ResponseRecord initial;
    private final ArrayNode input;
    private final StoredResponses store;
    private final CallMetrics metrics;
    private final MemoryLease memory;
    private final EventRecorder recorder;
    private boolean exists;
    private boolean lost;
    private @Nullable ObjectNode latest;

    /**
     * A writer of one response.
     *
     * @param initial its record, without a document
     * @param input what the request adds to the conversation
     * @param exists whether the record is stored already, as that of a response in the background
     */
    StoredResponseWriter(
            ResponseRecord initial,
            ArrayNode input,
            boolean exists,
            StoredResponses store,
            CallMetrics metrics,
            MemoryLease memory,
            Clock clock) {
        this.initial = initial;
        this.input = input;
        this.exists = exists;
        this.store = store;
        this.metrics = metrics;
        this.memory = memory;
        this.recorder = new EventRecorder(store, initial, memory.part(), clock);
    }

    /** Whether the response could not be stored. */
    boolean lost() {
        return lost;
    }

    /** The next event of the stream, as the client gets it, but with placeholders. */
    void event(ObjectNode event) {
        String type = event.path("type").asText();
        if (event.get("response") instanceof ObjectNode response) {
            latest = response.deepCopy();
        }
        tolerate(() -> {
            if (!exists) {
                store.put(document(ResponseStatus.IN_PROGRESS, response(event)));
                exists = true;
            }
            recorder.add(new KeptEvent(event.path("sequence_number").asLong(), type, ServerSentEvents.text(event)));
            if (LAST.contains(type)) {
                recorder.end();
            }
        });
    }

    private static ObjectNode response(ObjectNode event) {
        return event.get("response") instanceof ObjectNode response
                ? response
                : event.objectNode().put("object", "response");
    }

    /** The response ends so, once {@link #end} is called. */
    void ends(ObjectNode response) {
        latest = response.deepCopy();
    }

    /** Writes events that have waited long enough. */
    void writeIfDue() {
        tolerate(recorder::writeIfDue);
    }

    /** Stores the response that is complete now. */
    void end() {
        ObjectNode response = latest;
        if (response != null) {
            tolerate(() -> write(document(status(response), response)));
        }
    }

    private static ResponseStatus status(ObjectNode response) {
        return ResponseStatus.of(response.path("status").asText())
                .filter(ResponseStatus::ended)
                .orElse(ResponseStatus.COMPLETED);
    }

    private void write(ResponseRecord ended) {
        if (!exists) {
            store.put(ended);
        } else if (!store.finish(ended)) {
            LOG.debugf(
                    "response %s was cancelled or deleted while it was made",
                    ended.name().id());
        }
    }

    /** Stores that the call has failed, if anything is stored of what it has said until then. */
    void fail(GatewayException failure) {
        ObjectNode response = latest;
        if (!exists || response == null || status(response) == ResponseStatus.FAILED) {
            return;
        }
        response.put("status", ResponseStatus.FAILED.word());
        ResponseDocument.failed(response, failure);
        tolerate(() -> {
            recorder.stop();
            write(document(ResponseStatus.FAILED, response));
        });
    }

    private ResponseRecord document(ResponseStatus status, ObjectNode response) {
        boolean running = !status.ended();
        byte[] document = new StoredDocument(running ? input.arrayNode() : input, response).bytes();
        if (document.length > MOST_BYTES) {
            throw new GatewayException(
                    ErrorKind.RESPONSE_TOO_LARGE, "it has " + document.length + " bytes, more than may be stored");
        }
        memory.hold(JsonFootprint.ofText(document.length));
        return initial.with(status, document);
    }

    private void tolerate(Runnable action) {
        if (lost) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException failure) {
            lost = true;
            metrics.responseLost();
            LOG.warnf(
                    FailureText.bug(failure),
                    "request %s: its response was not stored: %s",
                    initial.requestId(),
                    FailureText.line(failure));
        }
    }
}
