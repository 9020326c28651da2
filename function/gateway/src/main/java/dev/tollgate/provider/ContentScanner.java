package dev.tollgate.provider;

import java.util.List;

/** A provider's engine that judges content. Like {@link ProviderApi}, it is pure. */
public interface ContentScanner {

    /** The API that authorizes the requests and reads the errors: the one that chat uses too. */
    ProviderApi providerApi();

    /**
     * The request, without credentials.
     *
     * @param texts at least one
     * @param answer whether a model has written them, and not a client
     */
    UpstreamRequest encode(List<String> texts, boolean answer);

    /**
     * Whether the engine found a violation in one of the texts.
     *
     * @throws dev.tollgate.openai.GatewayException {@code UPSTREAM_FAILED} where the body is not a verdict
     */
    boolean violation(byte[] body);
}
