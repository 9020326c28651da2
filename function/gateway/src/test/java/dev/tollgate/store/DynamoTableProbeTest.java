package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A table that is missing is said by its name, with AWS' error code: for readiness, and in the log. */
final class DynamoTableProbeTest {
    private final LocalTables tables = LocalTables.create();
    private final DynamoDbClient client = AwsClients.dynamoDb(LocalTables.endpoint(), FaultyTables.LONG);
    private final DynamoTableProbe probe = new DynamoTableProbe(client, tables.config());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void allTablesCanBeUsed() {
        assertThat(probe.unusable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "counters", "usage", "cache"})
    void aMissingTableIsNamed(String which) {
        String table = name(which);
        tables.client().deleteTable(request -> request.tableName(table));

        assertThat(probe.unusable()).containsExactly(table + " (ResourceNotFoundException)");
    }

    @Test
    void aFailureIsOneLineWithTableOperationCodeAndRequestId() {
        Map<String, AttributeValue> item = Map.of("pk", AttributeValue.fromS("x"));

        assertThat(line(() ->
                        client.getItem(request -> request.tableName("none").key(item))))
                .startsWith(
                        "store_unavailable table=none operation=GetItem code=ResourceNotFoundException aws_request_id=")
                .doesNotContain("\n");
        assertThat(line(() -> client.query(request -> request.tableName(name("usage"))
                        .indexName("missing")
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("x"))))))
                .startsWith("store_unavailable table=" + name("usage") + "/missing operation=Query code=");
        assertThat(line(() -> client.transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                        .put(Put.builder().tableName("none").item(item).build())
                        .build()))))
                .startsWith("store_unavailable table=none operation=TransactWriteItems code=");
    }

    private static String line(Runnable call) {
        GatewayException failure = catchThrowableOfType(
                GatewayException.class,
                () -> StoreCall.run(() -> {
                    call.run();
                    return null;
                }));
        assertThat(FailureText.bug(failure)).isNull();
        return FailureText.line(failure);
    }

    private String name(String which) {
        return switch (which) {
            case "config" -> tables.config().tables().config();
            case "counters" -> tables.config().tables().counters();
            case "usage" -> tables.config().tables().usage();
            default -> tables.config().tables().cache();
        };
    }
}
