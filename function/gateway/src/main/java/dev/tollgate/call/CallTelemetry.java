package dev.tollgate.call;

import dev.tollgate.parse.TraceParent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: where the traces and metrics of calls go. */
public interface CallTelemetry {
    /** Nothing is exported; a client's trace still goes on to providers. */
    CallTelemetry OFF = new CallTelemetry() {
        @Override
        public @Nullable CallTrace trace(Optional<TraceParent> client, String state) {
            return client.map(CallTrace::passedOn).orElse(null);
        }

        @Override
        public void export(CallReport report, Instant by) {}
    };

    /**
     * The trace of a call that arrives now; null if there is none.
     *
     * @param client the client's trace; empty if it sent none
     * @param state the client's {@code tracestate}; empty if it sent none
     */
    @Nullable
    CallTrace trace(Optional<TraceParent> client, String state);

    /**
     * Exports what is known of a call that has ended, and whose client has its response. Never throws.
     *
     * @param by when it must return; the call may then be exported with a later one
     */
    void export(CallReport report, Instant by);
}
