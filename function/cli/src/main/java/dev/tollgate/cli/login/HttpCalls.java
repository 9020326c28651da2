package dev.tollgate.cli.login;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.http.ConnectionPool;
import dev.tollgate.http.HttpExchange;
import dev.tollgate.http.HttpOrigin;
import dev.tollgate.http.HttpReply;
import dev.tollgate.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** The HTTP client of the command line, for gateways and identity providers. It follows no redirects: they would take secrets along. */
@Singleton
public final class HttpCalls {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** To apply 10,000 keys takes up to a minute. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final TrustedAuthorities trust;
    private final Map<HttpOrigin, ConnectionPool> pools = new ConcurrentHashMap<>();

    HttpCalls(TrustedAuthorities trust) {
        this.trust = trust;
    }

    /**
     * Sends a request and waits for the whole answer, whatever its status.
     *
     * @throws AdminException if there is no answer
     */
    public HttpReply send(String method, URI uri, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("accept", "application/json");
        all.put("user-agent", "tollgate");
        all.putAll(headers);
        ConnectionPool pool = pools.computeIfAbsent(HttpOrigin.of(uri), this::pool);
        try (HttpExchange exchange = new HttpExchange(pool, HttpRequest.of(method, uri, all, body))) {
            return exchange.whole(MOST_BYTES, System.nanoTime() + LONGEST.toNanos());
        } catch (SocketTimeoutException slow) {
            throw unreachable(uri, "it does not answer in time", slow);
        } catch (IOException failed) {
            throw unreachable(uri, String.valueOf(failed.getMessage()), failed);
        }
    }

    private ConnectionPool pool(HttpOrigin origin) {
        return new ConnectionPool(origin, origin.encrypted() ? tls() : null, CONNECT, CONNECT);
    }

    private SSLContext tls() {
        return trust.context().orElseGet(() -> {
            try {
                return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Java has no TLS", impossible);
            }
        });
    }

    private static AdminException unreachable(URI uri, String why, IOException cause) {
        return new AdminException(
                AdminErrorKind.NOT_FOUND,
                uri.getScheme() + "://" + uri.getAuthority() + " cannot be reached: " + why + ".",
                cause);
    }
}
