package dev.tollgate.server;

import dev.tollgate.admin.ManifestDeployment;
import dev.tollgate.manifest.ManifestException;
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
    private byte @Nullable [] last;
    private byte @Nullable [] applied;

    ManifestWatch(ServerSettings settings, ManifestStartup manifest) {
        this.settings = settings;
        this.manifest = manifest;
    }

    /** Whether there is a file to watch. In a container, a file changes with the container. */
    boolean wanted() {
        return settings.local() && settings.file().isPresent();
    }

    /**
     * Applies the file if its content is another than what was applied, and the same as a moment ago: an editor may be writing it. The
     * first time may find what the start has applied.
     */
    void look() {
        Path file = settings.file().orElseThrow();
        byte[] content = content(file);
        boolean complete = Arrays.equals(content, last);
        last = content;
        if (content != null && content.length > 0 && complete && !Arrays.equals(content, applied)) {
            apply(file, content);
        }
    }

    private void apply(Path file, byte[] content) {
        try {
            ManifestDeployment.Result result = manifest.apply(file);
            applied = content;
            result.revision()
                    .ifPresent(revision -> System.out.printf(
                            "%s applied as version %d: %d written, %d removed%n",
                            file, revision.number(), result.written(), result.removed()));
        } catch (ManifestException mistakes) {
            applied = content;
            report(file, mistakes);
        } catch (StartupException failure) {
            // Tried again with the next look.
            report(file, failure);
        }
    }

    private static void report(Path file, RuntimeException failure) {
        System.err.println(failure.getMessage());
        System.err.println(file + " is not applied; the gateway goes on with what it has.");
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
