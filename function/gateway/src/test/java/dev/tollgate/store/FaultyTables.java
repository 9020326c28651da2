package dev.tollgate.store;

import dev.tollgate.outage.FaultyDynamo;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables of its own behind a proxy of its own: for one fault at a time, while others have theirs elsewhere. */
final class FaultyTables implements AutoCloseable {
    /** Waits for as long as it takes, so that only what is refused or broken is sent again. */
    static final ClientTimeouts LONG = new ClientTimeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            false,
            ClientTimeouts.GATEWAY.maxIdle());

    /** Gives a request up soon, and sends it again; but not so soon that a busy machine is taken for a silent store. */
    private static final ClientTimeouts SHORT = new ClientTimeouts(
            Duration.ofSeconds(30),
            Duration.ofMillis(750),
            Duration.ofMinutes(2),
            false,
            ClientTimeouts.GATEWAY.maxIdle());

    private final LocalTables tables = LocalTables.create();
    private final FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
    private final DynamoDbClient longTimeouts = AwsClients.dynamoDb(proxy.endpoint(), LONG);
    private final DynamoDbClient shortTimeouts = AwsClients.dynamoDb(proxy.endpoint(), SHORT);

    LocalTables tables() {
        return tables;
    }

    FaultyDynamo proxy() {
        return proxy;
    }

    DynamoDbClient longTimeouts() {
        return longTimeouts;
    }

    DynamoDbClient shortTimeouts() {
        return shortTimeouts;
    }

    @Override
    public void close() {
        longTimeouts.close();
        shortTimeouts.close();
        proxy.close();
    }
}
