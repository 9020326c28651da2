package dev.tollgate.edge;

import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * The AWS identity whose signature an endpoint has verified before it passed the request on.
 *
 * @param arn such as {@code arn:aws:sts::123456789012:assumed-role/NAME/SESSION}
 */
public record AwsCaller(String arn) {

    /** The caller of this request. It travels separately from the headers, so that no client can send its own. */
    public static Optional<AwsCaller> of(HttpServerRequest request) {
        return request.headers() instanceof QuarkusHttpHeaders headers
                ? Optional.ofNullable(headers.getContextObject(AwsCaller.class))
                : Optional.empty();
    }
}
