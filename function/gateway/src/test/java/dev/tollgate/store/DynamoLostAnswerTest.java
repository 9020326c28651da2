package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.outage.Fault;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.Script;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Writes whose answer was lost, where something else happens before they are sent again. */
final class DynamoLostAnswerTest {
    private static final Patience LONG =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(2), false);

    private final LocalTables tables = LocalTables.create();
    private final FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
    private final DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), LONG);
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final Instant deadline = clock.instant().plusSeconds(600);

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    @Test
    void aSlotIsTakenOnceThoughOthersHaveWrittenBeforeTheRepetition() {
        Account account = Account.ofKey("ada", new Ceiling(null, null, 9L));
        DynamoLimits one = new DynamoLimits(client, tables.config(), clock);
        DynamoLimits other = new DynamoLimits(tables.client(), tables.config(), clock);
        other.reserve(account, 1, deadline);
        one.settle(one.reserve(account, 1, deadline), 1);

        proxy.follow(Script.at(1, Fault.LOST));
        proxy.afterLoss(() -> other.reserve(account, 1, deadline));
        one.reserve(account, 1, deadline);

        Window window = CounterItem.window(tables.client()
                .getItem(request ->
                        request.tableName(tables.config().tables().counters()).key(CounterItem.key("ada")))
                .item());
        assertThat(window.underWay()).isEqualTo(3);
        assertThat(window.holders()).hasSize(3);
    }

    @Test
    void aRecordThatIsOpenedAlreadyIsFoundWithWhatItHolds() {
        BudgetFixture fixture = new BudgetFixture(tables);
        DynamoLedger ledger = fixture.environment(Clock.systemUTC());
        Purse sharded = BudgetFixture.purse("ada", 1_000_000, true, 20);
        UsageRecord pending = BudgetFixture.pending();

        UsageRecord opened = ledger.open(pending, new Stake(List.of(sharded), 1_000));

        assertThat(ledger.open(pending, new Stake(List.of(sharded), 1_000))).isEqualTo(opened);
        assertThat(fixture.counters()).isEqualTo(fixture.fold()).hasSize(1);
    }

    @Test
    void budgetsThatAreAlwaysInConflictAreNotTriedForEver() {
        DynamoLedger ledger = new DynamoLedger(client, tables.config(), clock);
        Stake stake = new Stake(List.of(BudgetFixture.purse("ada", 1_000_000, true, 1)), 1_000);

        proxy.follow(Script.always(Fault.CONFLICT));
        assertThatExceptionOfType(ChatFailure.class)
                .isThrownBy(() -> ledger.open(BudgetFixture.pending(), stake))
                .withMessage("Too many requests count in the same budget at the moment.");
    }
}
