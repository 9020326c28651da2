package dev.tollgate.server;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB of a laptop: started before the gateway, stopped after it. */
final class LocalStore implements AutoCloseable {
    /** Longer than the gateway's own grace period, which {@code application.properties} sets. */
    private static final long GRACE_SECONDS = 60;

    private final DynamoDbLocal dynamoDb;
    private final CountDownLatch noLongerNeeded = new CountDownLatch(1);

    private LocalStore(DynamoDbLocal dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Starts it, with all tables. */
    static LocalStore start(Settings settings) {
        try {
            LocalStore store = new LocalStore(open(settings));
            Runtime.getRuntime().addShutdownHook(new Thread(store::closeWhenNoLongerNeeded, "stop-dynamodb-local"));
            store.createTables();
            return store;
        } catch (IllegalStateException | IOException failure) {
            throw new StartFailure(
                    failure.getMessage() + ". TOLLGATE_DYNAMODB_PORT sets another port, TOLLGATE_DATA a folder.",
                    failure);
        }
    }

    URI endpoint() {
        return dynamoDb.endpoint();
    }

    /** The gateway has stopped. */
    @Override
    public void close() {
        noLongerNeeded.countDown();
    }

    /** The JVM stops the gateway and runs this at the same time, in no order: so wait. */
    private void closeWhenNoLongerNeeded() {
        try {
            if (!noLongerNeeded.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The gateway has not stopped in time; stopping DynamoDB Local now.");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        dynamoDb.close();
    }

    private void createTables() {
        try (DynamoDbClient client = dynamoDb.client()) {
            TableFile.read().createIn(client);
        }
    }

    private static DynamoDbLocal open(Settings settings) throws IOException {
        if (settings.data().isEmpty()) {
            return DynamoDbLocal.inMemory(settings.dynamoDbPort());
        }
        Path folder = Files.createDirectories(settings.data().get());
        return DynamoDbLocal.inFolder(folder, settings.dynamoDbPort());
    }
}
