package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.RequestHold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writes of a budget's counter that arrive twice, late, or not at all. */
final class BudgetCountersTest {
    private static final BudgetPeriod PERIOD = BudgetFixture.budgetPeriod("ada", 1_000, true, 1);
    private static final String NAME = BudgetItem.name(PERIOD, 0);
    private static final RequestHold RESERVED = new RequestHold(List.of(NAME), 300, List.of());
    private static final BudgetHold CALL = new BudgetHold("place0", 1_000_000);

    private final BudgetFixture fixture = new BudgetFixture();
    private final BudgetCounters counters = new BudgetCounters(
            new TransactionWriter(fixture.local().client()),
            fixture.local().config().tables().counters());

    @Test
    void aReservationThatIsRepeatedCountsOnce() {
        assertThat(reserve(CALL)).isTrue();
        assertThat(reserve(CALL)).isTrue();

        requireCounted(300, 300);
    }

    @Test
    void aReservationThatArrivesAfterItsSettlementFails() {
        reserve(CALL);
        counters.settle(RESERVED, CALL, 120, List.of());
        counters.settle(RESERVED, CALL, 120, List.of());

        assertThat(reserve(CALL)).isFalse();

        requireCounted(120, 0);
    }

    @Test
    void aReservationThatArrivesAfterItsWithdrawalFails() {
        counters.withdraw(RESERVED, CALL);

        assertThat(reserve(CALL)).isFalse();

        requireCounted(0, 0);
    }

    @Test
    void whatWasReservedIsReleasedByItsWithdrawal() {
        reserve(CALL);

        counters.withdraw(RESERVED, CALL);
        counters.withdraw(RESERVED, CALL);

        requireCounted(0, 0);
    }

    /** A bar that was sent twice, because its first answer was lost. */
    @Test
    void aWithdrawalThatArrivesAfterTheNextCallOfThePlaceLeavesItsMark() {
        BudgetHold next = new BudgetHold("place0", CALL.number() + 1);
        reserve(next);
        counters.settle(RESERVED, next, 120, List.of());

        counters.withdraw(RESERVED, CALL);

        assertThat(reserve(next)).isFalse();
        requireCounted(120, 0);
    }

    @Test
    void theNextCallOfThePlaceReserves() {
        reserve(CALL);
        counters.settle(RESERVED, CALL, 120, List.of());
        BudgetHold next = new BudgetHold("place0", CALL.number() + 1);

        assertThat(reserve(next)).isTrue();
        counters.settle(RESERVED, CALL, 120, List.of());

        requireCounted(420, 300);
    }

    @Test
    void aRefusalLeavesNothing() {
        reserve(CALL);

        assertThat(reserve(new BudgetHold("place1", 2_000_000), 701)).isFalse();

        assertThat(marks()).containsExactly("h_place0");
        requireCounted(300, 300);
    }

    @Test
    void marksOfCallsThatEndedLongAgoAreRemoved() {
        reserve(CALL);
        counters.settle(RESERVED, CALL, 0, List.of());
        BudgetHold inFlight = new BudgetHold("place1", CALL.number());
        reserve(inFlight);
        BudgetHold soon = later("place2", Duration.ofMinutes(1));
        SeenCounter seenSoon = counter(soon);
        counters.settle(RESERVED, soon, 0, List.of(seenSoon));
        assertThat(marks()).contains("h_place0", "h_place1", "h_place2");

        BudgetHold muchLater = later("place3", Duration.ofMinutes(4));
        counters.settle(RESERVED, muchLater, 0, List.of(counter(muchLater)));

        assertThat(marks()).containsExactlyInAnyOrder("h_place1", "h_place3");
        requireCounted(300, 300);
    }

    /** Otherwise the memory of a gateway would grow with the square of the calls in flight. */
    @Test
    void aCallRemembersOnlyTheMarksThatItRemoves() {
        IntStream.range(0, 30).forEach(i -> {
            BudgetHold ended = new BudgetHold("ended" + i, CALL.number());
            reserve(ended, 0);
            counters.settle(nothing(), ended, 0, List.of());
            reserve(new BudgetHold("running" + i, CALL.number()), 0);
        });

        SeenCounter seen = counter(later("place0", Duration.ofMinutes(4)));

        assertThat(seen.outlived()).hasSize(25).allSatisfy((mark, _) -> assertThat(mark)
                .startsWith("h_ended"));
        assertThat(seen.in(PERIOD)).isEqualTo(new BudgetCounter(PERIOD, 300, 300));
    }

    private static RequestHold nothing() {
        return new RequestHold(List.of(NAME), 0, List.of());
    }

    @Test
    void aMarkThatHasChangedIsKept() {
        reserve(CALL);
        counters.settle(RESERVED, CALL, 0, List.of());
        BudgetHold later = later("place1", Duration.ofMinutes(4));
        SeenCounter seen = counter(later);
        reserve(later("place0", Duration.ofMinutes(4)));

        counters.settle(RESERVED, later, 120, List.of(seen));

        assertThat(marks()).containsExactlyInAnyOrder("h_place0", "h_place1");
        requireCounted(420, 300);
    }

    private static BudgetHold later(String place, Duration time) {
        return new BudgetHold(place, CALL.number() + time.toMillis());
    }

    private boolean reserve(BudgetHold hold) {
        return reserve(hold, 300);
    }

    private boolean reserve(BudgetHold hold, long micros) {
        return counters.reserve(NAME, PERIOD, micros, hold).granted();
    }

    /** As it is after a reservation. */
    private SeenCounter counter(BudgetHold hold) {
        return counters.reserve(NAME, PERIOD, 300, hold).counter();
    }

    private List<String> marks() {
        return fixture
                .local()
                .client()
                .getItem(request -> request.tableName(
                                fixture.local().config().tables().counters())
                        .key(BudgetItem.key(NAME)))
                .item()
                .keySet()
                .stream()
                .filter(name -> name.startsWith("h_"))
                .toList();
    }

    private void requireCounted(long committed, long reserved) {
        assertThat(fixture.counters()).isEqualTo(Map.of(NAME, new BudgetFixture.Counted(committed, reserved)));
    }
}
