package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each slot of a concurrency limit is released once, by the first of these: its request, the next one, or a sweep. */
class DynamoSlotsTest {
    private static final RateLimits TWO = new RateLimits(null, 100L, 2L);
    private static final String KEY = "team-a";

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final DynamoRateLimiter limits = new DynamoRateLimiter(tables.client(), tables.config(), clock);
    private final DynamoUsageLedger ledger = new DynamoUsageLedger(tables.client(), tables.config(), clock);
    private final DynamoStalePendingRecords leftovers =
            new DynamoStalePendingRecords(tables.client(), tables.config(), clock);

    @Test
    void aCrashedHoldersSlotIsFreeAfterItsOwnDeadlineThoughOthersGoOn() {
        RateReservation crashed = reserve(Duration.ofSeconds(30));
        reserve(Duration.ofMinutes(10));
        clock.pass(Duration.ofSeconds(30));
        assertThat(new KeyCaller(another(), KEY, clock).refusal(TWO, 10).kind())
                .isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);

        clock.pass(Duration.ofMillis(1));
        RateReservation next = reserve(another(), Duration.ofMinutes(10));

        assertThat(window().inFlight()).isEqualTo(2);
        assertThat(window().holders())
                .hasSize(2)
                .doesNotContainKey(crashed.grant().number());
        another().settle(crashed, 10);
        assertThat(window().inFlight())
                .as("a late settlement gives back nothing")
                .isEqualTo(2);
        another().settle(next, 10);
        assertThat(window().inFlight()).isOne();
    }

    @Test
    void twoEnvironmentsGiveASlotBackOnce() {
        RateReservation twice = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));

        another().settle(twice, 10);
        another().settle(twice, 10);

        assertThat(window().inFlight()).isOne();
    }

    @Test
    void aSweepGivesBackTheSlotOfWhatItAbandonsAndNoOther() {
        RateReservation dead = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));
        open("dead", dead);

        List<StalePendingRecord> found = found();
        assertThat(leftovers.abandon(found.getFirst())).isTrue();
        assertThat(leftovers.abandon(found.getFirst())).isFalse();

        assertThat(window().inFlight()).isOne();
        assertThat(window().holders()).hasSize(1).doesNotContainKey(dead.grant().number());
    }

    @Test
    void aSweepThatDiedHalfwayIsFinishedByTheNextOne() {
        RateReservation dead = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));
        open("dead", dead);
        // As the dead sweep did, before it could close the record.
        new CounterTable(tables.client(), tables.config().tables().counters()).release(KEY, dead.grant());

        assertThat(leftovers.abandon(found().getFirst())).isTrue();

        assertThat(window().inFlight()).isOne();
    }

    @Test
    void whoseGatewayDiedBetweenAnswerAndSettlementHasItsSlotBackOnce() {
        RateReservation dead = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));
        open("dead", dead);
        limits.settle(dead, 10);

        assertThat(leftovers.abandon(found().getFirst())).isTrue();

        assertThat(window().inFlight()).isOne();
    }

    @Test
    void aKeyThatIsUsedNoMoreNeedsNoCounters() {
        RateReservation dead = reserve(Duration.ofMinutes(10));
        open("dead", dead);
        tables.client()
                .deleteItem(request ->
                        request.tableName(tables.config().tables().counters()).key(CounterItem.key(KEY)));

        assertThat(leftovers.abandon(found().getFirst())).isTrue();
    }

    private DynamoRateLimiter another() {
        return new DynamoRateLimiter(tables.client(), tables.config(), clock);
    }

    private RateReservation reserve(Duration time) {
        return reserve(limits, time);
    }

    private RateReservation reserve(DynamoRateLimiter environment, Duration time) {
        return environment.reserve(
                RateLimitKey.ofKey(KEY, TWO), 10, clock.instant().plus(time));
    }

    private void open(String requestId, RateReservation reservation) {
        RateReservation.RateGrant grant = reservation.grant();
        RequestHold.WindowHold window =
                new RequestHold.WindowHold(KEY, grant.era(), grant.slot(), grant.number(), 10, 1);
        Instant now = clock.instant();
        ledger.writePending(new UsageRecord(
                requestId, KEY, now, now, "m", Map.of(), false, new RequestHold(List.of(), 0, List.of(window)), null));
    }

    private List<StalePendingRecord> found() {
        List<StalePendingRecord> found = new ArrayList<>();
        leftovers.forEachBefore(clock.instant().plusMillis(1), found::add);
        return found;
    }

    private SlidingWindow window() {
        return CounterItem.window(tables.client()
                .getItem(request ->
                        request.tableName(tables.config().tables().counters()).key(CounterItem.key(KEY)))
                .item());
    }
}
