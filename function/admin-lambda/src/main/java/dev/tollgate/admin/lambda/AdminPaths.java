package dev.tollgate.admin.lambda;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * The paths of this function: the admin API and the console, and none of the gateway. API Gateway verifies signatures for all requests
 * of a path or for none, so it does that below {@code /iam}. What is there is the admin API again.
 */
@Singleton
public class AdminPaths {
    private static final String SIGNED = "/iam";
    private static final Pattern SERVED = Pattern.compile("/(?:admin/v1|console)(?:/.*)?");

    /** After the request has its id, and before all filters that the gateway has for its own paths. */
    private static final int PRIORITY = 990;

    void register(@Observes Filters filters) {
        filters.register(AdminPaths::handle, PRIORITY);
    }

    private static void handle(RoutingContext http) {
        String path = http.normalizedPath();
        if (SERVED.matcher(path).matches()) {
            http.next();
        } else if (path.startsWith(SIGNED + "/admin/v1/")) {
            String query = http.request().query();
            http.reroute(path.substring(SIGNED.length()) + (query == null ? "" : "?" + query));
        } else {
            http.response().setStatusCode(404).end();
        }
    }
}
