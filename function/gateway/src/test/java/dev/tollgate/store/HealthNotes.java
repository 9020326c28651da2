package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.health.BreakerState;
import dev.tollgate.health.CallStats;
import dev.tollgate.health.HealthSnapshot;
import dev.tollgate.route.ModelName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One report to the board of health, one change of a breaker, and a look at both. */
final class HealthNotes implements StoreOperation {
    private static final long WINDOW = HealthSnapshot.windowAt(CountersFixture.START);
    private static final BreakerState OPENED =
            new BreakerState(true, 1, CountersFixture.START, CountersFixture.START, 3, 17);

    private final LocalTables tables;
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final ModelName model = ModelName.of("p/" + UUID.randomUUID());
    private Optional<Boolean> replaced = Optional.empty();
    private boolean reported;

    HealthNotes(LocalTables tables) {
        this.tables = tables;
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        DynamoHealthStore board = board(client);
        reported = tries.run(() -> board.report(WINDOW, Map.of(model, new CallStats(20, 20, 1, 0, 0, 0, 0))));
        replaced = tries.get(() -> board.replace(model, BreakerState.NEVER_OPENED, OPENED));
        tries.get(() -> board.read(WINDOW));
    }

    @Override
    public void check(StepOutcomes tries) {
        // Nobody else has changed it, so it was changed by this one.
        replaced.ifPresent(done -> assertThat(done).isTrue());
        HealthSnapshot seen = board(tables.client()).read(WINDOW);
        if (replaced.isPresent()) {
            assertThat(seen.breakers().get(model)).isEqualTo(OPENED);
        }
        // A report is a sample and is added without a condition: one whose answer was lost counts once for each
        // repetition.
        CallStats callStats = seen.current().getOrDefault(model, CallStats.NONE);
        assertThat(callStats.failures()).isBetween(reported ? 20L : 0, 60L).isEqualTo(callStats.calls());
        assertThat(board(tables.client())
                        .replace(model, seen.breakers().getOrDefault(model, BreakerState.NEVER_OPENED), closed()))
                .isTrue();
    }

    private static BreakerState closed() {
        return new BreakerState(false, 1, CountersFixture.START, Instant.EPOCH, 0, 18);
    }

    private DynamoHealthStore board(DynamoDbClient client) {
        return new DynamoHealthStore(client, tables.config().tables().counters(), clock);
    }
}
