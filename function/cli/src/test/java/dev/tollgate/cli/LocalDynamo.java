package dev.tollgate.cli;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local with the gateway's tables, as {@code --local} finds them. */
public final class LocalDynamo implements QuarkusTestResourceLifecycleManager {
    private DynamoDbLocal dynamo;
    private String direct = "true";

    /** With {@code direct=false}, commands call a gateway. */
    @Override
    public void init(Map<String, String> arguments) {
        direct = arguments.getOrDefault("direct", direct);
    }

    @Override
    public Map<String, String> start() {
        dynamo = DynamoDbLocal.inMemory();
        try (DynamoDbClient client = dynamo.client()) {
            TableFile.read().createIn(client);
        }
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

    @Override
    public void stop() {
        dynamo.close();
    }
}
