package dev.tollgate.edge;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** All APIs of the gateway. It sees each request first, so that every error has the words of the API that the client called. */
@Singleton
public class ApiFormats {
    /** After the request has its id, and before all filters that refuse requests. */
    private static final int PRIORITY = 950;

    private final List<ApiFormat> formats;

    ApiFormats(@All List<ApiFormat> formats) {
        this.formats = formats;
    }

    void register(@Observes Filters filters) {
        filters.register(this::choose, PRIORITY);
    }

    private void choose(RoutingContext http) {
        serving(http.request()).ifPresent(format -> {
            ErrorFormat.choose(http, format.errors());
            format.endpoint(http.request()).ifPresent(path -> ApiPath.choose(http, path));
            format.key(http.request()).ifPresent(key -> KeyHeaders.choose(http, key));
            format.requestIdHeader().ifPresent(name -> http.response().putHeader(name, RequestId.of(http)));
        });
        InvocationLifecycle.of(http).arrived(ClientErrors.of(http));
        http.next();
    }

    private Optional<ApiFormat> serving(HttpServerRequest request) {
        return formats.stream().filter(format -> format.serves(request)).findFirst();
    }

    /** How the list of models is worded for this request; empty for OpenAI's words. */
    Optional<ModelListFormat> models(RoutingContext http) {
        return serving(http.request()).flatMap(ApiFormat::models);
    }

    /** The value of {@code Allow} at the path of this request; empty if there is nothing. */
    Optional<String> allowedMethods(RoutingContext http) {
        ApiPath path = ApiPath.of(http);
        return path.allowedMethods().or(() -> formats.stream()
                .flatMap(format -> format.allowedMethods(path.text()).stream())
                .findFirst());
    }
}
