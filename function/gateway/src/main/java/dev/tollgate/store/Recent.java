package dev.tollgate.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the entries used last, so that a long-lived environment does not grow. Not thread-safe. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Recent(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
