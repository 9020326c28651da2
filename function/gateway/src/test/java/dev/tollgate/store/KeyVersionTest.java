package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The groups in which many keys are written. */
class KeyVersionTest {
    @Test
    void largeKeysAreWrittenInSmallGroups() {
        List<KeyVersion> versions = IntStream.range(0, 25)
                .mapToObj(number -> new KeyVersion(
                        "key-" + number,
                        new StoredDocument(
                                "KEY#" + number,
                                "key",
                                "x".repeat(number < 20 ? 10 : 250_000),
                                1,
                                Instant.EPOCH,
                                "test"),
                        VersionCondition.isNew(),
                        true,
                        null))
                .toList();

        assertThat(KeyVersion.grouped(versions)).extracting(List::size).containsExactly(10, 10, 1, 1, 1, 1, 1);
        assertThat(KeyVersion.grouped(List.of())).isEmpty();
    }
}
