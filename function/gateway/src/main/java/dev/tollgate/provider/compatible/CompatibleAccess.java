package dev.tollgate.provider.compatible;

import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;

/** Where a provider with OpenAI's API has its endpoints, and how it wants its key. */
interface CompatibleAccess {

    /**
     * An endpoint's address.
     *
     * @param path such as {@code chat/completions}
     */
    URI endpoint(String path, String model);

    /** The same request with this key; never null. */
    UpstreamRequest unlocked(UpstreamRequest request, String secret);

    /** As at OpenAI: one address for all models, and the key as a bearer token. */
    record Plain(URI base) implements CompatibleAccess {

        @Override
        public URI endpoint(String path, String model) {
            return URI.create(base + "/" + path);
        }

        @Override
        public UpstreamRequest unlocked(UpstreamRequest request, String secret) {
            return request.withHeader("authorization", "Bearer " + secret);
        }
    }
}
