package dev.tollgate.call;

import dev.tollgate.parse.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a call is part of.
 *
 * @param span the call's own span, which its attempts have as their parent; the client's, if the gateway exports none
 * @param parentId the client's span; null if the trace begins here
 * @param state the client's {@code tracestate}; empty if it sent none
 * @param exported whether the gateway exports what it knows of the call
 */
public record CallTrace(TraceParent span, @Nullable String parentId, String state, boolean exported) {

    /** A trace that the gateway passes on from the client to providers, and has no span in. */
    public static CallTrace passedOn(TraceParent client) {
        return new CallTrace(client, null, "", false);
    }
}
