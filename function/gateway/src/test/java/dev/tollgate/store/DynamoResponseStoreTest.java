package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.Cost;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.Usage;
import dev.tollgate.responsecache.CacheEntry;
import dev.tollgate.responsecache.CacheKey;
import dev.tollgate.responsecache.CacheLookup;
import dev.tollgate.store.DynamoResponseRemoval.RemovedResponses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The response cache on DynamoDB Local. */
final class DynamoResponseStoreTest {
    private static final CacheKey KEY = new CacheKey("d1");
    private static final Duration TTL = Duration.ofHours(1);

    /** DynamoDB Local deletes items that have expired by its own clock, so the items of this test expire in the future. */
    private final SteppingClock clock = new SteppingClock(Instant.parse("2099-01-01T00:00:00.250Z"));

    private final LocalTables tables = LocalTables.create();
    private final DynamoResponseStore store = new DynamoResponseStore(tables.client(), tables.config(), clock);

    @Test
    void anAnswerIsFoundAsItWasKept() {
        CacheEntry entry = entry("req_1", new byte[] {1, 2, 3});
        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Missing());
        store.keep(KEY, entry);

        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Found(entry));
        assertThat(store.find(new CacheKey("d2"))).isEqualTo(new CacheLookup.Missing());
    }

    @Test
    void anAnswerWithoutAPriceIsKeptWithoutOne() {
        BillableUsage usage = new BillableUsage(Usage.of(1, 2), clock.instant(), "flex", "eu.example.com");
        CacheEntry entry = new CacheEntry(
                "req_1",
                "a",
                "k",
                clock.instant(),
                expiry(),
                new BilledAnswer("p", "m", usage, new Cost.Unpriced()),
                new byte[1]);
        store.keep(KEY, entry);

        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Found(entry));
    }

    @Test
    void anAnswerLargerThanAnItemIsKeptInPartsThatCanBeClearedToo() {
        CacheEntry entry = entry("req_1", noise());
        store.keep(KEY, entry);

        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Found(entry));
        assertThat(items())
                .hasSize(3)
                .allMatch(item -> item.get("alias").s().equals("smart")
                        && item.get("key_id").s().equals("app"));
    }

    @Test
    void anAnswerThatHasLostAPartIsNone() {
        store.keep(KEY, entry("req_1", noise()));
        tables.client()
                .deleteItem(delete -> delete.tableName(tables.config().tables().cache())
                        .key(Map.of("pk", AttributeValue.fromS("RESPONSE#d1#req_1#2"))));

        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Missing());
    }

    @Test
    void anExpiredAnswerIsNeverServedAlthoughItIsStillThereAndMayBeClaimed() {
        store.keep(KEY, entry("req_1", new byte[1]));
        clock.pass(TTL);

        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Missing());
        assertThat(claim("req_2")).isTrue();
    }

    @Test
    void anAnswerCannotBeClaimed() {
        store.keep(KEY, entry("req_1", new byte[1]));

        assertThat(claim("req_2")).isFalse();
        assertThat(store.find(KEY)).isInstanceOf(CacheLookup.Found.class);
    }

    @Test
    void aSlowAnswerDoesNotReplaceThatOfALaterRequest() {
        store.keep(KEY, entry("req_2", new byte[] {2}));
        store.keep(KEY, entry("req_1", noise()));
        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Found(entry("req_2", new byte[] {2})));

        clock.pass(TTL);
        store.keep(KEY, entry("req_1", new byte[] {1}));
        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Found(entry("req_1", new byte[] {1})));
    }

    @Test
    void whileItRunsOthersSeeItAndAnswersAfterwards() {
        assertThat(claim("req_1")).isTrue();
        assertThat(claim("req_1")).as("sent again").isTrue();
        assertThat(claim("req_2")).isFalse();
        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.InProgress());

        store.keep(KEY, entry("req_1", new byte[1]));
        store.release(KEY, "req_1");
        assertThat(store.find(KEY)).isInstanceOf(CacheLookup.Found.class);
    }

    @Test
    void aClaimThatIsGivenUpIsFreeButOnlyItsOwnerGivesItUp() {
        claim("req_1");
        store.release(KEY, "req_2");
        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.InProgress());

        store.release(KEY, "req_1");
        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Missing());
        assertThat(claim("req_2")).isTrue();
    }

    @Test
    void theClaimOfACrashedRequestExpires() {
        claim("req_1");
        clock.pass(Duration.ofSeconds(20));

        assertThat(store.find(KEY)).isEqualTo(new CacheLookup.Missing());
        assertThat(claim("req_2")).isTrue();
    }

    @Test
    void answersAreRemovedByAliasOrByKeyOrAll() {
        DynamoResponseRemoval removal = new DynamoResponseRemoval(tables.client(), tables.config());
        store.keep(KEY, entry("req_1", noise()));
        BilledAnswer billed = entry("req_2", new byte[1]).billed();
        for (int i = 0; i < 60; i++) {
            store.keep(
                    new CacheKey("other" + i),
                    new CacheEntry("req_2", "cheap", "key" + i % 2, clock.instant(), expiry(), billed, new byte[1]));
        }

        assertThat(removal.remove(new RemovedResponses(Optional.of("smart"), Optional.empty()), _ -> {}))
                .isEqualTo(1);
        assertThat(items()).hasSize(60);
        assertThat(removal.remove(new RemovedResponses(Optional.empty(), Optional.of("key1")), _ -> {}))
                .isEqualTo(30);
        assertThat(items()).hasSize(30).allMatch(item -> item.get("key_id").s().equals("key0"));
        assertThat(removal.remove(new RemovedResponses(Optional.empty(), Optional.empty()), _ -> {}))
                .isEqualTo(30);
        assertThat(items()).isEmpty();
    }

    @Test
    void ofManyClaimsAtOnceOneIsGranted() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> claims = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(number -> () -> claim("req_" + number))
                    .toList();
            List<Boolean> granted = new ArrayList<>();
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                granted.add(claim.get());
            }
            assertThat(granted).containsOnlyOnce(true).hasSize(16);
        }
    }

    private List<Map<String, AttributeValue>> items() {
        return tables.client()
                .scan(scan -> scan.tableName(tables.config().tables().cache()))
                .items();
    }

    private boolean claim(String requestId) {
        return store.claim(KEY, requestId, clock.instant().plusSeconds(20));
    }

    private CacheEntry entry(String requestId, byte[] answer) {
        BillableUsage usage = BillableUsage.of(Usage.of(12, 3), clock.instant());
        BilledAnswer billed = new BilledAnswer("openai", "gpt", usage, new Cost.Priced(40, 50, "v1"));
        return new CacheEntry(requestId, "smart", "app", clock.instant(), expiry(), billed, answer);
    }

    private Instant expiry() {
        return Instant.ofEpochSecond(clock.instant().plus(TTL).getEpochSecond());
    }

    /** What cannot be compressed. */
    private static byte[] noise() {
        byte[] noise = new byte[1_000_000];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
