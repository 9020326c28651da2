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
 * DynamoDB Local, running as a process of its own until closed
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html). It ends with this process, too.
 */
public final class DynamoDbLocal implements AutoCloseable {
    private final ChildProcess process;
    private final int port;

    private DynamoDbLocal(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one on a free port that forgets everything when closed. */
    public static DynamoDbLocal inMemory() {
        return inMemory(FreePorts.free());
    }

    /** Starts one that forgets everything when closed. */
    public static DynamoDbLocal inMemory(int port) {
        return start(port, List.of("-inMemory"));
    }

    /** Starts one that keeps its data in a folder, which must exist. */
    public static DynamoDbLocal inFolder(Path folder, int port) {
        return start(port, List.of("-dbPath", folder.toAbsolutePath().toString()));
    }

    /** Where it answers. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A new client for it, which the caller closes. */
    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Its process, for those who want to watch it. */
    public ProcessHandle process() {
        return process.handle();
    }

    /** Stops it and waits until it has ended. */
    @Override
    public void close() {
        process.close();
    }

    private static DynamoDbLocal start(int port, List<String> storage) {
        FreePorts.requireFree(port);
        List<String> arguments = new ArrayList<>(storage);
        // Without -sharedDb each access key and region would see tables of its own.
        arguments.addAll(List.of("-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)));
        ChildProcess process = ChildProcess.start(arguments);
        try {
            process.awaitAnswerOn(port);
        } catch (IOException | RuntimeException failure) {
            process.close();
            throw new IllegalStateException("DynamoDB Local did not start: " + failure.getMessage(), failure);
        }
        return new DynamoDbLocal(process, port);
    }
}
