package dev.tollgate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares random histories with a model that remembers each grant. */
class SlidingWindowLawTest {
    private static final String KEY = "k";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration LATEST = Duration.ofSeconds(65);

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final InMemoryRateLimiter limits = new InMemoryRateLimiter(clock);
    private final List<Granted> history = new ArrayList<>();

    private static final class Granted {
        private final Instant at;
        private final RateReservation reservation;
        private long tokens;
        private Instant deadline;
        private boolean unsettled;

        private Granted(RateReservation reservation, Instant deadline) {
            this.at = reservation.takenAt();
            this.reservation = reservation;
            this.tokens = reservation.tokens();
            this.deadline = deadline;
            this.unsettled = true;
        }

        /** What a call used beyond its estimate, if this was known only after the estimate had expired. */
        private Granted(Instant at, long tokens) {
            this.at = at;
            this.reservation = null;
            this.tokens = tokens;
        }

        private long request() {
            return reservation == null ? 0 : 1;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void neverMoreThanTheLimitInAny60SecondsAndEveryWaitIsExact(long seed) {
        Random random = new Random(seed);
        RateLimits rateLimits =
                new RateLimits(1 + random.nextLong(20), 100 + random.nextLong(2_000), 1 + random.nextLong(8));
        Duration calls = Duration.ofSeconds(1 + random.nextInt(120));
        for (int step = 0; step < 3_000; step++) {
            clock.pass(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 70_000 : 1_500)));
            if (random.nextInt(3) == 0) {
                settleOne(random);
            } else {
                reserve(rateLimits, 1 + random.nextLong(rateLimits.tokensPerMinute() / 2), calls);
            }
        }
        assertThat(history).as("grants").hasSizeGreaterThan(50);
    }

    private void reserve(RateLimits rateLimits, long tokens, Duration time) {
        Instant now = clock.instant();
        RateCost rateCost = new RateCost(1, tokens, 1);
        try {
            history.add(new Granted(
                    limits.reserve(RateLimitKey.ofKey(KEY, rateLimits), tokens, now.plus(time)), now.plus(time)));
            assertThat(within(MINUTE, Granted::request)).isLessThanOrEqualTo(rateLimits.requestsPerMinute());
            assertThat(within(MINUTE, granted -> granted.tokens)).isLessThanOrEqualTo(rateLimits.tokensPerMinute());
            assertThat(inFlight()).isLessThanOrEqualTo(rateLimits.concurrent());
        } catch (GatewayException rejection) {
            assertExact(rejection, rateLimits, rateCost, now);
        }
    }

    /** A window that is one slot longer would reject the request too, and the wait ends exactly when it no longer would. */
    private void assertExact(GatewayException rejection, RateLimits rateLimits, RateCost rateCost, Instant now) {
        if (rejection.kind() == ErrorKind.CONCURRENCY_EXCEEDED) {
            assertThat(inFlight()).isEqualTo(rateLimits.concurrent());
            return;
        }
        boolean requests = within(LATEST, Granted::request) + 1 > rateLimits.requestsPerMinute();
        boolean tokens = within(LATEST, granted -> granted.tokens) + rateCost.tokens() > rateLimits.tokensPerMinute();
        assertThat(requests || tokens).isTrue();

        RateLimits rates = new RateLimits(rateLimits.requestsPerMinute(), rateLimits.tokensPerMinute(), null);
        Instant then = now.plus(rejection.retryAfter());
        assertThat(rejected(rates, rateCost, then)).isFalse();
        assertThat(rejected(rates, rateCost, then.minusMillis(1))).isTrue();
    }

    private boolean rejected(RateLimits rates, RateCost rateCost, Instant then) {
        return new RateLimitDecision(limits.window(KEY).at(then), new CounterShard(RateLimitKey.ofKey(KEY, rates), 0))
                .rejection(rateCost, then)
                .isPresent();
    }

    private void settleOne(Random random) {
        List<Granted> unsettled =
                history.stream().filter(granted -> granted.unsettled).toList();
        if (unsettled.isEmpty()) {
            return;
        }
        Granted ended = unsettled.get(random.nextInt(unsettled.size()));
        ended.unsettled = false;
        RateReservation.RateGrant grant = ended.reservation.grant();
        boolean inTime = limits.window(KEY).holds(grant);
        boolean sameEra = limits.window(KEY).era() == grant.era();
        long used = random.nextLong(2 * ended.reservation.tokens());
        limits.settle(ended.reservation, used);
        SlidingWindow once = limits.window(KEY);
        limits.settle(ended.reservation, used);
        assertThat(limits.window(KEY)).as("settled twice").isEqualTo(once);
        boolean expired = !clock.instant().isBefore(WindowSlots.expiry(grant.slot()));
        if ((expired || (sameEra && !inTime)) && used > ended.tokens) {
            history.add(new Granted(clock.instant(), used - ended.tokens));
        } else if (inTime) {
            // A call past its deadline releases nothing, which errs on the safe side.
            ended.tokens = used;
        }
    }

    private long within(Duration time, ToLongFunction<Granted> amount) {
        Instant since = clock.instant().minus(time);
        return history.stream()
                .filter(granted -> granted.at.isAfter(since))
                .mapToLong(amount)
                .sum();
    }

    private long inFlight() {
        Instant now = clock.instant();
        return history.stream()
                .filter(granted -> granted.unsettled && !now.isAfter(granted.deadline))
                .count();
    }
}
