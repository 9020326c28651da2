package dev.tollgate.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The files that the gateway has fetched for one call, so that a fallback to the next target does not fetch them again. */
public final class FetchedFiles {
    private final Map<String, Fetched> byUrl = new ConcurrentHashMap<>();
    private final LongConsumer onBytes;
    private long bytes;

    /**
     * No files yet.
     *
     * @param onBytes gets the size of all files together before the bytes of each, at its largest, and after them; it may refuse
     */
    public FetchedFiles(LongConsumer onBytes) {
        this.onBytes = onBytes;
    }

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

    /** A file of at most so many bytes is about to be read. */
    synchronized void expect(int maxBytes) {
        onBytes.accept(bytes + maxBytes);
    }

    synchronized Fetched keep(String url, Fetched file) {
        bytes += file.bytes();
        onBytes.accept(bytes);
        byUrl.put(url, file);
        return file;
    }
}
