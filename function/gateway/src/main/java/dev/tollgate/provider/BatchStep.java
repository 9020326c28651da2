package dev.tollgate.provider;

import java.util.function.Function;

/** One step on the way to a batch: {@code Send* → Created}. Some providers want the lines first, and the batch after them. */
public sealed interface BatchStep {

    /**
     * A request, and what its reply leads to.
     *
     * @param next may throw a {@link dev.tollgate.openai.GatewayException} for a reply that cannot be read
     */
    record Send(UpstreamRequest request, Function<byte[], BatchStep> next) implements BatchStep {}

    /** The provider has the batch. */
    record Created(BatchState state) implements BatchStep {}
}
