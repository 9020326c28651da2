package dev.tollgate.fake;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Fingerprint;
import dev.tollgate.auth.Keys;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
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
    private final Map<Fingerprint, ApiKey> keys = new ConcurrentHashMap<>();
    private volatile boolean down;

    /** Adds or replaces a key. */
    public void put(ApiKey key) {
        keys.put(key.fingerprint(), key);
    }

    /** Adds a key without limits, whose id tells its secret; returns the secret. */
    public String open(String id) {
        String secret = "tg-" + id;
        put(new ApiKey(id, Fingerprint.of(secret), false, null, null, null, null, null));
        return secret;
    }

    /** Whether the store fails from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public Optional<ApiKey> find(Fingerprint fingerprint) {
        if (down) {
            throw new ChatFailure(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
        return Optional.ofNullable(keys.get(fingerprint));
    }
}
