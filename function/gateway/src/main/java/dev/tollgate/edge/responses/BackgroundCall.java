package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.call.CacheDirectives;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.CallOrigin;
import dev.tollgate.call.CallReport;
import dev.tollgate.call.CallTelemetry;
import dev.tollgate.call.CallTrace;
import dev.tollgate.call.EndUser;
import dev.tollgate.edge.CallLogs;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.edge.RequestTags;
import dev.tollgate.edge.responses.RequestState.StandaloneRequest;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.pipeline.ModelCall;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.DocumentRoom;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes a queued response, as any other call: with its limits, policies, targets and usage record, but for a client. The record has the
 * id of the client's request, and there is one, however often the task is delivered.
 */
@ApplicationScoped
public class BackgroundCall {
    private static final Logger LOG = Logger.getLogger(BackgroundCall.class);

    private final ApiKeyAuthenticator authenticator;
    private final RequestReader reader;
    private final RequestState state;
    private final ModelCall pipeline;
    private final StoredResponses store;
    private final CallLogs log;
    private final RequestTags tags;
    private final CallTelemetry telemetry;
    private final MemoryBudget budget;
    private final FatalErrors fatalErrors;
    private final Clock clock;

    BackgroundCall(
            ApiKeyAuthenticator authenticator,
            RequestReader reader,
            RequestState state,
            ModelCall pipeline,
            StoredResponses store,
            CallLogs log,
            RequestTags tags,
            CallTelemetry telemetry,
            MemoryBudget budget,
            FatalErrors fatalErrors,
            Clock clock) {
        this.authenticator = authenticator;
        this.reader = reader;
        this.state = state;
        this.pipeline = pipeline;
        this.store = store;
        this.log = log;
        this.tags = tags;
        this.telemetry = telemetry;
        this.budget = budget;
        this.fatalErrors = fatalErrors;
        this.clock = clock;
    }

    /**
     * Returns when the response is stored and the call is settled.
     *
     * @param stopAt when it must be over, unless its own time ends before; {@link Instant#MAX} if nothing ends it
     */
    public void run(BackgroundTask task, Instant stopAt) {
        try (MemoryLease memory = budget.lease()) {
            Optional<ResponseRecord> queued = store.find(task.name(), new DocumentRoom(memory));
            if (queued.isPresent()) {
                Instant end = queued.get().createdAt().plus(BackgroundTask.LONGEST);
                begin(task, queued.get(), end.isBefore(stopAt) ? end : stopAt);
            }
        }
    }

    private void begin(BackgroundTask task, ResponseRecord queued, Instant deadline) {
        if (store.begin(task.name(), UUID.randomUUID().toString(), deadline.plus(StoredCall.GRACE))) {
            run(task, queued, deadline);
        } else {
            LOG.debugf("response %s is not queued any more", task.name().id());
        }
    }

    private void run(BackgroundTask task, ResponseRecord startedRecord, Instant deadline) {
        CallMetrics metrics = new CallMetrics(startedRecord.requestId(), startedRecord.createdAt(), origin());
        try (MemoryLease memory = budget.lease()) {
            memory.admit(JsonFootprint.ofReading(task.request().length));
            ApiKey key = authenticator.usable(task.caller());
            metrics.authenticated(key);
            respond(key, BackgroundRequest.of(task.request()), startedRecord, deadline, memory, metrics)
                    .ifPresent(failure -> fail(startedRecord, failure));
        } catch (Throwable thrown) {
            fatalErrors.note(thrown);
            GatewayException failure = GatewayException.of(thrown);
            metrics.failed(failure, false);
            fail(startedRecord, failure);
        } finally {
            CallReport report = metrics.report(clock.instant());
            log.write(report);
            telemetry.export(report, deadline);
        }
    }

    /** The client has had its answer to the request that queued it: the trace is another one. */
    private @Nullable CallOrigin origin() {
        CallTrace trace = telemetry.trace(Optional.empty(), "");
        return trace == null ? null : new CallOrigin("POST", "/v1/responses", trace);
    }

    /** Returns how the call failed; a response that is stored by then stays as it is. */
    private Optional<GatewayException> respond(
            ApiKey key,
            BackgroundRequest sent,
            ResponseRecord startedRecord,
            Instant deadline,
            MemoryLease memory,
            CallMetrics metrics) {
        StandaloneRequest standalone = state.prepare(key, sent.requestId(), sent.body(), memory);
        ResponsesRequest request = ResponsesRequest.of(standalone.body());
        ChatRequest chat = reader.checked(request.chat());
        metrics.parsed(chat);
        CallContext<ChatRequest> context = new CallContext<>(
                sent.requestId(),
                startedRecord.createdAt(),
                deadline,
                tags.trusting(key, sent.tags()),
                chat,
                sent.preference(),
                sent.session(),
                sent.forwardedHeaders(),
                sent.tags(),
                EndUser.of(key, sent.tags(), chat),
                CacheDirectives.NONE,
                Optional.of(request.sent()),
                memory,
                Optional.empty(),
                metrics);
        StoredCall stored = standalone.stored().orElseThrow();
        BackgroundSink sink = new BackgroundSink();
        try (CancellationWatch _ = new CancellationWatch(startedRecord.name(), store, sink::stop)) {
            pipeline.chat(
                    context, stored.around(sink, false), (redacted, next) -> stored.listening(request, redacted, next));
        }
        return sink.failure();
    }

    private void fail(ResponseRecord startedRecord, GatewayException failure) {
        StoredDocument document = StoredDocument.of(startedRecord);
        ObjectNode response = document.response();
        response.put("status", ResponseStatus.FAILED.word());
        ResponseDocument.failed(response, failure);
        store.finish(startedRecord.with(ResponseStatus.FAILED, document.bytes()));
    }
}
