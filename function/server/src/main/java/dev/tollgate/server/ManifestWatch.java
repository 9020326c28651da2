package dev.tollgate.server;

import dev.tollgate.manifest.ManifestException;
import dev.tollgate.store.DynamoManifestWriter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@code tollgate.yaml} again when it changes while the server runs in local mode. A file with mistakes changes
 * nothing.
 */
@Singleton
final class ManifestWatch {
    /** How often it looks. A notification of the file system would miss editors that replace the file. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private final ServerSettings settings;
    private final ManifestStartup manifest;
    private byte @Nullable [] seen;

    ManifestWatch(ServerSettings settings, ManifestStartup manifest) {
        this.settings = settings;
        this.manifest = manifest;
    }

    /** Whether there is a file to watch. In a container, a file changes with the container. */
    boolean wanted() {
        return settings.local() && settings.file().isPresent();
    }

    /** Applies the file if its content is another than the last time. The first time may find what the start has applied. */
    void look() {
        Path file = settings.file().orElseThrow();
        byte[] content = content(file);
        if (content == null || Arrays.equals(content, seen)) {
            return;
        }
        seen = content;
        try {
            DynamoManifestWriter.Applied changes = manifest.apply(file);
            if (changes.written() + changes.deleted() > 0) {
                System.out.printf("%s applied: %d written, %d removed%n", file, changes.written(), changes.deleted());
            }
        } catch (ManifestException | StartupException failure) {
            System.err.println(failure.getMessage());
            System.err.println(file + " is not applied; the gateway goes on with what it has.");
        }
    }

    /** Null while the file is not there or not readable, as while an editor replaces it. */
    private static byte @Nullable [] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException absent) {
            return null;
        }
    }
}
