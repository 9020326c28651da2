package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Fingerprint;
import dev.tollgate.auth.Keys;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys from the config table, remembered for a while. Known and unknown ones are remembered apart, so that a flood of
 * random keys cannot push out those that exist.
 */
@ApplicationScoped
public class DynamoKeys implements Keys {
    private final ConfigTable table;
    private final Duration timeToLive;
    private final Clock clock;
    private final LeastRecentlyUsed<Fingerprint, FreshValue<Optional<ApiKey>>> known;
    private final LeastRecentlyUsed<Fingerprint, FreshValue<Optional<ApiKey>>> unknown;

    DynamoKeys(ConfigTable table, GatewayConfig config, Clock clock) {
        this.table = table;
        this.timeToLive = config.fresh().keys();
        this.clock = clock;
        this.known = new LeastRecentlyUsed<>(config.fresh().maxKeys());
        this.unknown = new LeastRecentlyUsed<>(config.fresh().maxKeys());
    }

    @Override
    public Optional<ApiKey> find(Fingerprint fingerprint) {
        FreshValue<Optional<ApiKey>> remembered = known.get(fingerprint);
        if (remembered != null) {
            return remembered.get();
        }
        FreshValue<Optional<ApiKey>> fresh = unknown.computeIfAbsent(fingerprint, this::value);
        Optional<ApiKey> key = fresh.get();
        if (key.isPresent()) {
            known.put(fingerprint, fresh);
            unknown.remove(fingerprint);
        }
        return key;
    }

    private FreshValue<Optional<ApiKey>> value(Fingerprint fingerprint) {
        return new FreshValue<>("an API key", timeToLive, clock, () -> read(fingerprint));
    }

    private Optional<ApiKey> read(Fingerprint fingerprint) {
        return table.find(ConfigTable.partitionOf(fingerprint), ConfigTable.KEY, false)
                .map(document -> Documents.read(document.json(), ApiKey.class));
    }
}
