package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.RequestFault;
import dev.tollgate.route.RoutingTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** More keys at once than the table takes: what it refuses is written again, and what it has written is not written twice. */
class ManyKeysBurstTest {
    private static final List<ApiKey> KEYS = IntStream.range(0, 40)
            .mapToObj(number ->
                    ApiKey.builder("key-" + number, KeyHash.of("sk-" + number)).build())
            .toList();

    private final LocalTables tables = LocalTables.create();
    private final FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
    private final DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), FaultyTables.LONG);
    private final SteppingClock clock = new SteppingClock();
    private final DynamoManifestWriter writer =
            new DynamoManifestWriter(new ConfigTable(client, tables.config()), clock);

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    @Test
    void keysThatTheTableRefusesAreWrittenAgain() {
        AtomicInteger writes = new AtomicInteger();
        FaultScript burst = _ -> writes.incrementAndGet() <= 200
                ? List.of(RequestFault.TOO_FAST, RequestFault.LOST, RequestFault.NONE)
                        .get(writes.get() % 3)
                : RequestFault.NONE;
        proxy.follow(burst.where(call -> call.operation().equals("TransactWriteItems")));

        assertThat(apply()).isEqualTo(new DynamoManifestWriter.Applied(40, 0));

        assertThat(stored()).hasSize(40).extracting(RegisteredKey::version).containsOnly(1L);
    }

    @Test
    void aConflictIsNoBurst() {
        DynamoManifestWriter other = new DynamoManifestWriter(new ConfigTable(tables.client(), tables.config()), clock);
        AtomicBoolean first = new AtomicBoolean(true);
        proxy.follow(call -> {
            if (call.operation().equals("TransactWriteItems") && first.getAndSet(false)) {
                other.apply(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), KEYS, "eve");
            }
            return RequestFault.NONE;
        });

        assertThatExceptionOfType(DocumentChangedException.class).isThrownBy(this::apply);
    }

    private DynamoManifestWriter.Applied apply() {
        return writer.apply(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), KEYS, "ada");
    }

    private List<RegisteredKey> stored() {
        return new DynamoKeyRegister(
                        new ConfigTable(tables.client(), tables.config()),
                        new AuditedTable(tables.client(), tables.config()),
                        clock)
                .all();
    }
}
