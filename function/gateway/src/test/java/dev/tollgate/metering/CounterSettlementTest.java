package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.call.CallContext;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.fake.SampleCalls;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.InMemoryRateLimiter;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Target;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the end of a call writes in the counters of its limits. */
class CounterSettlementTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final RateLimits ONE_AT_ONCE = new RateLimits(null, 1_000L, 1L);
    private static final Target TARGET =
            new Target(new Provider("p", "openai", URI.create("http://127.0.0.1"), null, null), "m", DropPolicy.HINTS);

    private final SteppingClock clock = new SteppingClock(START);
    private final InMemoryRateLimiter limits = new InMemoryRateLimiter(clock);
    private final InMemoryUsageLedger ledger = new InMemoryUsageLedger();

    @Test
    void tokensOfAScanThatGoesOnAfterTheAnswerAreCounted() {
        UsageMeter meter = accepted();
        meter.succeeded(started(meter, AttemptPurpose.RESPOND), used(30));
        meter.releaseSlot();
        assertThat(tokens()).isEqualTo(30);

        meter.succeeded(started(meter, AttemptPurpose.SCAN), used(12));
        meter.settle();

        assertThat(tokens()).isEqualTo(42);
        assertThat(limits.window("key").inFlight()).isZero();
    }

    @Test
    void aCountThatArrivesAfterTheAnswerIsCounted() {
        UsageMeter meter = accepted();
        AttemptRecord attempt = started(meter, AttemptPurpose.RESPOND);
        meter.succeeded(attempt, used(30));
        meter.releaseSlot();
        meter.recounted(attempt, used(50));
        meter.settle();

        assertThat(tokens()).isEqualTo(50);
    }

    @Test
    void nothingIsCountedTwice() {
        UsageMeter meter = accepted();
        meter.succeeded(started(meter, AttemptPurpose.RESPOND), used(30));
        meter.releaseSlot();
        SlidingWindow released = limits.window("key");
        meter.releaseSlot();
        meter.settle();

        assertThat(limits.window("key")).isEqualTo(released);
    }

    /** The call goes on without the store's answer, so its slot is released when it ends, and not after its deadline. */
    @Test
    void aCallThatIsServedWithoutTheStoreReleasesASlotThatWasTakenAllTheSame() {
        LostAnswers lost = new LostAnswers();
        ApiKey key = ApiKey.builder("key", KeyHash.of("s"))
                .limits(ONE_AT_ONCE)
                .onStoreFailure(OnStoreFailure.ALLOW)
                .build();
        CallContext<ChatRequest> context = SampleCalls.of(key, SampleRequests.of("hello"), START);
        UsageMeter meter = meter(context, RateReservation.uncounted(limit(), START), lost);

        RateReservations taken =
                RateReservations.take(lost, new MeteredCall<>(context, meter), List.of(), clock.instant(), 10);
        assertThat(taken.granted()).extracting(RateReservation::grant).containsOnlyNulls();
        assertThat(lost.withdrawn).as("while the call goes on").isEmpty();
        meter.releaseSlot();
        meter.settle();

        assertThat(lost.withdrawn).hasSize(1).isEqualTo(lost.reserved);
    }

    private UsageMeter accepted() {
        CallContext<ChatRequest> context = SampleCalls.of(SampleRequests.of("hello"), START);
        return meter(context, limits.reserve(limit(), 10, context.deadline()), limits);
    }

    private UsageMeter meter(CallContext<ChatRequest> context, RateReservation reservation, RateLimiter rateLimiter) {
        AcceptedMeters.Stores stores = new AcceptedMeters.Stores(ledger, PriceTables.of(Map.of()));
        return AcceptedMeters.of(context, reservation, rateLimiter, stores, clock);
    }

    private static RateLimitKey limit() {
        return RateLimitKey.ofKey("key", ONE_AT_ONCE);
    }

    private AttemptRecord started(UsageMeter meter, AttemptPurpose purpose) {
        return meter.attemptStarted(TARGET, purpose, clock.instant());
    }

    private static AttemptUsage used(long tokens) {
        return new AttemptUsage(Usage.of(tokens, 0), false);
    }

    private long tokens() {
        return limits.window("key").tokens();
    }

    /** A store that takes each slot, and whose answer never arrives. */
    private static final class LostAnswers implements RateLimiter {
        private final List<Long> reserved = new ArrayList<>();
        private final List<Long> withdrawn = new ArrayList<>();

        @Override
        public RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline, long number) {
            reserved.add(number);
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }

        @Override
        public void withdraw(RateLimitKey rateLimitKey, long number) {
            withdrawn.add(number);
        }

        @Override
        public void settle(RateReservation reservation, long tokensUsed) {
            assertThat(reservation.grant()).isNull();
        }

        @Override
        public void countLate(RateReservation reservation, long tokens) {
            assertThat(reservation.grant()).isNull();
        }

        @Override
        public void cancel(RateReservation reservation) {
            assertThat(reservation.grant()).isNull();
        }
    }
}
