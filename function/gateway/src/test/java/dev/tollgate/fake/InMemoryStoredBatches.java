package dev.tollgate.fake;

import dev.tollgate.batch.SentLines;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.batch.StoredBatches;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches in maps, which forget none by themselves. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryStoredBatches implements StoredBatches {
    private final Map<String, StoredBatch> batches = new LinkedHashMap<>();
    private final Map<String, SentLines> lines = new HashMap<>();
    private final Map<String, Instant> leases = new HashMap<>();

    /** Lets nobody have a lease any more, as if all of them had expired. */
    public synchronized void expireLeases() {
        leases.clear();
    }

    @Override
    public synchronized void begin(StoredBatch batch, SentLines sent) {
        batches.put(batch.id(), batch);
        lines.put(batch.id(), sent);
    }

    @Override
    public synchronized SentLines lines(StoredBatch batch) {
        return lines.get(batch.id());
    }

    @Override
    public synchronized Optional<StoredBatch> find(String keyId, String id) {
        return Optional.ofNullable(batches.get(id))
                .filter(batch -> batch.keyId().equals(keyId));
    }

    @Override
    public synchronized List<StoredBatch> all(String keyId) {
        List<StoredBatch> owned = new ArrayList<>();
        batches.values().stream().filter(batch -> batch.keyId().equals(keyId)).forEach(owned::addFirst);
        return owned;
    }

    @Override
    public synchronized List<StoredBatch> open() {
        return batches.values().stream().filter(batch -> !batch.settled()).toList();
    }

    @Override
    public synchronized boolean lease(StoredBatch batch, Instant now, Instant until) {
        if (!unsettled(batch) || now.isBefore(leases.getOrDefault(batch.id(), Instant.EPOCH))) {
            return false;
        }
        leases.put(batch.id(), until);
        return true;
    }

    @Override
    public synchronized void update(StoredBatch batch) {
        if (unsettled(batch)) {
            batches.put(batch.id(), batch);
        }
    }

    private boolean unsettled(StoredBatch batch) {
        StoredBatch known = batches.get(batch.id());
        return known != null && !known.settled();
    }

    @Override
    public synchronized void finish(StoredBatch batch) {
        update(batch);
    }
}
