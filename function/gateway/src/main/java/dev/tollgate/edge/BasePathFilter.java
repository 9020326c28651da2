package dev.tollgate.edge;

import dev.tollgate.config.EndpointConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the gateway's paths below another path, too, such as that of a company's domain mapping. The paths themselves stay, for checks
 * of health that come past the domain.
 */
@Singleton
public class BasePathFilter {
    /** Before all other filters, because they look at the path. */
    private static final int PRIORITY = 1_100;

    private static final Pattern FORM = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private final Optional<String> base;

    BasePathFilter(EndpointConfig config) {
        this.base = config.basePath().map(BasePathFilter::checked);
    }

    private static String checked(String path) {
        if (!FORM.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "tollgate.endpoint.base-path: expected a path such as /llm, without a slash at its end, got "
                            + path);
        }
        return path;
    }

    void register(@Observes Filters filters) {
        base.ifPresent(path -> filters.register(http -> handle(http, path), PRIORITY));
    }

    /** The path that a request had in front of the gateway's own; empty if it had none. */
    public static Optional<String> of(RoutingContext http) {
        return Optional.ofNullable(http.get(BasePathFilter.class.getName()));
    }

    /** The filters begin anew with the other path, so this one must know that it has seen the request. */
    private static void handle(RoutingContext http, String base) {
        String target = http.request().uri();
        boolean below = target.startsWith(base + "/");
        if (below && of(http).isEmpty()) {
            http.put(BasePathFilter.class.getName(), base);
            http.reroute(target.substring(base.length()));
        } else {
            http.next();
        }
    }
}
