package dev.tollgate.cli;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local with the gateway's tables, as {@code --local} finds them. Classes share one, and the application with it,
 * which takes seconds to start. Each class finds its tables empty.
 */
public final class LocalDynamo implements QuarkusTestResourceLifecycleManager {
    private DynamoDbLocal dynamo;
    private String direct = "true";
    private String user = "";

    /** With {@code direct=false}, commands call a gateway. */
    @Override
    public void init(Map<String, String> arguments) {
        direct = arguments.getOrDefault("direct", direct);
    }

    @Override
    public Map<String, String> start() {
        dynamo = DynamoDbLocal.inMemory();
        return Map.of(
                "tollgate.cli.direct",
                direct,
                "tollgate.dynamodb.endpoint",
                dynamo.endpoint().toString(),
                "tollgate.secrets.plain-text-allowed",
                "true",
                // Each command is a separate process, so nothing may stay in a cache.
                "tollgate.fresh.config",
                "0s",
                "tollgate.fresh.keys",
                "0s");
    }

    /** JUnit makes an instance for each method; the methods of a class share its tables. */
    @Override
    public void inject(Object test) {
        String name = test.getClass().getName();
        if (!name.equals(user)) {
            user = name;
            emptyTables();
        }
    }

    private void emptyTables() {
        try (DynamoDbClient client = dynamo.client()) {
            client.listTables().tableNames().forEach(table -> client.deleteTable(deleted -> deleted.tableName(table)));
            TableFile.read().createIn(client);
        }
    }

    @Override
    public void stop() {
        dynamo.close();
    }
}
