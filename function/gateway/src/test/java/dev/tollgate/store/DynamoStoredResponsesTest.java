package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.storedresponse.DocumentRoom;
import dev.tollgate.storedresponse.EventBatch;
import dev.tollgate.storedresponse.KeptEvent;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored responses on DynamoDB Local. */
final class DynamoStoredResponsesTest {
    private static final Duration TTL = Duration.ofDays(7);
    private static final ResponseName NAME = new ResponseName("app", "resp_1");

    /** DynamoDB Local deletes items that have expired by its own clock, so the items of this test expire in the future. */
    private final SteppingClock clock = new SteppingClock(Instant.parse("2099-01-01T00:00:00.250Z"));

    private final DocumentRoom room = new DocumentRoom(new MemoryBudget(100_000_000).lease());
    private final LocalTables tables = LocalTables.create();
    private final DynamoStoredResponses store = new DynamoStoredResponses(tables.client(), tables.config(), clock);

    @ParameterizedTest
    @EnumSource
    void aResponseIsFoundAsItWasStored(ResponseStatus status) {
        ResponseRecord response = response(NAME, status, new byte[] {1, 2, 3});
        store.put(response);

        assertThat(store.find(NAME, room)).contains(response);
        assertThat(store.status(NAME)).contains(status);
    }

    @Test
    void aResponseThatIsOverdueHasFailed() {
        store.put(response(NAME, ResponseStatus.IN_PROGRESS, new byte[1]));
        clock.pass(Duration.ofSeconds(60));

        assertThat(store.status(NAME)).contains(ResponseStatus.FAILED);
    }

    @Test
    void aResponseIsFoundUnderItsOwnKeyOnly() {
        store.put(response(NAME, ResponseStatus.COMPLETED, new byte[1]));

        ResponseName foreign = new ResponseName("other", NAME.id());
        assertThat(store.find(foreign, room)).isEmpty();
        assertThat(store.status(foreign)).isEmpty();
        assertThat(store.cancel(foreign)).isFalse();
        assertThat(store.findAll("other", List.of(NAME.id()), room)).isEmpty();
    }

    @Test
    void aLargeResponseIsSplitAndReplacedAsAWhole() {
        store.put(response(NAME, ResponseStatus.COMPLETED, noise(1_000_000)));
        assertThat(items()).hasSize(3);
        ResponseRecord other = response(NAME, ResponseStatus.INCOMPLETE, noise(500_000));
        store.put(other);

        assertThat(store.find(NAME, room)).contains(other);
    }

    @Test
    void aResponseThatHasLostAPartIsNone() {
        store.put(response(NAME, ResponseStatus.COMPLETED, noise(1_000_000)));
        tables.client().deleteItem(delete -> delete.tableName(table())
                .key(Map.of("pk", AttributeValue.fromS("STATE#app#resp_1#req_1#2"))));

        assertThat(store.find(NAME, room)).isEmpty();
    }

    @Test
    void anExpiredResponseIsGoneAlthoughItIsStillThere() {
        store.put(response(NAME, ResponseStatus.COMPLETED, new byte[1]));
        store.keep(NAME, new EventBatch(0, true, List.of()), expiry());
        clock.pass(TTL);

        assertThat(store.find(NAME, room)).isEmpty();
        assertThat(store.status(NAME)).isEmpty();
        assertThat(store.findAll("app", List.of(NAME.id()), room)).isEmpty();
        assertThat(store.events(NAME, 0)).isEmpty();
    }

    @Test
    void aLongChainIsFoundAtOnceWithItsLargeResponses() {
        List<ResponseRecord> chain = new ArrayList<>(IntStream.range(0, 230)
                .mapToObj(number -> response(
                        new ResponseName("app", "resp_n" + number), ResponseStatus.COMPLETED, new byte[] {(byte) number
                        }))
                .toList());
        chain.set(5, response(new ResponseName("app", "resp_n5"), ResponseStatus.COMPLETED, noise(900_000)));
        chain.forEach(store::put);
        List<String> ids = new ArrayList<>(
                chain.stream().map(response -> response.name().id()).toList());
        ids.add("resp_missing");

        assertThat(store.findAll("app", ids, room))
                .hasSize(230)
                .containsEntry("resp_n5", chain.get(5))
                .containsEntry("resp_n229", chain.get(229));
    }

    /** It is compressed, so that a small item may become a large document. */
    @Test
    void theSizeIsKnownBeforeAResponseIsUnpacked() {
        List<Long> sizes = new ArrayList<>();
        store.put(response(NAME, ResponseStatus.COMPLETED, new byte[1_000_000]));

        store.find(NAME, sizes::add);
        store.findAll("app", List.of(NAME.id()), sizes::add);

        assertThat(sizes).containsExactly(1_000_000L, 1_000_000L);
    }

    @Test
    void aQueuedResponseBeginsForOneRequestOnly() {
        store.put(response(NAME, ResponseStatus.QUEUED, new byte[1]));

        assertThat(store.begin(NAME, "req_1", clock.instant().plusSeconds(90))).isTrue();
        assertThat(store.begin(NAME, "req_1", clock.instant().plusSeconds(90)))
                .as("sent again")
                .isTrue();
        assertThat(store.begin(NAME, "req_2", clock.instant().plusSeconds(90))).isFalse();
        assertThat(store.status(NAME)).contains(ResponseStatus.IN_PROGRESS);
    }

    @Test
    void aResponseEndsOnce() {
        store.put(response(NAME, ResponseStatus.QUEUED, new byte[1]));
        ResponseRecord ended = response(NAME, ResponseStatus.COMPLETED, noise(500_000));
        assertThat(store.finish(ended)).as("not begun").isFalse();
        store.begin(NAME, "req_1", clock.instant().plusSeconds(90));

        assertThat(store.finish(ended)).isTrue();
        assertThat(store.find(NAME, room)).contains(ended);
        assertThat(store.finish(response(NAME, ResponseStatus.FAILED, new byte[1])))
                .isFalse();
        assertThat(store.cancel(NAME)).isFalse();
    }

    @Test
    void aCancelledResponseStaysCancelled() {
        store.put(response(NAME, ResponseStatus.QUEUED, new byte[1]));
        store.begin(NAME, "req_1", clock.instant().plusSeconds(90));

        assertThat(store.cancel(NAME)).isTrue();
        assertThat(store.cancel(NAME)).as("sent again").isTrue();
        assertThat(store.finish(response(NAME, ResponseStatus.COMPLETED, new byte[1])))
                .isFalse();
        assertThat(store.begin(NAME, "req_1", clock.instant().plusSeconds(90))).isFalse();
        assertThat(store.status(NAME)).contains(ResponseStatus.CANCELLED);
    }

    @Test
    void aDeletedResponseIsGoneWithAllThatBelongsToItAndDoesNotComeBack() {
        ResponseRecord response = response(NAME, ResponseStatus.IN_PROGRESS, noise(1_000_000));
        store.put(response);
        store.keepRequest(NAME, new byte[32], noise(500_000), expiry());
        store.keep(NAME, batch(0, noiseText(600_000)), expiry());
        store.keep(NAME, batch(1, "x"), expiry());
        store.delete(response);

        assertThat(items()).isEmpty();
        assertThat(store.finish(response(NAME, ResponseStatus.COMPLETED, new byte[1])))
                .isFalse();
        assertThat(store.find(NAME, room)).isEmpty();
        store.delete(response);
    }

    @Test
    void eventsAreKeptInBatches() {
        EventBatch large = batch(0, noiseText(600_000));
        EventBatch last = new EventBatch(1, true, List.of(new KeptEvent(7, "response.completed", "{\"ü\":1}")));
        store.keep(NAME, large, expiry());
        store.keep(NAME, last, expiry());

        assertThat(store.events(NAME, 0)).contains(large);
        assertThat(store.events(NAME, 1)).contains(last);
        assertThat(store.events(NAME, 2)).isEmpty();
    }

    @Test
    void aRequestIsReadableWithItsSecretOnly() {
        byte[] secret = noise(32);
        byte[] request = "{\"input\":\"jane@example.com\"}".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        store.keepRequest(NAME, secret, request, expiry());

        assertThat(store.request(NAME, secret)).contains(request);
        assertThat(store.request(new ResponseName("app", "resp_2"), secret)).isEmpty();
        assertThatThrownBy(() -> store.request(NAME, new byte[32])).isInstanceOf(IllegalStateException.class);
    }

    private ResponseRecord response(ResponseName name, ResponseStatus status, byte[] document) {
        return new ResponseRecord(
                name,
                status,
                List.of("resp_a", "resp_b"),
                "req_1",
                clock.instant(),
                clock.instant().plusSeconds(60),
                expiry(),
                true,
                document);
    }

    private static EventBatch batch(int number, String data) {
        return new EventBatch(number, false, List.of(new KeptEvent(number, "response.output_text.delta", data)));
    }

    private Instant expiry() {
        return Instant.ofEpochSecond(clock.instant().plus(TTL).getEpochSecond());
    }

    private List<Map<String, AttributeValue>> items() {
        return tables.client().scan(scan -> scan.tableName(table())).items();
    }

    private String table() {
        return tables.config().tables().cache();
    }

    /** What cannot be compressed. */
    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static String noiseText(int size) {
        return HexFormat.of().formatHex(noise(size / 2));
    }
}
