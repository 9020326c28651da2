package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import dev.tollgate.fake.GatewayConfigs;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local for all tests of this JVM, and fresh tables in it for each that asks. */
final class LocalTables {
    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.inMemory();
    private static final DynamoDbClient CLIENT = DYNAMO.client();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final GatewayConfig config;

    private LocalTables(GatewayConfig config) {
        this.config = config;
    }

    static LocalTables create() {
        String prefix = "test" + COUNT.incrementAndGet();
        TableFile.read().createIn(CLIENT, prefix);
        return new LocalTables(GatewayConfigs.with(Map.of(
                "tollgate.tables.config", prefix + "-config",
                "tollgate.tables.counters", prefix + "-counters",
                "tollgate.tables.usage", prefix + "-usage",
                "tollgate.tables.cache", prefix + "-cache")));
    }

    /** Where DynamoDB Local answers. */
    static URI endpoint() {
        return DYNAMO.endpoint();
    }

    DynamoDbClient client() {
        return CLIENT;
    }

    GatewayConfig config() {
        return config;
    }
}
