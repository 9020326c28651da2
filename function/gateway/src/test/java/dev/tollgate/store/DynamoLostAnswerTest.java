package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.RequestFault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Writes whose answer was lost, where something else happens before they are sent again. */
final class DynamoLostAnswerTest {
    private final LocalTables tables = LocalTables.create();
    private final FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
    private final DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), FaultyTables.LONG);
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final Instant deadline = clock.instant().plusSeconds(600);

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    @Test
    void aSlotIsTakenOnceThoughOthersHaveWrittenBeforeTheRepetition() {
        RateLimitKey rateLimitKey = RateLimitKey.ofKey("ada", new RateLimits(null, null, 9L));
        DynamoRateLimiter one = new DynamoRateLimiter(client, tables.config(), clock);
        DynamoRateLimiter other = new DynamoRateLimiter(tables.client(), tables.config(), clock);
        other.reserve(rateLimitKey, 1, deadline);
        one.settle(one.reserve(rateLimitKey, 1, deadline), 1);

        proxy.follow(FaultScript.at(1, RequestFault.LOST));
        proxy.afterLoss(() -> other.reserve(rateLimitKey, 1, deadline));
        one.reserve(rateLimitKey, 1, deadline);

        SlidingWindow window = CounterItem.window(tables.client()
                .getItem(request ->
                        request.tableName(tables.config().tables().counters()).key(CounterItem.key("ada")))
                .item());
        assertThat(window.inFlight()).isEqualTo(3);
        assertThat(window.holders()).hasSize(3);
    }

    @Test
    void moneyIsReservedOnceThoughOthersHaveReservedBeforeTheRepetition() {
        BudgetFixture fixture = new BudgetFixture(tables);
        DynamoUsageLedger one = fixture.environment(client, Clock.systemUTC());
        DynamoUsageLedger other = fixture.environment(Clock.systemUTC());
        BudgetReservation reservation =
                new BudgetReservation(List.of(BudgetFixture.budgetPeriod("ada", 1_000_000, true, 1)), 1_000);

        proxy.follow(FaultScript.at(2, RequestFault.LOST));
        proxy.afterLoss(() -> other.reserve(BudgetFixture.pending(), reservation));
        one.reserve(BudgetFixture.pending(), reservation);

        assertThat(fixture.counters()).isEqualTo(fixture.fold()).hasSize(1);
        assertThat(fixture.inFlight()).hasSize(2);
    }

    @Test
    void budgetsThatAreAlwaysInConflictAreNotTriedForEver() {
        DynamoUsageLedger ledger = new DynamoUsageLedger(client, tables.config(), clock);
        BudgetReservation budgetReservation =
                new BudgetReservation(List.of(BudgetFixture.budgetPeriod("ada", 1_000_000, true, 1)), 1_000);

        proxy.follow(FaultScript.from(2, RequestFault.CONFLICT));
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> ledger.reserve(BudgetFixture.pending(), budgetReservation))
                .withMessage("Too many writes meet in the same place at the moment.");
    }
}
