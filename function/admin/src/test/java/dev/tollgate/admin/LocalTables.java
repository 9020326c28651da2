package dev.tollgate.admin;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local with the gateway's tables. */
public final class LocalTables implements QuarkusTestResourceLifecycleManager {
    private DynamoDbLocal dynamo;

    @Override
    public Map<String, String> start() {
        dynamo = DynamoDbLocal.inMemory();
        try (DynamoDbClient client = dynamo.client()) {
            TableFile.read().createIn(client);
        }
        return Map.of("tollgate.dynamodb.endpoint", dynamo.endpoint().toString());
    }

    @Override
    public void stop() {
        dynamo.close();
    }
}
