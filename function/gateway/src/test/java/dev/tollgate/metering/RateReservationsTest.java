package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.call.CallContext;
import dev.tollgate.fake.SampleCalls;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.InMemoryRateLimiter;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a call takes of several limits at once. */
class RateReservationsTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final RateLimits TWO_AT_ONCE = new RateLimits(10L, 10_000L, 2L);
    private static final RateLimits ONE_AT_ONCE = new RateLimits(null, null, 1L);
    private static final String SMART = "key#model#smart";

    private final SteppingClock clock = new SteppingClock(START);
    private final InMemoryRateLimiter limits = new InMemoryRateLimiter(clock);

    @Test
    void aModelCountsInItsOwnLimitsAndInThoseOfTheKey() {
        RateReservations taken = take(TWO_AT_ONCE, Map.of("smart", new RateLimits(3L, null, null)), "smart");

        assertThat(limits.window(SMART).requests()).isEqualTo(1);
        assertThat(limits.window("key").requests()).isEqualTo(1);
        assertThat(taken.rateStatus().requests().limit()).as("the tighter one").isEqualTo(3);
        assertThat(taken.rateStatus().tokens().limit()).isEqualTo(10_000);
        assertThat(taken.holdSlot()).isTrue();
        assertThat(taken.requestHold().windows())
                .extracting(RequestHold.WindowHold::counter)
                .containsExactly(SMART, "key");
    }

    @Test
    void otherModelsDoNotCountInIt() {
        take(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), "small");

        assertThat(limits.window(SMART)).isEqualTo(SlidingWindow.UNUSED);
    }

    @Test
    void whoeverNamesAModelAsASecondChoiceCountsInItToo() {
        take(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), "small", "smart");

        GatewayException refusal = refusal(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), "smart");
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
        assertThat(refusal.param()).isEqualTo("model");
        assertThat(refusal).hasMessageStartingWith("Rate limit reached for smart: 1 requests at the same time.");
    }

    @Test
    void whatOneRefusesCountsInNone() {
        Map<String, RateLimits> models = Map.of("smart", new RateLimits(5L, 10_000L, 5L));
        take(ONE_AT_ONCE, models, "small");

        assertThat(refusal(ONE_AT_ONCE, models, "smart")).hasMessageStartingWith("Rate limit reached: 1 requests");
        SlidingWindow smart = limits.window(SMART);
        assertThat(List.of(smart.requests(), smart.tokens(), smart.inFlight())).containsExactly(0L, 0L, 0L);
    }

    @Test
    void allOfThemAreSettled() {
        RateReservations taken = take(TWO_AT_ONCE, Map.of("smart", new RateLimits(null, 10_000L, 1L)), "smart");

        taken.settle("r", 7);

        for (String counter : List.of("key", SMART)) {
            assertThat(limits.window(counter).tokens()).isEqualTo(7);
            assertThat(limits.window(counter).inFlight()).isZero();
        }
    }

    @Test
    void oneThatCannotBeSettledDoesNotKeepTheOthersFromIt() {
        RateLimiter broken = new BrokenFor(SMART, limits);
        RateReservations taken = take(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), "smart");

        new RateReservations(broken, taken.granted()).settle("r", 7);

        assertThat(limits.window("key").inFlight()).isZero();
        assertThat(limits.window(SMART).inFlight()).isEqualTo(1);
    }

    @Test
    void withoutTheStoreSomeKeysGoOnAndOthersDoNot() {
        RateLimiter broken = new BrokenFor("key", limits);
        Map<String, RateLimits> models = Map.of("smart", ONE_AT_ONCE);

        RateReservations taken = take(broken, call(TWO_AT_ONCE, models, OnStoreFailure.ALLOW, "smart"));
        assertThat(taken.requestHold().windows())
                .extracting(RequestHold.WindowHold::counter)
                .containsExactly(SMART);
        taken.settle("r", 0);

        assertThat(catchThrowableOfType(
                                GatewayException.class,
                                () -> take(broken, call(TWO_AT_ONCE, models, OnStoreFailure.DENY, "smart")))
                        .kind())
                .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        assertThat(limits.window(SMART).inFlight()).isZero();
    }

    private RateReservations take(RateLimits ofKey, Map<String, RateLimits> ofModels, String... wanted) {
        return take(limits, call(ofKey, ofModels, null, wanted));
    }

    private RateReservations take(RateLimiter limiter, CallContext<?> call) {
        return RateReservations.take(
                limiter,
                new MeteredCall<>(call, AcceptedMeters.none(call, clock)),
                call.request().requestedModels(),
                clock.instant(),
                TokenEstimate.of(call.request()));
    }

    private GatewayException refusal(RateLimits ofKey, Map<String, RateLimits> ofModels, String... wanted) {
        return catchThrowableOfType(GatewayException.class, () -> take(ofKey, ofModels, wanted));
    }

    private static CallContext<?> call(
            RateLimits ofKey, Map<String, RateLimits> ofModels, OnStoreFailure onStoreFailure, String... wanted) {
        RateLimits both =
                new RateLimits(ofKey.requestsPerMinute(), ofKey.tokensPerMinute(), ofKey.concurrent(), null, ofModels);
        ApiKey key = ApiKey.builder("key", KeyHash.of("s"))
                .limits(both)
                .onStoreFailure(onStoreFailure)
                .build();
        return SampleCalls.of(key, SampleRequests.of("hello", wanted[0], List.of(wanted)), START);
    }

    /** A store that does not answer for one counter. */
    private record BrokenFor(String counter, RateLimiter others) implements RateLimiter {
        @Override
        public RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline, long number) {
            check(rateLimitKey.counter());
            return others.reserve(rateLimitKey, tokens, deadline, number);
        }

        @Override
        public void withdraw(RateLimitKey rateLimitKey, long number) {
            check(rateLimitKey.counter());
            others.withdraw(rateLimitKey, number);
        }

        @Override
        public void settle(RateReservation reservation, long tokensUsed) {
            check(reservation.counter());
            others.settle(reservation, tokensUsed);
        }

        @Override
        public void countLate(RateReservation reservation, long tokens) {
            check(reservation.counter());
            others.countLate(reservation, tokens);
        }

        @Override
        public void cancel(RateReservation reservation) {
            check(reservation.counter());
            others.cancel(reservation);
        }

        private void check(String asked) {
            if (asked.equals(counter)) {
                throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
            }
        }
    }
}
