package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.repeat.Claim;
import dev.tollgate.repeat.Repeatable;
import dev.tollgate.repeat.Sent;
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
final class DynamoRepeatsTest {
    private static final Repeatable REQUEST = new Repeatable("key", "order-1", "digest");
    private static final Duration WHILE = Duration.ofMinutes(10);

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final LocalTables tables = LocalTables.create();
    private final DynamoRepeats repeats = new DynamoRepeats(tables.client(), tables.config(), clock);

    @Test
    void anAnswerThatWasKeptIsRepeatedWhole() {
        Sent sent = sent("req_1", "Hello".getBytes(StandardCharsets.UTF_8));
        assertThat(claim("req_1")).isEqualTo(new Claim.Granted());
        repeats.keep(REQUEST, sent);

        assertThat(claim("req_2")).isEqualTo(new Claim.Answered(sent));
    }

    @Test
    void anAnswerLargerThanAnItemIsKeptInParts() {
        Sent sent = sent("req_1", noise(1));
        claim("req_1");
        repeats.keep(REQUEST, sent);

        assertThat(claim("req_2")).isEqualTo(new Claim.Answered(sent));
    }

    @Test
    void whileItRunsNobodyElseMayAndAnotherRequestIsToldFromIt() {
        claim("req_1");

        assertThat(claim("req_2")).isEqualTo(new Claim.UnderWay());
        Repeatable other = new Repeatable("key", "order-1", "another digest");
        assertThat(repeats.claim(other, "req_3", until())).isEqualTo(new Claim.Different());
        Repeatable somebodyElses = new Repeatable("another key", "order-1", "digest");
        assertThat(repeats.claim(somebodyElses, "req_4", until())).isEqualTo(new Claim.Granted());
    }

    @Test
    void aClaimThatIsSentAgainFindsItself() {
        claim("req_1");

        assertThat(claim("req_1")).isEqualTo(new Claim.Granted());
    }

    @Test
    void whatWasGivenUpMayBeClaimedAgain() {
        claim("req_1");
        repeats.release(REQUEST, "req_1");

        assertThat(claim("req_2")).isEqualTo(new Claim.Granted());
    }

    @Test
    void afterACrashItMayBeClaimedOnceItsTimeIsOverAndTheDeadOneChangesNothing() {
        claim("req_1");
        clock.pass(WHILE.plusSeconds(1));
        assertThat(claim("req_2")).isEqualTo(new Claim.Granted());

        repeats.keep(REQUEST, sent("req_1", new byte[] {1}));
        repeats.release(REQUEST, "req_1");
        assertThat(claim("req_3")).isEqualTo(new Claim.UnderWay());
    }

    @Test
    void aLargeAnswerThatIsKeptTooLateSpoilsNothingOfTheOneThatIsThere() {
        claim("req_1");
        clock.pass(WHILE.plusSeconds(1));
        claim("req_2");
        Sent second = sent("req_2", noise(2));
        repeats.keep(REQUEST, second);
        repeats.keep(REQUEST, sent("req_1", noise(1)));

        assertThat(claim("req_3")).isEqualTo(new Claim.Answered(second));
    }

    @Test
    void anAnswerIsForgottenAfterADay() {
        claim("req_1");
        repeats.keep(REQUEST, sent("req_1", new byte[] {1}));
        clock.pass(Duration.ofHours(24).plusSeconds(1));

        assertThat(claim("req_2")).isEqualTo(new Claim.Granted());
    }

    @Test
    void ofManyAtOnceOneIsGranted() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Claim>> claims = IntStream.range(0, 16)
                    .<Callable<Claim>>mapToObj(number -> () -> claim("req_" + number))
                    .toList();
            List<Claim> outcomes =
                    threads.invokeAll(claims).stream().map(Future::resultNow).toList();

            assertThat(outcomes).containsOnlyOnce(new Claim.Granted()).hasSize(16);
        }
    }

    /** What cannot be compressed. */
    private static byte[] noise(int seed) {
        byte[] noise = new byte[1_500_000];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private Claim claim(String requestId) {
        return repeats.claim(REQUEST, requestId, until());
    }

    private Instant until() {
        return clock.instant().plus(WHILE);
    }

    private static Sent sent(String requestId, byte[] body) {
        return new Sent(requestId, "application/json", Map.of("x-tollgate-provider", "good"), body);
    }
}
