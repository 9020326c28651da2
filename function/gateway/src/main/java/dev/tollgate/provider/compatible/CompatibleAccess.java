package dev.tollgate.provider.compatible;

import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;

/** The URLs of a provider with OpenAI's API, and the header of its key. */
interface CompatibleAccess {

    /**
     * The URL of an endpoint.
     *
     * @param path such as {@code chat/completions}
     */
    URI endpoint(String path, String model);

    /**
     * The URL of what belongs to the account, and to no model.
     *
     * @param path such as {@code files}
     */
    URI account(String path);

    /** The URL that lines of a batch name. */
    String lineUrl(BatchEndpoint endpoint);

    /** Adds the key to a request. */
    UpstreamRequest authorize(UpstreamRequest request, String secret);

    /** The failure of a provider without a URL. A guess would send one provider's key and prompts to another. */
    static GatewayException withoutBaseUrl(Provider provider) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, "Provider " + provider.name() + " has no base_url.");
    }

    /** OpenAI's way: one URL for all models, and the key as a bearer token. */
    record Plain(URI base) implements CompatibleAccess {

        @Override
        public URI endpoint(String path, String model) {
            return UrlParser.append(base, "/" + path);
        }

        @Override
        public URI account(String path) {
            return UrlParser.append(base, "/" + path);
        }

        @Override
        public String lineUrl(BatchEndpoint endpoint) {
            return endpoint.url();
        }

        @Override
        public UpstreamRequest authorize(UpstreamRequest request, String secret) {
            return request.withHeader("authorization", "Bearer " + secret);
        }
    }
}
