package dev.tollgate.histories;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import dev.tollgate.fake.GatewayConfigs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The tables of one history, in a DynamoDB Local that all histories share. */
final class HistoryTables implements AutoCloseable {
    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.inMemory();
    private static final DynamoDbClient CLIENT = client(0);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> NAMES = List.of("config", "counters", "usage", "cache");

    private final String prefix = "history" + COUNT.incrementAndGet();

    HistoryTables() {
        TableFile.read().createIn(CLIENT, prefix);
    }

    /** A client without a call timeout. This percentage of its calls fails once. */
    static DynamoDbClient client(int faultsPercent) {
        return DynamoDbClient.builder()
                .endpointOverride(DYNAMO.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new DynamoFaults(faultsPercent))
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .build()))
                .build();
    }

    GatewayConfig config() {
        Map<String, String> settings = new HashMap<>(
                Map.of("tollgate.secrets.plain-text-allowed", "true", "tollgate.upstream.first-byte-timeout", "300ms"));
        NAMES.forEach(name -> settings.put("tollgate.tables." + name, prefix + "-" + name));
        return GatewayConfigs.with(settings);
    }

    /** All items of the table of this name. */
    List<Map<String, AttributeValue>> items(String name) {
        return CLIENT
                .scanPaginator(request -> request.tableName(prefix + "-" + name).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    @Override
    public void close() {
        NAMES.forEach(name -> CLIENT.deleteTable(request -> request.tableName(prefix + "-" + name)));
    }
}
