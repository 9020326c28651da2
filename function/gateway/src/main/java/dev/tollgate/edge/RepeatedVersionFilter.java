package dev.tollgate.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Serves {@code /v1/v1/…} as {@code /v1/…}. Some clients add the version themselves to a base URL that has it already, as Anthropic's do
 * (vercel/ai#15586, BerriAI/litellm#36956).
 */
@Singleton
public class RepeatedVersionFilter {
    private static final String VERSION = "/v1";
    private static final String REPEATED = VERSION + VERSION + "/";

    /** After the base path, and before all filters that look at the path. */
    private static final int PRIORITY = 1_090;

    void register(@Observes Filters filters) {
        filters.register(RepeatedVersionFilter::handle, PRIORITY);
    }

    private static void handle(RoutingContext http) {
        String target = http.request().uri();
        if (target.startsWith(REPEATED)) {
            http.reroute(target.substring(VERSION.length()));
        } else {
            http.next();
        }
    }
}
