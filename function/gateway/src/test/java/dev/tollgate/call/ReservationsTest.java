package dev.tollgate.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.auth.Allowance;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.Fingerprint;
import dev.tollgate.bill.Held;
import dev.tollgate.fake.OneQuestion;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.InMemoryLimits;
import dev.tollgate.limit.Limits;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a call takes of several limits at once. */
class ReservationsTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Allowance TWO_AT_ONCE = new Allowance(10L, 10_000L, 2L);
    private static final Allowance ONE_AT_ONCE = new Allowance(null, null, 1L);
    private static final String SMART = "key#model#smart";

    private final SteppingClock clock = new SteppingClock(START);
    private final InMemoryLimits limits = new InMemoryLimits(clock);

    @Test
    void aModelCountsInItsOwnLimitsAndInThoseOfTheKey() {
        Reservations taken = take(TWO_AT_ONCE, Map.of("smart", new Allowance(3L, null, null)), "smart");

        assertThat(limits.window(SMART).requests()).isEqualTo(1);
        assertThat(limits.window("key").requests()).isEqualTo(1);
        assertThat(taken.left().requests().limit()).as("the tighter one").isEqualTo(3);
        assertThat(taken.left().tokens().limit()).isEqualTo(10_000);
        assertThat(taken.holdSlot()).isTrue();
        assertThat(taken.held().windows()).extracting(Held.Window::counter).containsExactly(SMART, "key");
    }

    @Test
    void otherModelsDoNotCountInIt() {
        take(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), "small");

        assertThat(limits.window(SMART)).isEqualTo(Window.UNUSED);
    }

    @Test
    void whoeverNamesAModelAsASecondChoiceCountsInItToo() {
        take(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), "small", "smart");

        ChatFailure refusal = refusal(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), "smart");
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
        assertThat(refusal.param()).isEqualTo("model");
        assertThat(refusal).hasMessageStartingWith("Rate limit reached for smart: 1 requests at the same time.");
    }

    @Test
    void whatOneRefusesCountsInNone() {
        Map<String, Allowance> models = Map.of("smart", new Allowance(5L, 10_000L, 5L));
        take(ONE_AT_ONCE, models, "small");

        assertThat(refusal(ONE_AT_ONCE, models, "smart")).hasMessageStartingWith("Rate limit reached: 1 requests");
        Window smart = limits.window(SMART);
        assertThat(List.of(smart.requests(), smart.tokens(), smart.underWay())).containsExactly(0L, 0L, 0L);
    }

    @Test
    void allOfThemAreSettled() {
        Reservations taken = take(TWO_AT_ONCE, Map.of("smart", new Allowance(null, 10_000L, 1L)), "smart");

        taken.settle("r", 7);

        for (String counter : List.of("key", SMART)) {
            assertThat(limits.window(counter).tokens()).isEqualTo(7);
            assertThat(limits.window(counter).underWay()).isZero();
        }
    }

    @Test
    void oneThatCannotBeSettledDoesNotKeepTheOthersFromIt() {
        Limits broken = new BrokenFor(SMART, limits);
        Reservations taken = Reservations.take(
                limits, order(TWO_AT_ONCE, Map.of("smart", ONE_AT_ONCE), null, "smart"), clock.instant());

        new Reservations(broken, taken.granted()).settle("r", 7);

        assertThat(limits.window("key").underWay()).isZero();
        assertThat(limits.window(SMART).underWay()).isEqualTo(1);
    }

    @Test
    void withoutTheStoreSomeKeysGoOnAndOthersDoNot() {
        Limits broken = new BrokenFor("key", limits);
        Map<String, Allowance> models = Map.of("smart", ONE_AT_ONCE);

        Reservations taken =
                Reservations.take(broken, order(TWO_AT_ONCE, models, OnStoreFailure.ALLOW, "smart"), clock.instant());
        assertThat(taken.held().windows()).extracting(Held.Window::counter).containsExactly(SMART);
        taken.settle("r", 0);

        assertThat(catchThrowableOfType(
                                ChatFailure.class,
                                () -> Reservations.take(
                                        broken,
                                        order(TWO_AT_ONCE, models, OnStoreFailure.DENY, "smart"),
                                        clock.instant()))
                        .kind())
                .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        assertThat(limits.window(SMART).underWay()).isZero();
    }

    private Reservations take(Allowance ofKey, Map<String, Allowance> ofModels, String... wanted) {
        return Reservations.take(limits, order(ofKey, ofModels, null, wanted), clock.instant());
    }

    private ChatFailure refusal(Allowance ofKey, Map<String, Allowance> ofModels, String... wanted) {
        return catchThrowableOfType(ChatFailure.class, () -> take(ofKey, ofModels, wanted));
    }

    private static Order order(
            Allowance ofKey, Map<String, Allowance> ofModels, OnStoreFailure onStoreFailure, String... wanted) {
        Allowance both =
                new Allowance(ofKey.requestsPerMinute(), ofKey.tokensPerMinute(), ofKey.concurrent(), null, ofModels);
        ApiKey key = new ApiKey("key", Fingerprint.of("s"), false, null, null, both, onStoreFailure, null);
        Incoming<?> incoming = new Incoming<>("r", START, Instant.MAX, null, "", Optional.empty(), () -> null);
        return new Order(
                incoming, key, OneQuestion.of("hello", wanted[0], List.of(wanted)), List.of(), START.plusSeconds(600));
    }

    /** A store that does not answer for one counter. */
    private record BrokenFor(String counter, Limits others) implements Limits {
        @Override
        public Reservation reserve(Account account, long tokens, Instant deadline) {
            check(account.counter());
            return others.reserve(account, tokens, deadline);
        }

        @Override
        public void settle(Reservation reservation, long tokensUsed) {
            check(reservation.counter());
            others.settle(reservation, tokensUsed);
        }

        @Override
        public void cancel(Reservation reservation) {
            check(reservation.counter());
            others.cancel(reservation);
        }

        private void check(String asked) {
            if (asked.equals(counter)) {
                throw new ChatFailure(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
            }
        }
    }
}
