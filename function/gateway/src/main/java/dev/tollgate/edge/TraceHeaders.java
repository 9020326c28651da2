package dev.tollgate.edge;

import dev.tollgate.call.CallTelemetry;
import dev.tollgate.call.CallTrace;
import dev.tollgate.parse.TraceParent;
import dev.tollgate.parse.TraceState;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client's headers that say which trace its request is part of (https://www.w3.org/TR/trace-context/). */
final class TraceHeaders {
    private TraceHeaders() {}

    /** The trace of the call that comes with these headers; null if there is none. */
    static @Nullable CallTrace trace(MultiMap headers, CallTelemetry telemetry) {
        List<String> sent = headers.getAll(TraceParent.HEADER);
        Optional<TraceParent> client = sent.isEmpty() ? Optional.empty() : TraceParent.of(sent);
        // Without a valid traceparent, its companion means nothing.
        return telemetry.trace(client, client.isEmpty() ? "" : TraceState.of(headers.getAll(TraceState.HEADER)));
    }
}
