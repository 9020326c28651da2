package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UpstreamRequest;
import java.util.function.Consumer;

/** What the gateway itself sends to a model or an engine, to decide about a call. */
interface SideRequest {

    /**
     * The request, and what reads its reply.
     *
     * @throws dev.tollgate.openai.GatewayException if the provider does not take it
     */
    Prepared prepare();

    /**
     * What it has used so far.
     *
     * @param refused whether the provider replied with an error status
     */
    AttemptUsage usage(boolean refused);

    /**
     * A request that can be sent.
     *
     * @param reader takes the whole body of a successful reply
     */
    record Prepared(ProviderApi api, UpstreamRequest request, Consumer<byte[]> reader) {}
}
