package dev.tollgate.fake;

import dev.tollgate.batch.StoredFile;
import dev.tollgate.batch.StoredFiles;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files in maps, which forget none by themselves. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryStoredFiles implements StoredFiles {
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final Clock clock;
    private int reads;

    public InMemoryStoredFiles(Clock clock) {
        this.clock = clock;
    }

    private static String name(String keyId, String id) {
        return keyId + "#" + id;
    }

    @Override
    public synchronized void put(StoredFile file, byte[] content) {
        files.put(name(file.keyId(), file.id()), file);
        contents.put(name(file.keyId(), file.id()), content);
    }

    @Override
    public synchronized Optional<StoredFile> find(String keyId, String id) {
        return Optional.ofNullable(files.get(name(keyId, id)))
                .filter(file -> clock.instant().isBefore(file.expiresAt()));
    }

    @Override
    public synchronized Optional<byte[]> content(StoredFile file) {
        reads++;
        return Optional.ofNullable(contents.get(name(file.keyId(), file.id())));
    }

    /** How often somebody has wanted the content of a file. */
    public synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized List<StoredFile> all(String keyId) {
        List<StoredFile> owned = new ArrayList<>();
        files.values().stream().filter(file -> file.keyId().equals(keyId)).forEach(owned::addFirst);
        return owned;
    }

    @Override
    public synchronized void delete(StoredFile file) {
        files.remove(name(file.keyId(), file.id()));
        contents.remove(name(file.keyId(), file.id()));
    }
}
