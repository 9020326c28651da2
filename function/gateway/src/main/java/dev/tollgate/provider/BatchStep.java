package dev.tollgate.provider;

import java.util.function.Function;

/** One step on the way to a batch: {@code Send* → Created}. Some providers want the lines first, and the batch after them. */
public sealed interface BatchStep {

    /**
     * A request, and what its reply leads to.
     *
     * @param creates whether the provider has the batch once it has handled this request
     * @param next may throw a {@link dev.tollgate.openai.GatewayException} for a reply that cannot be read
     */
    record Send(UpstreamRequest request, boolean creates, Function<byte[], BatchStep> next) implements BatchStep {}

    /** The provider has the batch. */
    record Created(BatchState state) implements BatchStep {}
}
