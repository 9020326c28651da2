package dev.tollgate.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A map of bounded size that forgets what was not asked for the longest time. Safe for many threads. */
final class LruCache<K, V> {
    private final Map<K, V> entries;

    LruCache(int bound) {
        entries = new Bounded<>(bound);
    }

    synchronized V get(K key) {
        return entries.get(key);
    }

    synchronized V computeIfAbsent(K key, Function<K, V> value) {
        V present = entries.get(key);
        if (present == null) {
            present = value.apply(key);
            entries.put(key, present);
        }
        return present;
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    synchronized void remove(K key) {
        entries.remove(key);
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int bound;

        Bounded(int bound) {
            super(16, 0.75f, true);
            this.bound = bound;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > bound;
        }
    }
}
