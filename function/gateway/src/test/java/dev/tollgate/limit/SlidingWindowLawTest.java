package dev.tollgate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
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
    private final InMemoryLimits limits = new InMemoryLimits(clock);
    private final List<Granted> history = new ArrayList<>();

    private static final class Granted {
        private final Instant at;
        private final Reservation reservation;
        private long tokens;
        private Instant deadline;
        private boolean open;

        private Granted(Reservation reservation, Instant deadline) {
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
        Ceiling ceiling = new Ceiling(1 + random.nextLong(20), 100 + random.nextLong(2_000), 1 + random.nextLong(8));
        Duration calls = Duration.ofSeconds(1 + random.nextInt(120));
        for (int step = 0; step < 3_000; step++) {
            clock.pass(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 70_000 : 1_500)));
            if (random.nextInt(3) == 0) {
                settleOne(random);
            } else {
                ask(ceiling, 1 + random.nextLong(ceiling.tokens() / 2), calls);
            }
        }
        assertThat(history).as("grants").hasSizeGreaterThan(50);
    }

    private void ask(Ceiling ceiling, long tokens, Duration time) {
        Instant now = clock.instant();
        Demand demand = new Demand(1, tokens, 1);
        try {
            history.add(
                    new Granted(limits.reserve(Account.ofKey(KEY, ceiling), tokens, now.plus(time)), now.plus(time)));
            assertThat(within(MINUTE, Granted::request)).isLessThanOrEqualTo(ceiling.requests());
            assertThat(within(MINUTE, granted -> granted.tokens)).isLessThanOrEqualTo(ceiling.tokens());
            assertThat(underWay()).isLessThanOrEqualTo(ceiling.concurrent());
        } catch (ChatFailure refusal) {
            assertTrue(refusal, ceiling, demand, now);
        }
    }

    /** Only what a window that is one slot longer forbids is refused, and the wait ends when it no longer does. */
    private void assertTrue(ChatFailure refusal, Ceiling ceiling, Demand demand, Instant now) {
        if (refusal.kind() == ErrorKind.CONCURRENCY_EXCEEDED) {
            assertThat(underWay()).isEqualTo(ceiling.concurrent());
            return;
        }
        boolean requests = within(LATEST, Granted::request) + 1 > ceiling.requests();
        boolean tokens = within(LATEST, granted -> granted.tokens) + demand.tokens() > ceiling.tokens();
        assertThat(requests || tokens).isTrue();

        Ceiling rates = new Ceiling(ceiling.requests(), ceiling.tokens(), null);
        Instant then = now.plus(refusal.retryAfter());
        assertThat(refused(rates, demand, then)).isFalse();
        assertThat(refused(rates, demand, then.minusMillis(1))).isTrue();
    }

    private boolean refused(Ceiling rates, Demand demand, Instant then) {
        return new Room(limits.window(KEY).at(then), new Share(Account.ofKey(KEY, rates), 0))
                .refusal(demand, then)
                .isPresent();
    }

    private void settleOne(Random random) {
        List<Granted> open = history.stream().filter(granted -> granted.open).toList();
        if (open.isEmpty()) {
            return;
        }
        Granted ended = open.get(random.nextInt(open.size()));
        ended.open = false;
        Reservation.Grant grant = ended.reservation.grant();
        boolean inTime = limits.window(KEY).holds(grant);
        boolean sameEra = limits.window(KEY).era() == grant.era();
        long used = random.nextLong(2 * ended.reservation.tokens());
        limits.settle(ended.reservation, used);
        Window once = limits.window(KEY);
        limits.settle(ended.reservation, used);
        assertThat(limits.window(KEY)).as("settled twice").isEqualTo(once);
        boolean outlived = !clock.instant().isBefore(Slots.returns(grant.slot()));
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
