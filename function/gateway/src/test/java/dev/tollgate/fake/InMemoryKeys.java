package dev.tollgate.fake;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.Keys;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys in a map, and a switch that makes the store fail. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryKeys implements Keys {
    private final Map<KeyHash, ApiKey> keys = new ConcurrentHashMap<>();
    private volatile boolean down;

    /** Adds or replaces a key. */
    public void put(ApiKey key) {
        keys.put(key.keyHash(), key);
    }

    /** Adds a key without limits, and returns its secret, which is {@code tg-} and the id. */
    public String open(String id) {
        String secret = "tg-" + id;
        put(ApiKey.builder(id, KeyHash.of(secret)).build());
        return secret;
    }

    /** Whether the store fails from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public Optional<ApiKey> find(KeyHash keyHash) {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
        return Optional.ofNullable(keys.get(keyHash));
    }
}
