package dev.tollgate.admin.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Keeps answers of the admin API out of all caches, errors included: an answer may hold the secret of a new key. */
@Singleton
public class NoStoreFilter {
    /** Before all filters that refuse requests. */
    private static final int PRIORITY = 980;

    void register(@Observes Filters filters) {
        filters.register(
                http -> {
                    String path = http.request().path();
                    if (path != null && path.startsWith("/admin/")) {
                        http.response().putHeader("cache-control", "no-store");
                    }
                    http.next();
                },
                PRIORITY);
    }
}
