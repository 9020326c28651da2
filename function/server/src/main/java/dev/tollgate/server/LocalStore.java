package dev.tollgate.server;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local for local mode. Starts before the gateway and stops after it. */
final class LocalStore implements AutoCloseable {
    private final DynamoDbLocal dynamoDb;

    private LocalStore(DynamoDbLocal dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Starts DynamoDB Local and creates the tables. */
    static LocalStore start(ServerSettings settings) {
        PortCheck.requireFree(DynamoDbLocal.HOST, settings.dynamoDbPort(), "TOLLGATE_DYNAMODB_PORT");
        try {
            LocalStore store = new LocalStore(open(settings));
            store.createTables();
            return store;
        } catch (IllegalStateException | IOException | SdkException failure) {
            throw new StartupException(String.valueOf(failure.getMessage()), failure);
        }
    }

    URI endpoint() {
        return dynamoDb.endpoint();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }

    private void createTables() {
        try (DynamoDbClient client = dynamoDb.client()) {
            TableFile.read().createIn(client);
        }
    }

    private static DynamoDbLocal open(ServerSettings settings) throws IOException {
        if (settings.data().isEmpty()) {
            return DynamoDbLocal.inMemory(settings.dynamoDbPort());
        }
        Path folder = Files.createDirectories(settings.data().get());
        return DynamoDbLocal.inFolder(folder, settings.dynamoDbPort());
    }
}
