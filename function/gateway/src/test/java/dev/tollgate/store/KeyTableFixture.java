package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.route.RoutingTable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A config table with keys, behind a proxy that shows the calls and lets them fail. */
abstract class KeyTableFixture {
    final LocalTables tables = LocalTables.create();
    final SteppingClock clock = new SteppingClock();
    final FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
    final DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), FaultyTables.LONG);
    final ConfigTable table = new ConfigTable(tables.client(), tables.config());
    final DynamoKeyRegister keys = register(client);

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    DynamoKeyRegister register(DynamoDbClient with) {
        return new DynamoKeyRegister(
                new ConfigTable(with, tables.config()), new AuditedTable(with, tables.config()), clock);
    }

    /** Applies a file with these keys. */
    DynamoManifestWriter.Applied applied(ApiKey... all) {
        return new DynamoManifestWriter(table, clock)
                .apply(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(all), "test");
    }

    /** Writes a key as a version does that knows no copies. */
    void writeAsBefore(ApiKey key, long version) {
        table.put(document(key, version));
    }

    StoredDocument document(ApiKey key, long version) {
        return new StoredDocument(
                ConfigTable.partitionOf(key.keyHash()),
                ConfigTable.KEY,
                DocumentCodec.write(key),
                version,
                clock.instant(),
                "test");
    }

    static ApiKey key(String id, String secret) {
        return ApiKey.builder(id, KeyHash.of(secret)).build();
    }

    static List<String> ids(List<RegisteredKey> found) {
        return found.stream().map(one -> one.key().id()).toList();
    }
}
