package dev.tollgate.http;

import java.net.URI;

/**
 * The server at the other end of a connection.
 *
 * @param encrypted whether it speaks TLS
 * @param host its name or address
 */
public record HttpOrigin(boolean encrypted, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * The origin of this URI.
     *
     * @throws IllegalArgumentException if it names no server, or a scheme other than HTTP
     */
    public static HttpOrigin of(URI uri) {
        boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || (!encrypted && !"http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("not the URI of an HTTP server: " + uri);
        }
        return new HttpOrigin(encrypted, uri.getHost(), uri.getPort() < 0 ? defaultPort(encrypted) : uri.getPort());
    }

    /** The header {@code host}, without a port that the scheme implies. */
    public String hostHeader() {
        return port == defaultPort(encrypted) ? host : host + ":" + port;
    }

    private static int defaultPort(boolean encrypted) {
        return encrypted ? HTTPS : HTTP;
    }
}
