package dev.tollgate.store.wire;

import dev.tollgate.http.HttpOrigin;
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
    /** The server to connect to. */
    HttpOrigin origin() {
        return HttpOrigin.of(uri);
    }
}
