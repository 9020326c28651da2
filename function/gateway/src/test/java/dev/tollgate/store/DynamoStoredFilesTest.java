package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.fake.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files on DynamoDB Local. */
final class DynamoStoredFilesTest {
    /** DynamoDB Local deletes items that have expired by its own clock, so the items of this test expire in the future. */
    private final SteppingClock clock = new SteppingClock(Instant.parse("2099-01-01T00:00:00Z"));

    private final LocalTables tables = LocalTables.create();
    private final DynamoStoredFiles store = new DynamoStoredFiles(tables.client(), tables.config(), clock);

    @Test
    void aFileIsFoundAsItWasStoredAndUnderItsOwnKeyOnly() {
        StoredFile file = file("app", "file-1");
        store.put(file, new byte[] {1, 2, 3});

        assertThat(store.find("app", "file-1")).contains(file);
        assertThat(store.content(file)).contains(new byte[] {1, 2, 3});
        assertThat(store.find("other", "file-1")).isEmpty();
        assertThat(store.content(file("other", "file-1"))).isEmpty();
        assertThat(store.all("other")).isEmpty();
    }

    @Test
    void theNewestFileComesFirst() {
        StoredFile first = file("app", "file-z");
        store.put(first, new byte[1]);
        clock.pass(Duration.ofSeconds(1));
        StoredFile second = file("app", "file-a");
        store.put(second, new byte[1]);

        assertThat(store.all("app")).containsExactly(second, first);
    }

    @Test
    void aLargeFileIsSplitAndDeletedAsAWhole() {
        byte[] noise = new byte[1_000_000];
        new Random(1).nextBytes(noise);
        StoredFile file = file("app", "file-1");
        store.put(file, noise);
        assertThat(store.content(file)).contains(noise);
        store.delete(file);

        assertThat(store.find("app", "file-1")).isEmpty();
        assertThat(store.all("app")).isEmpty();
        assertThat(tables.client()
                        .scan(scan -> scan.tableName(tables.config().tables().cache()))
                        .items())
                .as("the list, which has no ids any more")
                .hasSize(1);
    }

    @Test
    void aFileThatHasExpiredIsNotListed() {
        StoredFile file = file("app", "file-1");
        store.put(file, new byte[1]);
        clock.pass(Duration.ofDays(31));

        assertThat(store.find("app", "file-1")).isEmpty();
        assertThat(store.all("app")).isEmpty();
    }

    private StoredFile file(String keyId, String id) {
        Instant now = clock.instant();
        return new StoredFile(keyId, id, FileKind.INPUT, "in.jsonl", 3, now, now.plus(Duration.ofDays(30)), null);
    }
}
