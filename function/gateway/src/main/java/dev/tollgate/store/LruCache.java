package dev.tollgate.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A thread-safe map of limited size that evicts the least recently used entry. */
final class LruCache<K, V> {
    private final Map<K, V> entries;

    LruCache(int maxSize) {
        entries = new Bounded<>(maxSize);
    }

    synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    synchronized V computeIfAbsent(K key, Function<K, V> loader) {
        V present = entries.get(key);
        if (present == null) {
            present = loader.apply(key);
            entries.put(key, present);
        }
        return present;
    }

    /** Returns whether the key had no entry before. */
    synchronized boolean putIfAbsent(K key, V value) {
        return entries.putIfAbsent(key, value) == null;
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    synchronized void remove(K key) {
        entries.remove(key);
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int maxSize;

        Bounded(int maxSize) {
            super(16, 0.75f, true);
            this.maxSize = maxSize;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > maxSize;
        }
    }
}
