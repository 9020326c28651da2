package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/** The least that a dialect can be, for adapters that leave key and failures to another. */
public record PlainDialect(String name) implements ProviderApi {

    @Override
    public UpstreamRequest authorize(UpstreamRequest request, String secret, Instant now) {
        return request.withHeader("secret", secret);
    }

    @Override
    public GatewayException failure(int status, byte[] body) {
        return UpstreamFailure.of(name, status, UpstreamFailure.kind(status), null, "");
    }
}
