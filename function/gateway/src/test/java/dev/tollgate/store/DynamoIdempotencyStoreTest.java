package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.idempotency.IdempotencyClaim;
import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.ReplayableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Idempotency keys on DynamoDB Local. */
final class DynamoIdempotencyStoreTest {
    private static final IdempotentRequest REQUEST = new IdempotentRequest("key", "order-1", "digest", "ab".repeat(32));
    private static final Duration WHILE = Duration.ofMinutes(10);

    /** DynamoDB Local deletes items that have expired by its own clock, so the items of this test expire in the future. */
    private final SteppingClock clock = new SteppingClock(Instant.parse("2099-01-01T00:00:00Z"));

    private final LocalTables tables = LocalTables.create();
    private final DynamoIdempotencyStore repeats = new DynamoIdempotencyStore(tables.client(), tables.config(), clock);

    @Test
    void anAnswerThatWasKeptIsRepeatedWhole() {
        ReplayableResponse storedResponse = storedResponse("req_1", "Hello".getBytes(StandardCharsets.UTF_8));
        assertThat(claim("req_1")).isEqualTo(new IdempotencyClaim.Granted());
        repeats.store(REQUEST, storedResponse);

        assertThat(claim("req_2")).isEqualTo(new IdempotencyClaim.Completed(storedResponse));
    }

    @Test
    void anAnswerLargerThanAnItemIsKeptInParts() {
        ReplayableResponse storedResponse = storedResponse("req_1", noise(1));
        claim("req_1");
        repeats.store(REQUEST, storedResponse);

        assertThat(claim("req_2")).isEqualTo(new IdempotencyClaim.Completed(storedResponse));
    }

    @Test
    void whileItRunsNobodyElseMayAndAnotherRequestIsToldFromIt() {
        claim("req_1");

        assertThat(claim("req_2")).isEqualTo(new IdempotencyClaim.InProgress());
        IdempotentRequest other = new IdempotentRequest("key", "order-1", "another digest", "ab".repeat(32));
        assertThat(repeats.claim(other, "req_3", until())).isEqualTo(new IdempotencyClaim.KeyReused());
        IdempotentRequest somebodyElses = new IdempotentRequest("another key", "order-1", "digest", "ab".repeat(32));
        assertThat(repeats.claim(somebodyElses, "req_4", until())).isEqualTo(new IdempotencyClaim.Granted());
    }

    @Test
    void aClaimThatIsSentAgainFindsItself() {
        claim("req_1");

        assertThat(claim("req_1")).isEqualTo(new IdempotencyClaim.Granted());
    }

    @Test
    void whatWasGivenUpMayBeClaimedAgain() {
        claim("req_1");
        repeats.release(REQUEST, "req_1");

        assertThat(claim("req_2")).isEqualTo(new IdempotencyClaim.Granted());
    }

    @Test
    void afterACrashItMayBeClaimedOnceItsTimeIsOverAndTheDeadOneChangesNothing() {
        claim("req_1");
        clock.pass(WHILE.plusSeconds(1));
        assertThat(claim("req_2")).isEqualTo(new IdempotencyClaim.Granted());

        repeats.store(REQUEST, storedResponse("req_1", new byte[] {1}));
        repeats.release(REQUEST, "req_1");
        assertThat(claim("req_3")).isEqualTo(new IdempotencyClaim.InProgress());
    }

    @Test
    void aLargeAnswerThatIsKeptTooLateSpoilsNothingOfTheOneThatIsThere() {
        claim("req_1");
        clock.pass(WHILE.plusSeconds(1));
        claim("req_2");
        ReplayableResponse second = storedResponse("req_2", noise(2));
        repeats.store(REQUEST, second);
        repeats.store(REQUEST, storedResponse("req_1", noise(1)));

        assertThat(claim("req_3")).isEqualTo(new IdempotencyClaim.Completed(second));
    }

    @Test
    void anAnswerIsForgottenAfterADay() {
        claim("req_1");
        repeats.store(REQUEST, storedResponse("req_1", new byte[] {1}));
        clock.pass(Duration.ofHours(24).plusSeconds(1));

        assertThat(claim("req_2")).isEqualTo(new IdempotencyClaim.Granted());
    }

    @Test
    void ofManyAtOnceOneIsGranted() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<IdempotencyClaim>> idempotencyClaims = IntStream.range(0, 16)
                    .<Callable<IdempotencyClaim>>mapToObj(number -> () -> claim("req_" + number))
                    .toList();
            List<IdempotencyClaim> outcomes = threads.invokeAll(idempotencyClaims).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(outcomes)
                    .containsOnlyOnce(new IdempotencyClaim.Granted())
                    .hasSize(16);
        }
    }

    /** What cannot be compressed. */
    private static byte[] noise(int seed) {
        byte[] noise = new byte[1_500_000];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private IdempotencyClaim claim(String requestId) {
        return repeats.claim(REQUEST, requestId, until());
    }

    private Instant until() {
        return clock.instant().plus(WHILE);
    }

    private static ReplayableResponse storedResponse(String requestId, byte[] body) {
        return new ReplayableResponse(requestId, "application/json", Map.of("x-tollgate-provider", "good"), body);
    }
}
