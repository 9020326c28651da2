package dev.tollgate.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html) in a separate
 * process, which ends on {@link #close} or with this process.
 */
public final class DynamoDbLocal implements AutoCloseable {
    /** The loopback address, the only one that it listens on. */
    public static final String HOST = "127.0.0.1";

    private final ChildProcess process;
    private final int port;

    private DynamoDbLocal(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts DynamoDB Local on a free port, with data that is lost on close. */
    public static DynamoDbLocal inMemory() {
        return inMemory(FreePorts.free());
    }

    /** Starts DynamoDB Local with data that is lost on close. */
    public static DynamoDbLocal inMemory(int port) {
        return start(port, List.of());
    }

    /** Starts DynamoDB Local with its data in a folder, which must exist. */
    public static DynamoDbLocal inFolder(Path folder, int port) {
        return start(port, List.of(folder.toAbsolutePath().toString()));
    }

    /** Returns the address of DynamoDB Local. */
    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + port);
    }

    /** Returns a new client, which the caller must close. */
    public DynamoDbClient client() {
        return client(endpoint());
    }

    /** Returns a new client of the DynamoDB Local at this address, which the caller must close. */
    public static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Returns the process, for callers that measure it or wait for its end. */
    public ProcessHandle process() {
        return process.handle();
    }

    /** Stops DynamoDB Local and waits until its process has ended. */
    @Override
    public void close() {
        process.close();
    }

    private static DynamoDbLocal start(int port, List<String> folder) {
        FreePorts.requireFree(port);
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
        arguments.addAll(folder);
        ChildProcess process = ChildProcess.start(arguments);
        try {
            process.awaitResponseOn(port);
        } catch (IOException | RuntimeException failure) {
            process.close();
            throw new IllegalStateException("DynamoDB Local did not start: " + failure.getMessage(), failure);
        }
        return new DynamoDbLocal(process, port);
    }
}
