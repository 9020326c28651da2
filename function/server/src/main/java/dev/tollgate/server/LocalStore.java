package dev.tollgate.server;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local for local mode, with the tables. Starts before the gateway and stops after it, unless it is another's. */
final class LocalStore implements AutoCloseable {
    /** As long as a container with DynamoDB Local may take to start. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(200);

    private final URI endpoint;
    private final Optional<DynamoDbLocal> own;

    private LocalStore(URI endpoint, Optional<DynamoDbLocal> own) {
        this.endpoint = endpoint;
        this.own = own;
    }

    /** Starts DynamoDB Local, or waits for the one of the settings, and creates the tables. */
    static LocalStore start(ServerSettings settings) {
        return settings.dynamoDb().map(endpoint -> at(endpoint, START_TIMEOUT)).orElseGet(() -> own(settings));
    }

    /** The DynamoDB Local at this address, once it responds. */
    static LocalStore at(URI endpoint, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                createTables(endpoint);
                return new LocalStore(endpoint, Optional.empty());
            } catch (SdkClientException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new StartupException(
                            "TOLLGATE_DYNAMODB_ENDPOINT: " + endpoint + " does not respond: " + notYet.getMessage(),
                            notYet);
                }
                LockSupport.parkNanos(POLL.toNanos());
            } catch (SdkException failure) {
                throw new StartupException(
                        "TOLLGATE_DYNAMODB_ENDPOINT: the tables cannot be created at " + endpoint + ": "
                                + failure.getMessage(),
                        failure);
            }
        }
    }

    private static LocalStore own(ServerSettings settings) {
        PortCheck.requireFree(DynamoDbLocal.HOST, settings.dynamoDbPort(), "TOLLGATE_DYNAMODB_PORT");
        try {
            DynamoDbLocal dynamoDb = open(settings);
            LocalStore store = new LocalStore(dynamoDb.endpoint(), Optional.of(dynamoDb));
            createTables(store.endpoint());
            return store;
        } catch (IllegalStateException | IOException | SdkException failure) {
            throw new StartupException(String.valueOf(failure.getMessage()), failure);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        own.ifPresent(DynamoDbLocal::close);
    }

    private static void createTables(URI endpoint) {
        try (DynamoDbClient client = DynamoDbLocal.client(endpoint)) {
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
