package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.Keys;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * API keys from the config table, cached for a while. Unknown keys have a cache of their own, so that a flood of random
 * keys cannot evict existing ones.
 */
@ApplicationScoped
public class DynamoKeys implements Keys {
    private final ConfigTable table;
    private final Duration timeToLive;
    private final Clock clock;
    private final LruCache<KeyHash, StaleWhileRevalidateCache<Optional<ApiKey>>> known;
    private final LruCache<KeyHash, StaleWhileRevalidateCache<Optional<ApiKey>>> unknown;

    DynamoKeys(ConfigTable table, GatewayConfig config, Clock clock) {
        this.table = table;
        this.timeToLive = config.fresh().keys();
        this.clock = clock;
        this.known = new LruCache<>(config.fresh().maxKeys());
        this.unknown = new LruCache<>(config.fresh().maxKeys());
    }

    @Override
    public Optional<ApiKey> find(KeyHash keyHash) {
        StaleWhileRevalidateCache<Optional<ApiKey>> cached = known.get(keyHash);
        if (cached != null) {
            return cached.get();
        }
        StaleWhileRevalidateCache<Optional<ApiKey>> loaded = unknown.computeIfAbsent(keyHash, this::value);
        Optional<ApiKey> key = loaded.get();
        if (key.isPresent()) {
            known.put(keyHash, loaded);
            unknown.remove(keyHash);
        }
        return key;
    }

    private StaleWhileRevalidateCache<Optional<ApiKey>> value(KeyHash keyHash) {
        return new StaleWhileRevalidateCache<>("an API key", timeToLive, clock, () -> read(keyHash));
    }

    private Optional<ApiKey> read(KeyHash keyHash) {
        return table.find(ConfigTable.partitionOf(keyHash), ConfigTable.KEY, false)
                .map(document -> DocumentCodec.read(document.json(), ApiKey.class));
    }
}
