package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Three calls of a key with limits, the last one in a later slot of its window. Each is granted 100 tokens and uses 40. */
final class LimitedCalls implements StoreOperation {
    private static final Duration TIME_OUT = Duration.ofMinutes(10);

    private final LocalTables tables;
    private final RateLimits rateLimits;
    private final String key = UUID.randomUUID().toString();
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final Range requests = new Range();
    private final Range tokens = new Range();
    private final Range inFlight = new Range();

    LimitedCalls(LocalTables tables, RateLimits rateLimits) {
        this.tables = tables;
        this.rateLimits = rateLimits;
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        DynamoRateLimiter limits = limits(client);
        call(limits, tries);
        call(limits, tries);
        clock.pass(Duration.ofSeconds(WindowSlots.SECONDS));
        call(limits, tries);
    }

    private void call(DynamoRateLimiter limits, StepOutcomes tries) {
        long number = RateReservation.RateGrant.randomNumber();
        Optional<RateReservation> granted = tries.get(() -> reserve(limits, number));
        if (granted.isEmpty()) {
            boolean withdrawn = tries.run(() -> limits.withdraw(RateLimitKey.ofKey(key, rateLimits), number));
            requests.between(0, 1);
            tokens.between(0, 100);
            inFlight.between(0, withdrawn ? 0 : 1);
            return;
        }
        boolean settled = tries.run(() -> limits.settle(granted.get(), 40));
        requests.between(1, 1);
        tokens.between(40, settled ? 40 : 100);
        inFlight.between(0, settled ? 0 : 1);
    }

    @Override
    public void check(StepOutcomes tries) {
        SlidingWindow window = window();
        // One that arrives when others have written since is not recognised: it counts until it runs out (ADR 2).
        requests.between(0, tries.late());
        tokens.between(-60L * tries.late(), 100L * tries.late());
        inFlight.between(0, tries.late());
        requests.require("requests", window.requests());
        if (rateLimits.tokensPerMinute() != null) {
            tokens.require("tokens", window.tokens());
        }
        if (rateLimits.concurrent() != null) {
            inFlight.require("in flight", window.inFlight());
            assertThat(window.holders()).hasSize(Math.toIntExact(window.inFlight()));
        }
        clock.pass(TIME_OUT.plusSeconds(2));
        reserve(limits(tables.client()), RateReservation.RateGrant.randomNumber());
        assertThat(window().inFlight()).isEqualTo(rateLimits.concurrent() == null ? 0 : 1);
        assertThat(window().requests()).isOne();
    }

    private DynamoRateLimiter limits(DynamoDbClient client) {
        return new DynamoRateLimiter(client, tables.config(), clock);
    }

    private RateReservation reserve(DynamoRateLimiter limits, long number) {
        return limits.reserve(
                RateLimitKey.ofKey(key, rateLimits), 100, clock.instant().plus(TIME_OUT), number);
    }

    private SlidingWindow window() {
        return CounterItem.window(tables.client()
                .getItem(request ->
                        request.tableName(tables.config().tables().counters()).key(CounterItem.key(key)))
                .item());
    }

    /** What a sum must be, where it is not known of each part whether it was written. */
    private static final class Range {
        private long low;
        private long high;

        void between(long least, long most) {
            low += least;
            high += most;
        }

        void require(String what, long sum) {
            assertThat(sum).as(what).isBetween(low, high);
        }
    }
}
