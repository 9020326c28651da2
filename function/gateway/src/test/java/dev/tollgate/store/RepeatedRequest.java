package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.repeat.Claim;
import dev.tollgate.repeat.Repeatable;
import dev.tollgate.repeat.Sent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A request under an idempotency key, with an answer in two parts or none, that is sent again. */
final class RepeatedRequest implements Errand {
    private static final Duration WHILE = Duration.ofMinutes(10);

    private final LocalTables tables;
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final Repeatable request = new Repeatable(UUID.randomUUID().toString(), "order-1", "digest");
    private final Sent answer;
    private boolean kept;
    private boolean givenUp;
    private Optional<Claim> again = Optional.empty();

    RepeatedRequest(LocalTables tables, boolean answered) {
        this.tables = tables;
        this.answer = answered ? new Sent("req_1", "application/json", Map.of("x-a", "b"), noise()) : null;
    }

    /** It does not become smaller by compression. */
    private static byte[] noise() {
        byte[] noise = new byte[400 * 1024];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Override
    public void run(DynamoDbClient client, Tries tries) {
        DynamoRepeats repeats = new DynamoRepeats(client, tables.config(), clock);
        Optional<Claim> claim = tries.get(() -> claim(repeats, "req_1"));
        claim.ifPresent(granted -> assertThat(granted).isEqualTo(new Claim.Granted()));
        if (claim.isEmpty()) {
            return;
        }
        kept = answer != null && tries.run(() -> repeats.keep(request, answer));
        if (!kept) {
            // A claim that arrives late may come after its giving up, and then holds until its end.
            givenUp = tries.run(() -> repeats.release(request, "req_1")) && tries.late() == 0;
        }
        again = tries.get(() -> claim(repeats, "req_2"));
    }

    @Override
    public void check(Tries tries) {
        again.ifPresent(this::requireRight);
        DynamoRepeats repeats = new DynamoRepeats(tables.client(), tables.config(), clock);
        if (kept) {
            assertThat(claim(repeats, "req_3")).isEqualTo(new Claim.Answered(answer));
        } else {
            // Whoever held it is gone for certain by then.
            clock.pass(WHILE.plusSeconds(1));
            requireRight(claim(repeats, "req_3"));
        }
    }

    /** An answer whose keeping seemed to fail may be there all the same. */
    private void requireRight(Claim claim) {
        if (kept) {
            assertThat(claim).isEqualTo(new Claim.Answered(answer));
        } else if (claim instanceof Claim.Answered(Sent found)) {
            assertThat(found).isEqualTo(answer);
        } else if (claim instanceof Claim.UnderWay) {
            assertThat(givenUp).isFalse();
        } else {
            assertThat(claim).isEqualTo(new Claim.Granted());
        }
    }

    private Claim claim(DynamoRepeats repeats, String requestId) {
        return repeats.claim(request, requestId, clock.instant().plus(WHILE));
    }
}
