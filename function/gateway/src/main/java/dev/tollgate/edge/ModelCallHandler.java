package dev.tollgate.edge;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.call.CallLog;
import dev.tollgate.call.CallReport;
import dev.tollgate.call.CallTelemetry;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.process.MemoryLease;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Handles each HTTP request for a model: authenticates the client, lets the endpoint serve the call, and writes its log line. */
@ApplicationScoped
public class ModelCallHandler {
    private final ApiKeyAuthenticator authenticator;
    private final CallLogs log;
    private final CallTelemetry telemetry;
    private final RequestTags tags;
    private final GatewayConfig.Request bounds;
    private final MemoryBudget budget;
    private final FatalErrors fatalErrors;
    private final Clock clock;

    ModelCallHandler(
            ApiKeyAuthenticator authenticator,
            CallLogs log,
            CallTelemetry telemetry,
            RequestTags tags,
            GatewayConfig config,
            MemoryBudget budget,
            FatalErrors fatalErrors,
            Clock clock) {
        this.authenticator = authenticator;
        this.log = log;
        this.telemetry = telemetry;
        this.tags = tags;
        this.bounds = config.request();
        this.budget = budget;
        this.fatalErrors = fatalErrors;
        this.clock = clock;
    }

    /** A thread, buffers of two connections, and the objects of a small call. */
    private static final int CALL_BYTES = 32 * 1024;

    /** What an endpoint does with a call whose key is known: it reads the body and runs the pipeline. */
    public interface Endpoint {
        void serve(HttpCall call, ApiKey key);
    }

    /** Returns when the call is settled, and its response on its way. */
    public void handle(RoutingContext http, Endpoint endpoint) {
        handle(http, endpoint, log::write, telemetry);
    }

    /** The same for a request that calls no model, such as one for what is stored: it has no log line, no trace and no metrics. */
    public void handleUnlogged(RoutingContext http, Endpoint endpoint) {
        handle(http, endpoint, _ -> {}, CallTelemetry.OFF);
    }

    private void handle(RoutingContext http, Endpoint endpoint, CallLog lines, CallTelemetry traces) {
        Instant arrival = RequestId.arrival(http);
        MemoryLease memory = budget.lease();
        HttpCall call = new HttpCall(
                http,
                arrival == null ? clock.instant() : arrival,
                bounds,
                memory,
                tags,
                TraceHeaders.trace(http.request().headers(), traces));
        call.lifecycle().started();
        CallLogContext.begin(call);
        try {
            serve(call, memory, endpoint);
        } finally {
            CallLogContext.end();
            end(call, memory, lines, traces);
        }
    }

    /** Nothing of the call runs after it. Only then may an invocation end: Lambda would freeze what is being exported. */
    private void end(HttpCall call, MemoryLease memory, CallLog lines, CallTelemetry traces) {
        CallReport report = call.metrics().report(clock.instant());
        try {
            lines.write(report);
        } finally {
            finish(call, memory, () -> traces.export(report, call.lifecycle().stopAt()));
        }
    }

    private void finish(HttpCall call, MemoryLease memory, Runnable export) {
        try {
            call.client().close();
            memory.close();
            export.run();
        } catch (Throwable bug) {
            fatalErrors.note(bug);
            throw bug;
        } finally {
            call.lifecycle().settled();
        }
    }

    private void serve(HttpCall call, MemoryLease memory, Endpoint endpoint) {
        try {
            fatalErrors.requireNone();
            memory.admit(CALL_BYTES);
            ApiKey key = authenticator.authenticate(call.authorization());
            call.metrics().authenticated(key);
            endpoint.serve(call, key);
        } catch (Throwable thrown) {
            fatalErrors.note(thrown);
            // Thrown before the pipeline accepted the call; what fails later is the pipeline's to report.
            call.reject(GatewayException.of(thrown));
        }
    }
}
