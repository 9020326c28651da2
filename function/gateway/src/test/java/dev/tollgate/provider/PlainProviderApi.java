package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/** A minimal provider API, for adapters that leave authorization and errors to another class. */
public record PlainProviderApi(String name) implements ProviderApi {

    @Override
    public UpstreamRequest authorize(UpstreamRequest request, String secret, Instant now) {
        return request.withHeader("secret", secret);
    }

    @Override
    public GatewayException failure(int status, byte[] body) {
        return UpstreamFailure.of(new ProviderError(name, status, "", ""));
    }
}
