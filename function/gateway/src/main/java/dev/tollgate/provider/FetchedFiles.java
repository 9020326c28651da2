package dev.tollgate.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files that the gateway has fetched for one call, so that a fallback to the next target does not fetch them again. */
public final class FetchedFiles {
    private final Map<String, Fetched> byUrl = new ConcurrentHashMap<>();

    /**
     * A fetched file.
     *
     * @param bytes the file's size
     */
    record Fetched(String dataUri, int bytes) {}

    @Nullable
    Fetched find(String url) {
        return byUrl.get(url);
    }

    Fetched keep(String url, Fetched file) {
        byUrl.put(url, file);
        return file;
    }
}
