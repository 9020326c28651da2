package dev.tollgate.fake;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.responsecache.CacheEntry;
import dev.tollgate.responsecache.CacheKey;
import dev.tollgate.responsecache.CacheLookup;
import dev.tollgate.responsecache.ResponseStore;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kept answers in a map, which forgets none. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryResponseStore implements ResponseStore {
    private final Map<CacheKey, CacheEntry> entries = new HashMap<>();
    private final Map<CacheKey, Claim> claims = new HashMap<>();
    private final Clock clock;
    private boolean down;
    private int looks;

    private record Claim(String requestId, Instant until) {}

    public InMemoryResponseStore(Clock clock) {
        this.clock = clock;
    }

    /** Whether the store fails from now on. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    /** All answers that were kept, expired ones, too. */
    public synchronized List<CacheEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** How many claims there are, ended ones, too. */
    public synchronized int claims() {
        return claims.size();
    }

    /** How often somebody has looked for an answer. */
    public synchronized int looks() {
        return looks;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        entries.clear();
        claims.clear();
        down = false;
    }

    @Override
    public synchronized CacheLookup find(CacheKey key) {
        requireUp();
        looks++;
        CacheEntry entry = entries.get(key);
        if (entry != null && clock.instant().isBefore(entry.expiresAt())) {
            return new CacheLookup.Found(entry);
        }
        return isClaimed(key) ? new CacheLookup.InProgress() : new CacheLookup.Missing();
    }

    private boolean isClaimed(CacheKey key) {
        Claim claim = claims.get(key);
        return claim != null && clock.instant().isBefore(claim.until());
    }

    @Override
    public synchronized boolean claim(CacheKey key, String requestId, Instant until) {
        if (!(find(key) instanceof CacheLookup.Missing)) {
            return false;
        }
        claims.put(key, new Claim(requestId, until));
        return true;
    }

    @Override
    public synchronized void keep(CacheKey key, CacheEntry entry) {
        requireUp();
        claims.remove(key);
        CacheEntry kept = entries.get(key);
        boolean younger = kept != null
                && clock.instant().isBefore(kept.expiresAt())
                && kept.requestId().compareTo(entry.requestId()) > 0;
        if (!younger) {
            entries.put(key, entry);
        }
    }

    @Override
    public synchronized void release(CacheKey key, String requestId) {
        requireUp();
        claims.computeIfPresent(key, (_, claim) -> claim.requestId().equals(requestId) ? null : claim);
    }

    private void requireUp() {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
