package dev.tollgate.telemetry;

import dev.tollgate.parse.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One span of a trace.
 *
 * @param context its trace and its own id
 * @param parentId null if the trace begins with it
 * @param state the trace's {@code tracestate}; empty if it has none
 * @param failed whether it counts as an error
 */
record TraceSpan(
        TraceParent context,
        @Nullable String parentId,
        String state,
        String name,
        Kind kind,
        Instant start,
        Instant end,
        SpanAttributes attributes,
        boolean failed) {

    /** Who calls whom. */
    enum Kind {
        /** A client calls the gateway. */
        SERVER(2),
        /** The gateway calls a provider. */
        CLIENT(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** The number that OTLP has for it. */
        int number() {
            return number;
        }
    }
}
