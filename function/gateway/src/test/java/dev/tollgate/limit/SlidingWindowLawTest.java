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

/** Random histories, against a model that remembers each grant. */
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
        private boolean open;

        private Granted(RateReservation reservation, Instant deadline) {
            this.at = reservation.takenAt();
            this.reservation = reservation;
            this.tokens = reservation.tokens();
            this.deadline = deadline;
            this.open = true;
        }

        /** What a call used beyond its estimate, known only when the estimate was counted no longer. */
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
    void neverMoreThanTheLimitInAny60SecondsAndEveryWaitIsTrue(long seed) {
        Random random = new Random(seed);
        RateLimits rateLimits =
                new RateLimits(1 + random.nextLong(20), 100 + random.nextLong(2_000), 1 + random.nextLong(8));
        Duration calls = Duration.ofSeconds(1 + random.nextInt(120));
        for (int step = 0; step < 3_000; step++) {
            clock.pass(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 70_000 : 1_500)));
            if (random.nextInt(3) == 0) {
                settleOne(random);
            } else {
                ask(rateLimits, 1 + random.nextLong(rateLimits.tokensPerMinute() / 2), calls);
            }
        }
        assertThat(history).as("grants").hasSizeGreaterThan(50);
    }

    private void ask(RateLimits rateLimits, long tokens, Duration time) {
        Instant now = clock.instant();
        RateCost rateCost = new RateCost(1, tokens, 1);
        try {
            history.add(new Granted(
                    limits.reserve(RateLimitKey.ofKey(KEY, rateLimits), tokens, now.plus(time)), now.plus(time)));
            assertThat(within(MINUTE, Granted::request)).isLessThanOrEqualTo(rateLimits.requestsPerMinute());
            assertThat(within(MINUTE, granted -> granted.tokens)).isLessThanOrEqualTo(rateLimits.tokensPerMinute());
            assertThat(underWay()).isLessThanOrEqualTo(rateLimits.concurrent());
        } catch (GatewayException refusal) {
            assertTrue(refusal, rateLimits, rateCost, now);
        }
    }

    /** Only what a window that is one slot longer forbids is refused, and the wait ends when it no longer does. */
    private void assertTrue(GatewayException refusal, RateLimits rateLimits, RateCost rateCost, Instant now) {
        if (refusal.kind() == ErrorKind.CONCURRENCY_EXCEEDED) {
            assertThat(underWay()).isEqualTo(rateLimits.concurrent());
            return;
        }
        boolean requests = within(LATEST, Granted::request) + 1 > rateLimits.requestsPerMinute();
        boolean tokens = within(LATEST, granted -> granted.tokens) + rateCost.tokens() > rateLimits.tokensPerMinute();
        assertThat(requests || tokens).isTrue();

        RateLimits rates = new RateLimits(rateLimits.requestsPerMinute(), rateLimits.tokensPerMinute(), null);
        Instant then = now.plus(refusal.retryAfter());
        assertThat(refused(rates, rateCost, then)).isFalse();
        assertThat(refused(rates, rateCost, then.minusMillis(1))).isTrue();
    }

    private boolean refused(RateLimits rates, RateCost rateCost, Instant then) {
        return new RateLimitDecision(limits.window(KEY).at(then), new CounterShard(RateLimitKey.ofKey(KEY, rates), 0))
                .refusal(rateCost, then)
                .isPresent();
    }

    private void settleOne(Random random) {
        List<Granted> open = history.stream().filter(granted -> granted.open).toList();
        if (open.isEmpty()) {
            return;
        }
        Granted ended = open.get(random.nextInt(open.size()));
        ended.open = false;
        RateReservation.RateGrant grant = ended.reservation.grant();
        boolean inTime = limits.window(KEY).holds(grant);
        boolean sameEra = limits.window(KEY).era() == grant.era();
        long used = random.nextLong(2 * ended.reservation.tokens());
        limits.settle(ended.reservation, used);
        SlidingWindow once = limits.window(KEY);
        limits.settle(ended.reservation, used);
        assertThat(limits.window(KEY)).as("settled twice").isEqualTo(once);
        boolean outlived = !clock.instant().isBefore(WindowSlots.returns(grant.slot()));
        if ((outlived || (sameEra && !inTime)) && used > ended.tokens) {
            history.add(new Granted(clock.instant(), used - ended.tokens));
        } else if (inTime) {
            // What a call that is past its deadline would give back is lost to the key, on the safe side.
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

    private long underWay() {
        Instant now = clock.instant();
        return history.stream()
                .filter(granted -> granted.open && !now.isAfter(granted.deadline))
                .count();
    }
}
