package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.RequestFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a store wrote when its client had given up is released at once, and not only after the deadline. */
final class WithdrawalTest {
    private static final ClientTimeouts HASTY = new ClientTimeouts(
            Duration.ofSeconds(30), Duration.ofMillis(750), Duration.ofSeconds(2), false, Duration.ofSeconds(30));
    private static final BudgetPeriod BUDGET = BudgetFixture.budgetPeriod("ada", 1_000_000, true, 3);
    private static final BudgetReservation RESERVATION = new BudgetReservation(List.of(BUDGET), 1_000);
    private static final RateLimitKey ONE_AT_A_TIME = RateLimitKey.ofKey("ada", new RateLimits(null, null, 1L));

    private final LocalTables tables = LocalTables.create();
    private final FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
    private final DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), HASTY);
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final BudgetFixture budgets = new BudgetFixture(tables);
    private final DynamoUsageLedger ledger = new DynamoUsageLedger(client, tables.config(), clock);
    private final UsageRecord pending = BudgetFixture.pending();

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    @Test
    void moneyThatWasReservedLateIsReleased() {
        refuseReservation(RequestFault.LOST_IN_SILENCE);
        assertThat(budgets.counters()).as("what the store wrote all the same").hasSize(1);
        assertThat(reserved()).isEqualTo(1_000);

        withdraw();
        withdraw();

        assertThat(budgets.counters().values()).containsOnly(new BudgetFixture.Counted(0, 0));
        assertThat(budgets.records()).hasSize(1);
    }

    @Test
    void theCostTakesThePlaceOfWhatWasReservedLate() {
        refuseReservation(RequestFault.LOST_IN_SILENCE);

        ledger.settle(BudgetFixture.settled(ledger.withoutReserving(pending, RESERVATION), BudgetFixture.cost(70)));

        assertThat(reserved()).isZero();
        assertThat(budgets.counters().values().stream()
                        .mapToLong(BudgetFixture.Counted::committed)
                        .sum())
                .isEqualTo(70);
        assertThat(budgets.records()).hasSize(1);
    }

    @Test
    void aSweepThatWasFirstIsNotRepeated() {
        refuseReservation(RequestFault.LOST_IN_SILENCE);
        clock.pass(Duration.ofHours(1));
        new DynamoStalePendingRecords(tables.client(), tables.config(), clock)
                .abandon(budgets.stalePendingRecord(pending));

        withdraw();

        assertThat(budgets.counters().values()).containsOnly(new BudgetFixture.Counted(0, 0));
    }

    /** Otherwise the memory of a gateway would grow for as long as the store is down. */
    @Test
    void aCallThatCannotBeWithdrawnIsNotKept() {
        proxy.follow(FaultScript.always(RequestFault.DROPPED));
        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> ledger.reserve(pending, RESERVATION));

        assertThatExceptionOfType(GatewayException.class).isThrownBy(this::withdraw);

        assertThatNullPointerException()
                .isThrownBy(() -> ledger.handOver(pending))
                .withMessage("it is not accepted");
    }

    /** Its place in the journal is free again, and the sweep sees that the budget has barred it. */
    @Test
    void aRefusedCallThatStaysInTheJournalIsNotAbandoned() {
        BudgetPeriod spent = BudgetFixture.budgetPeriod("spent", 1_500, true, 1);
        BudgetReservation reservation = new BudgetReservation(List.of(spent), 1_000);
        DynamoUsageLedger other = budgets.environment(clock);
        other.settle(
                BudgetFixture.settled(other.reserve(BudgetFixture.pending(), reservation), BudgetFixture.cost(1_000)));
        // After the journal, the budget, and its bar.
        proxy.follow(FaultScript.from(4, RequestFault.DROPPED));
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> ledger.reserve(pending, reservation))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA));
        proxy.heal();
        assertThat(budgets.inFlight()).as("what could not be cleared").hasSize(1);

        DynamoStalePendingRecords sweep = budgets.leftovers(clock);
        sweep.forEachBefore(pending.deadline().plusSeconds(1), sweep::abandon);

        assertThat(budgets.inFlight()).isEmpty();
        assertThat(budgets.records()).hasSize(1);
    }

    @Test
    void aSlotThatWasTakenLateIsReleasedOnce() {
        DynamoRateLimiter limits = new DynamoRateLimiter(client, tables.config(), clock);
        long number = RateReservation.RateGrant.randomNumber();
        proxy.follow(FaultScript.always(RequestFault.LOST_IN_SILENCE));
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(
                        () -> limits.reserve(ONE_AT_A_TIME, 1, clock.instant().plusSeconds(600), number));
        proxy.heal();

        limits.withdraw(ONE_AT_A_TIME, number);
        RateReservation next = limits.reserve(ONE_AT_A_TIME, 1, clock.instant().plusSeconds(600));
        limits.withdraw(ONE_AT_A_TIME, number);

        assertThat(next.grant()).isNotNull();
        assertThatExceptionOfType(GatewayException.class)
                .as("the slot of the next request is still taken")
                .isThrownBy(
                        () -> limits.reserve(ONE_AT_A_TIME, 1, clock.instant().plusSeconds(600)));
    }

    private void refuseReservation(RequestFault fault) {
        // After the journal.
        proxy.follow(FaultScript.from(2, fault));
        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> ledger.reserve(pending, RESERVATION));
        proxy.heal();
    }

    private void withdraw() {
        ledger.withdraw(BudgetFixture.settled(ledger.withoutReserving(pending, RESERVATION), Cost.Priced.NOTHING));
    }

    private long reserved() {
        return budgets.counters().values().stream()
                .mapToLong(BudgetFixture.Counted::reserved)
                .sum();
    }
}
