package dev.tollgate.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files that were fetched for one call, so that its next target needs not fetch them again. */
public final class FetchedFiles {
    private final Map<String, Fetched> byUrl = new ConcurrentHashMap<>();

    /**
     * A file.
     *
     * @param dataUri the file itself
     * @param bytes how large it is
     */
    record Fetched(String dataUri, int bytes) {}

    Fetched find(String url) {
        return byUrl.get(url);
    }

    Fetched keep(String url, Fetched file) {
        byUrl.put(url, file);
        return file;
    }
}
