package dev.tollgate.edge;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What {@link Sse} writes beside the contract's records; without this list only a native image could not. */
@RegisterForReflection(targets = {ErrorBody.class, ErrorBody.Detail.class, Sse.UsageSpelledOut.class})
final class EdgeRecords {
    private EdgeRecords() {}
}
