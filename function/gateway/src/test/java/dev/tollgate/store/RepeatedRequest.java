package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.idempotency.IdempotencyClaim;
import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.ReplayableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A request under an idempotency key, with an answer in two parts or none, that is sent again. */
final class RepeatedRequest implements StoreOperation {
    private static final Duration WHILE = Duration.ofMinutes(10);

    private final LocalTables tables;
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final IdempotentRequest request =
            new IdempotentRequest(UUID.randomUUID().toString(), "order-1", "digest", "ab".repeat(32));
    private final ReplayableResponse answer;
    private boolean kept;
    private boolean givenUp;
    private Optional<IdempotencyClaim> again = Optional.empty();

    RepeatedRequest(LocalTables tables, boolean answered) {
        this.tables = tables;
        this.answer =
                answered ? new ReplayableResponse("req_1", "application/json", Map.of("x-a", "b"), noise()) : null;
    }

    /** It does not become smaller by compression. */
    private static byte[] noise() {
        byte[] noise = new byte[400 * 1024];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        DynamoIdempotencyStore repeats = new DynamoIdempotencyStore(client, tables.config(), clock);
        Optional<IdempotencyClaim> idempotencyClaim = tries.get(() -> claim(repeats, "req_1"));
        idempotencyClaim.ifPresent(granted -> assertThat(granted).isEqualTo(new IdempotencyClaim.Granted()));
        if (idempotencyClaim.isEmpty()) {
            return;
        }
        kept = answer != null && tries.run(() -> repeats.store(request, answer));
        if (!kept) {
            // A claim that arrives late may come after its giving up, and then holds until its end.
            givenUp = tries.run(() -> repeats.release(request, "req_1")) && tries.late() == 0;
        }
        again = tries.get(() -> claim(repeats, "req_2"));
    }

    @Override
    public void check(StepOutcomes tries) {
        again.ifPresent(this::requireRight);
        DynamoIdempotencyStore repeats = new DynamoIdempotencyStore(tables.client(), tables.config(), clock);
        if (kept) {
            assertThat(claim(repeats, "req_3")).isEqualTo(new IdempotencyClaim.Completed(answer));
        } else {
            // By then, every earlier claim has expired.
            clock.pass(WHILE.plusSeconds(1));
            requireRight(claim(repeats, "req_3"));
        }
    }

    /** An answer whose keeping seemed to fail may be there all the same. */
    private void requireRight(IdempotencyClaim idempotencyClaim) {
        if (kept) {
            assertThat(idempotencyClaim).isEqualTo(new IdempotencyClaim.Completed(answer));
        } else if (idempotencyClaim instanceof IdempotencyClaim.Completed(ReplayableResponse found)) {
            assertThat(found).isEqualTo(answer);
        } else if (idempotencyClaim instanceof IdempotencyClaim.InProgress) {
            assertThat(givenUp).isFalse();
        } else {
            assertThat(idempotencyClaim).isEqualTo(new IdempotencyClaim.Granted());
        }
    }

    private IdempotencyClaim claim(DynamoIdempotencyStore repeats, String requestId) {
        return repeats.claim(request, requestId, clock.instant().plus(WHILE));
    }
}
