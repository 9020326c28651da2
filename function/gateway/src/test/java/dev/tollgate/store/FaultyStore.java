package dev.tollgate.store;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.outage.FaultyDynamo;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A whole gateway's store: DynamoDB Local with its tables, and what can go wrong on the way to it; and its clock. */
@Alternative
@Singleton
public class FaultyStore {
    private static final ClientTimeouts SHORT = new ClientTimeouts(
            Duration.ofSeconds(30),
            Duration.ofMillis(150),
            Duration.ofMillis(400),
            false,
            ClientTimeouts.GATEWAY.maxIdle());

    private final DynamoDbClient direct;
    private final FaultyDynamo proxy;
    private final DynamoDbClient longTimeouts;
    private final DynamoDbClient shortTimeouts;
    private volatile boolean givesUpSoon;

    FaultyStore() {
        DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
        direct = dynamo.client();
        TableFile.read().createIn(direct);
        proxy = new FaultyDynamo(dynamo.endpoint());
        longTimeouts = AwsClients.dynamoDb(proxy.endpoint(), FaultyTables.LONG);
        shortTimeouts = AwsClients.dynamoDb(proxy.endpoint(), SHORT);
    }

    /** The proxy between the gateway and its tables. */
    public FaultyDynamo proxy() {
        return proxy;
    }

    /** Whether the gateway gives each call up after less than half a second, and not after minutes. */
    public void giveUpSoon(boolean soon) {
        givesUpSoon = soon;
    }

    /** The usage records of a key, whatever month they are of. */
    public List<Map<String, AttributeValue>> records(String keyId) {
        return direct
                .scanPaginator(request -> request.tableName("tollgate-usage")
                        .filterExpression("key_id = :key AND begins_with(pk, :records)")
                        .expressionAttributeValues(
                                Map.of(":key", AttributeValue.fromS(keyId), ":records", AttributeValue.fromS("KEY#"))))
                .items()
                .stream()
                .toList();
    }

    /** The client that the gateway gets: with long timeouts or with short ones, whichever is wanted at the moment. */
    @Produces
    @Singleton
    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    try {
                        return method.invoke(givesUpSoon ? shortTimeouts : longTimeouts, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** In the future, because DynamoDB Local deletes what has expired by its own clock. */
    @Produces
    @Singleton
    SteppingClock clock() {
        return new SteppingClock(CountersFixture.START);
    }
}
