package dev.tollgate.store;

import static dev.tollgate.store.BudgetFixture.budgetPeriod;
import static dev.tollgate.store.BudgetFixture.cost;
import static dev.tollgate.store.BudgetFixture.pending;
import static dev.tollgate.store.BudgetFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.RequestFault;
import dev.tollgate.store.BudgetFixture.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What one request after the other does to budgets. */
class DynamoBudgetTest {
    private final BudgetFixture tables = new BudgetFixture();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final DynamoUsageLedger ledger = tables.environment(clock);

    @Test
    void theWorstCaseIsSetAsideAndTheCostTakesItsPlace() {
        BudgetPeriod month = budgetPeriod("ada", 1_000, true, 1);

        UsageRecord opened = ledger.reserve(pending(), new BudgetReservation(List.of(month), 300));

        assertThat(opened.requestHold().budgets()).containsExactly("BUDGET#ada#0");
        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(300, 300)));
        assertThat(tables.counters()).isEqualTo(tables.fold());

        ledger.settle(settled(opened, cost(120)));

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
        assertThat(tables.counters()).isEqualTo(tables.fold());
    }

    @Test
    void whatCostsNothingFitsIntoABudgetThatIsOvershot() {
        BudgetPeriod month = budgetPeriod("ada", 1_000, true, 1);
        BudgetReservation some = new BudgetReservation(List.of(month), 1);
        ledger.settle(settled(ledger.reserve(pending(), some), cost(1_200)));
        assertThat(catchThrowableOfType(GatewayException.class, () -> ledger.reserve(pending(), some)))
                .extracting(GatewayException::kind)
                .isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);

        ledger.settle(settled(ledger.reserve(pending(), new BudgetReservation(List.of(month), 0)), cost(0)));

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(1_200, 0)));
        assertThat(tables.counters()).isEqualTo(tables.fold());
    }

    @Test
    void whoAsksOneQuestionAfterTheOtherIsNotRefusedBecauseOfTheLastOne() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 700);
        for (int question = 0; question < 3; question++) {
            UsageRecord opened = ledger.reserve(pending(), budgetReservation);
            ledger.budgetStatus(opened, budgetReservation);
            ledger.settle(settled(opened, cost(10)));
        }

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(30, 0)));
    }

    @Test
    void whatIsSetAsideIsWaitedForAMoment() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 700);
        UsageRecord last = ledger.reserve(pending(), budgetReservation);
        AtomicInteger tries = new AtomicInteger();
        try (FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
                DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), FaultyTables.LONG)) {
            proxy.follow(_ -> {
                // After the journal, the reservation, and what bars it from arriving late.
                if (tries.incrementAndGet() == 4) {
                    ledger.settle(settled(last, cost(10)));
                }
                return RequestFault.NONE;
            });
            tables.environment(client, clock).reserve(pending(), budgetReservation);
        }

        assertThat(tries).hasValue(5);
        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(710, 700)));
    }

    @Test
    void settlingTwiceCountsOnce() {
        UsageRecord opened =
                ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300));

        ledger.settle(settled(opened, cost(120)));
        ledger.settle(settled(opened, cost(500)));

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
    }

    @Test
    void whatDiesBetweenIsPendingAndCountsInFull() {
        ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300));

        assertThat(tables.records()).isEmpty();
        assertThat(tables.inFlight())
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("reserved_micros").n()).isEqualTo("300"));
        assertThat(tables.counters()).isEqualTo(tables.fold());
    }

    @Test
    void whatIsAbandonedIsGivenBack() {
        UsageRecord dead =
                ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300));
        DynamoStalePendingRecords sweep = tables.leftovers(clock);
        StalePendingRecord found = tables.stalePendingRecord(dead);

        assertThat(sweep.abandon(found)).isTrue();
        assertThat(sweep.abandon(found)).isFalse();

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(0, 0)));
        assertThat(tables.counters()).isEqualTo(tables.fold());
    }

    @Test
    void whatIsSettledIsNotAbandoned() {
        UsageRecord slow =
                ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300));
        ledger.settle(settled(slow, cost(120)));

        assertThat(tables.leftovers(clock).abandon(tables.stalePendingRecord(slow)))
                .isFalse();

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
    }

    @Test
    void whoSettlesAnAbandonedRecordLateCountsInFull() {
        UsageRecord slow =
                ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300));
        tables.leftovers(clock).abandon(tables.stalePendingRecord(slow));

        ledger.settle(settled(slow, cost(120)));

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
        assertThat(tables.counters()).isEqualTo(tables.fold());
    }

    @Test
    void ofSeveralBudgetsAllAreTakenOrNone() {
        BudgetPeriod wide = budgetPeriod("team", 1_000, true, 1);
        BudgetPeriod narrow = budgetPeriod("ada", 100, true, 1);
        ledger.reserve(pending(), new BudgetReservation(List.of(narrow), 50));

        GatewayException refusal = refusal(ledger, new BudgetReservation(List.of(wide, narrow), 51));

        assertThat(refusal).hasMessageContaining("key ada per month");
        assertThat(tables.counters())
                .isEqualTo(Map.of("BUDGET#team#0", new Counted(0, 0), "BUDGET#ada#0", new Counted(50, 50)));
        assertThat(tables.records()).isEmpty();
        assertThat(tables.inFlight()).as("only the first call").hasSize(1);
    }

    @Test
    void aBudgetThatIsUsedUpSaysSoUntilItRenews() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300);
        ledger.settle(settled(ledger.reserve(pending(), budgetReservation), cost(800)));

        GatewayException refusal = refusal(ledger, budgetReservation);

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal.retryAfter()).isNull();
        assertThat(refusal).hasMessageContaining("has 0.0002 USD left of 0.001 USD, and this request may cost up to");
        clock.pass(Duration.ofDays(1));
        assertThat(catchThrowableOfType(GatewayException.class, () -> ledger.requireRoom(budgetReservation)))
                .as("it is known without a question to the store")
                .hasMessage(refusal.getMessage());
    }

    @Test
    void whatIsOnlySetAsideMayComeBackInAMoment() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 600);
        UsageRecord first = ledger.reserve(pending(), budgetReservation);

        GatewayException refusal = refusal(ledger, budgetReservation);

        assertThat(refusal)
                .hasMessageContaining("has 0.0004 USD left of 0.001 USD while other requests are in progress");
        assertThat(refusal.retryable()).isTrue();
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        ledger.settle(settled(first, cost(10)));
        clock.pass(Duration.ofSeconds(1));
        assertThat(ledger.reserve(pending(), budgetReservation).requestHold().micros())
                .isEqualTo(600);
    }

    @Test
    void aRequestThatNeverFitsGetsAnErrorThatSaysSo() {
        GatewayException refusal =
                refusal(ledger, new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 1_001));

        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal).hasMessageContaining("more than the budget of key ada per month allows (0.001 USD)");
    }

    @Test
    void aSoftBudgetServesAndWarns() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, false, 1)), 900);

        UsageRecord first = ledger.reserve(pending(), budgetReservation);
        assertThat(ledger.budgetStatus(first, budgetReservation))
                .singleElement()
                .satisfies(budgetStatus -> {
                    assertThat(budgetStatus.warns()).isTrue();
                    assertThat(budgetStatus.exceeded()).isFalse();
                });

        UsageRecord second = ledger.reserve(pending(), budgetReservation);
        BudgetStatus budgetStatus =
                ledger.budgetStatus(second, budgetReservation).getFirst();
        assertThat(budgetStatus.exceeded()).isTrue();
        assertThat(budgetStatus.leftMicros()).isZero();
        assertThat(budgetStatus.usedPercent()).isEqualTo(180);
    }

    @Test
    void aRaisedLimitHoldsAtOnce() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 600);
        ledger.settle(settled(ledger.reserve(pending(), budgetReservation), cost(600)));
        refusal(ledger, budgetReservation);

        BudgetReservation raised = new BudgetReservation(List.of(budgetPeriod("ada", 2_000, true, 1)), 600);

        assertThat(ledger.reserve(pending(), raised).requestHold().micros()).isEqualTo(600);
    }

    @Test
    void whatWasServedWithoutTheStoreCountsOnceItIsSettled() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300);

        ledger.settle(settled(ledger.withoutReserving(pending(), budgetReservation), cost(70)));

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(70, 0)));
        assertThat(tables.counters()).isEqualTo(tables.fold());
    }

    @Test
    void anUnknownPriceCountsNothingInABudget() {
        UsageRecord opened =
                ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 1_000, false, 1)), 0));

        ledger.settle(settled(opened, new Cost.Unpriced()));

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(0, 0)));
    }

    @Test
    void everyShardIsTriedBeforeARequestIsRefused() {
        BudgetReservation budgetReservation = new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 4)), 250);

        for (int i = 0; i < 4; i++) {
            ledger.reserve(pending(), budgetReservation);
        }

        assertThat(tables.counters()).hasSize(4).allSatisfy((name, counted) -> assertThat(counted)
                .isEqualTo(new Counted(250, 250)));
        assertThat(refusal(ledger, budgetReservation).retryable()).isTrue();
    }

    private static GatewayException refusal(DynamoUsageLedger ledger, BudgetReservation budgetReservation) {
        GatewayException refusal =
                catchThrowableOfType(GatewayException.class, () -> ledger.reserve(pending(), budgetReservation));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
