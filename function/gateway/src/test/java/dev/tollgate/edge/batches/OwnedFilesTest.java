package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.fake.InMemoryStoredBatches;
import dev.tollgate.fake.InMemoryStoredFiles;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.process.MemoryLease;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnedFilesTest {
    private static final Instant NOW = Instant.parse("2040-01-01T12:00:00Z");

    private final InMemoryStoredFiles stored = new InMemoryStoredFiles(Clock.systemUTC());
    private final OwnedFiles owned = new OwnedFiles(stored, new InMemoryStoredBatches());

    @Test
    void aFileIsReadOnlyIfItFits() {
        StoredFile file = file(1_000);

        assertThat(read(file, 100_000)).hasSize(1_000);
        assertThatThrownBy(() -> read(file, 2_000)).isInstanceOf(GatewayException.class);
    }

    private byte[] read(StoredFile file, long bytes) {
        try (MemoryLease memory = new MemoryBudget(bytes).lease()) {
            return owned.content(file, memory);
        }
    }

    private StoredFile file(int bytes) {
        StoredFile file = new StoredFile(
                "ada", "file-1", FileKind.INPUT, "input.jsonl", bytes, NOW, NOW.plusSeconds(3_600), null);
        stored.put(file, new byte[bytes]);
        return file;
    }
}
