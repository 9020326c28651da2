package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.batch.SentLines;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.bill.BatchHold;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Batches on DynamoDB Local. */
final class DynamoStoredBatchesTest {
    /** DynamoDB Local deletes items that have expired by its own clock, so the items of this test expire in the future. */
    private final SteppingClock clock = new SteppingClock(Instant.parse("2099-01-01T00:00:00Z"));

    private static final SentLines LINES = new SentLines(Map.of("a", 5L));

    private final LocalTables tables = LocalTables.create();
    private final DynamoStoredBatches store = new DynamoStoredBatches(tables.client(), tables.config(), clock);

    @Test
    void aBatchIsFoundAsItWasStoredAndUnderItsOwnKeyOnly() {
        StoredBatch batch = batch("app", "batch_1");
        store.begin(batch, LINES);

        assertThat(store.find("app", "batch_1")).contains(batch);
        assertThat(store.find("other", "batch_1")).isEmpty();
        assertThat(store.all("app")).containsExactly(batch);
        assertThat(store.all("other")).isEmpty();
        assertThat(store.open()).containsExactly(batch);
        assertThat(store.lines(batch)).isEqualTo(LINES);
    }

    /** Random names hardly shrink: the lines of a large batch need several items. */
    @Test
    void linesThatDoNotFitIntoAnItemAreFoundWhole() {
        SentLines many = new SentLines(new Random(1)
                .ints(20_000)
                .boxed()
                .collect(Collectors.toMap(number -> "line-" + number * 31L, Long::valueOf, (one, _) -> one)));
        StoredBatch batch = batch("app", "batch_1");
        store.begin(batch, many);

        assertThat(store.lines(batch)).isEqualTo(many);
    }

    /** Its provider has it, and may answer some of its lines before it is cancelled. */
    @Test
    void aBatchThatItsKeyCannotListIsFollowedNevertheless() {
        List<String> full =
                IntStream.range(0, 5_000).mapToObj(i -> "batch_old" + i).toList();
        tables.client().putItem(put -> put.tableName(tables.config().tables().cache())
                .item(Map.of("pk", AttributeValue.fromS("BATCHES#app"), "ids", AttributeValue.fromSs(full))));
        StoredBatch batch = batch("app", "batch_1");

        assertThatThrownBy(() -> store.begin(batch, LINES)).isInstanceOf(GatewayException.class);

        assertThat(store.open()).containsExactly(batch);
    }

    @Test
    void aSettledBatchIsNotOpenAndChangesNoMore() {
        StoredBatch batch = batch("app", "batch_1");
        store.begin(batch, LINES);
        store.begin(batch("other", "batch_2"), LINES);
        StoredBatch settled = batch.with(state(BatchStatus.COMPLETED), now()).settled("file-1", null, now());
        store.finish(settled);
        store.update(batch);

        assertThat(store.find("app", "batch_1")).contains(settled);
        assertThat(store.open()).extracting(StoredBatch::id).containsExactly("batch_2");
        assertThat(store.lease(batch, now(), now().plusSeconds(60))).isFalse();
    }

    @Test
    void aBatchIsLeasedToOneProcessAtATime() {
        StoredBatch batch = batch("app", "batch_1");
        store.begin(batch, LINES);

        assertThat(store.lease(batch, now(), now().plusSeconds(60))).isTrue();
        assertThat(store.lease(batch, now(), now().plusSeconds(60))).isFalse();
        clock.pass(Duration.ofSeconds(61));
        assertThat(store.lease(batch, now(), now().plusSeconds(60))).isTrue();
    }

    @Test
    void aBatchThatHasExpiredIsStillOpenSoThatItsHoldIsReleased() {
        StoredBatch batch = batch("app", "batch_1");
        store.begin(batch, LINES);
        clock.pass(Duration.ofDays(30));

        assertThat(store.find("app", "batch_1")).isEmpty();
        assertThat(store.all("app")).isEmpty();
        assertThat(store.open()).containsExactly(batch);
        clock.pass(Duration.ofDays(7));
        assertThat(store.open()).isEmpty();
    }

    private Instant now() {
        return clock.instant();
    }

    private StoredBatch batch(String keyId, String id) {
        BatchHold hold = new BatchHold(
                id,
                "req_0199aabbccddeeff00112233",
                keyId,
                now(),
                now().plus(Duration.ofDays(2)),
                "nightly",
                Map.of("team", "search"),
                List.of("BUDGET#1"),
                1000,
                "abc0.17");
        return new StoredBatch(
                id,
                BatchEndpoint.CHAT,
                "file-in",
                "openai",
                "m",
                state(BatchStatus.IN_PROGRESS),
                false,
                hold,
                Map.of("job", "nightly"),
                Map.of(BatchStatus.IN_PROGRESS, now()),
                now().plus(Duration.ofDays(29)),
                null,
                null);
    }

    private static BatchState state(BatchStatus status) {
        return new BatchState(
                "b1",
                status,
                new BatchCounts(3, 2, 1),
                List.of("file-a"),
                List.of(new BatchError("bad", "a bad line", 2L), new BatchError("bad", "all of it", null)));
    }
}
