package dev.tollgate.cli.remote;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.cli.port.CacheAdministration;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The response cache of a gateway. */
@Singleton
@Typed(RemoteCache.class)
public final class RemoteCache implements CacheAdministration {
    private final AdminApiClient api;

    RemoteCache(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public long clear(Optional<String> alias, Optional<String> key, ChangeAuthor author, LongConsumer progress) {
        Map<String, String> query = new HashMap<>();
        alias.ifPresent(name -> query.put("alias", name));
        key.ifPresent(id -> query.put("key", id));
        return api.send("DELETE", "cache", query, null)
                .document()
                .path("removed")
                .asLong();
    }
}
