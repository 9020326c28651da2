package dev.tollgate.store.wire;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where DynamoDB answers.
 *
 * @param region for the signature
 * @param tls absent over plain HTTP, because to create one costs a cold function some milliseconds
 */
public record TableEndpoint(
        URI uri, String region, @Nullable SSLContext tls) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private boolean encrypted() {
        return "https".equals(uri.getScheme());
    }

    String host() {
        return uri.getHost();
    }

    int port() {
        return uri.getPort() < 0 ? defaultPort() : uri.getPort();
    }

    /** The header {@code host}, without a port that the scheme implies. */
    String hostHeader() {
        return port() == defaultPort() ? host() : host() + ":" + port();
    }

    private int defaultPort() {
        return encrypted() ? HTTPS : HTTP;
    }
}
