package dev.tollgate.store.wire;

import java.net.URI;
import javax.net.ssl.SSLContext;

/**
 * Where DynamoDB answers.
 *
 * @param region for the signature
 * @param tls not used over plain HTTP
 */
public record TableEndpoint(URI uri, String region, SSLContext tls) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    boolean encrypted() {
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
