package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.Held;
import dev.tollgate.bill.Leftover;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each slot of a concurrency limit is given back once, by whoever is first: its request, the next one, or a sweep. */
class DynamoSlotsTest {
    private static final Ceiling TWO = new Ceiling(null, 100L, 2L);
    private static final String KEY = "team-a";

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final DynamoLimits limits = new DynamoLimits(tables.client(), tables.config(), clock);
    private final DynamoLedger ledger = new DynamoLedger(tables.client(), tables.config(), clock);
    private final DynamoLeftovers leftovers = new DynamoLeftovers(tables.client(), tables.config(), clock);

    @Test
    void aCrashedHoldersSlotIsFreeAfterItsOwnDeadlineThoughOthersGoOn() {
        Reservation crashed = reserve(Duration.ofSeconds(30));
        reserve(Duration.ofMinutes(10));
        clock.pass(Duration.ofSeconds(30));
        assertThat(new Caller(another(), KEY, clock).refusal(TWO, 10).kind()).isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);

        clock.pass(Duration.ofMillis(1));
        Reservation next = reserve(another(), Duration.ofMinutes(10));

        assertThat(window().underWay()).isEqualTo(2);
        assertThat(window().holders())
                .hasSize(2)
                .doesNotContainKey(crashed.grant().number());
        another().settle(crashed, 10);
        assertThat(window().underWay())
                .as("a late settlement gives back nothing")
                .isEqualTo(2);
        another().settle(next, 10);
        assertThat(window().underWay()).isOne();
    }

    @Test
    void twoEnvironmentsGiveASlotBackOnce() {
        Reservation twice = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));

        another().settle(twice, 10);
        another().settle(twice, 10);

        assertThat(window().underWay()).isOne();
    }

    @Test
    void aSweepGivesBackTheSlotOfWhatItAbandonsAndNoOther() {
        Reservation dead = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));
        open("dead", dead);

        List<Leftover> found = found();
        assertThat(leftovers.abandon(found.getFirst())).isTrue();
        assertThat(leftovers.abandon(found.getFirst())).isFalse();

        assertThat(window().underWay()).isOne();
        assertThat(window().holders()).hasSize(1).doesNotContainKey(dead.grant().number());
    }

    @Test
    void aSweepThatDiedHalfwayIsFinishedByTheNextOne() {
        Reservation dead = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));
        open("dead", dead);
        // As the dead sweep did, before it could close the record.
        new CounterTable(tables.client(), tables.config().tables().counters()).release(KEY, dead.grant());

        assertThat(leftovers.abandon(found().getFirst())).isTrue();

        assertThat(window().underWay()).isOne();
    }

    @Test
    void whoseGatewayDiedBetweenAnswerAndSettlementHasItsSlotBackOnce() {
        Reservation dead = reserve(Duration.ofMinutes(10));
        reserve(Duration.ofMinutes(10));
        open("dead", dead);
        limits.settle(dead, 10);

        assertThat(leftovers.abandon(found().getFirst())).isTrue();

        assertThat(window().underWay()).isOne();
    }

    @Test
    void aKeyThatIsUsedNoMoreNeedsNoCounters() {
        Reservation dead = reserve(Duration.ofMinutes(10));
        open("dead", dead);
        tables.client()
                .deleteItem(request ->
                        request.tableName(tables.config().tables().counters()).key(CounterItem.key(KEY)));

        assertThat(leftovers.abandon(found().getFirst())).isTrue();
    }

    private DynamoLimits another() {
        return new DynamoLimits(tables.client(), tables.config(), clock);
    }

    private Reservation reserve(Duration time) {
        return reserve(limits, time);
    }

    private Reservation reserve(DynamoLimits environment, Duration time) {
        return environment.reserve(Account.ofKey(KEY, TWO), 10, clock.instant().plus(time));
    }

    private void open(String requestId, Reservation reservation) {
        Reservation.Grant grant = reservation.grant();
        Held.Window window = new Held.Window(KEY, grant.era(), grant.slot(), grant.number(), 10, 1);
        Instant now = clock.instant();
        ledger.open(new UsageRecord(
                requestId, KEY, now, now, "m", Map.of(), false, new Held(List.of(), 0, List.of(window)), null));
    }

    private List<Leftover> found() {
        List<Leftover> found = new ArrayList<>();
        leftovers.before(clock.instant().plusMillis(1), found::add);
        return found;
    }

    private Window window() {
        return CounterItem.window(tables.client()
                .getItem(request ->
                        request.tableName(tables.config().tables().counters()).key(CounterItem.key(KEY)))
                .item());
    }
}
