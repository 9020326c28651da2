package dev.tollgate.admin.api;

import dev.tollgate.admin.access.AdminSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Keeps answers of the admin API out of all caches, errors included: an answer may hold the secret of a new key. Where the API is
 * off, there is nothing, in whatever words the setting says so.
 */
@Singleton
public class NoStoreFilter {
    /** Before all filters that refuse requests. */
    private static final int PRIORITY = 980;

    private final AdminSettings settings;

    NoStoreFilter(AdminSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        filters.register(
                http -> {
                    String path = http.request().path();
                    boolean ours = path != null && path.startsWith("/admin/");
                    if (ours) {
                        http.response().putHeader("cache-control", "no-store");
                    }
                    if (ours && !settings.enabled()) {
                        http.response().setStatusCode(404).end();
                    } else {
                        http.next();
                    }
                },
                PRIORITY);
    }
}
