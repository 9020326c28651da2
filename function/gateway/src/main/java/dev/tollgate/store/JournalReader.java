package dev.tollgate.store;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads the journal of all processes.
 *
 * @param table the name of the usage table
 */
record JournalReader(DynamoDbClient dynamo, String table) {

    /** The entries of one partition whose calls had to end before this instant. The newest may be missing. */
    Stream<JournalEntry> overdue(int partition, Instant deadline) {
        return entries(QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .filterExpression("#deadline < :deadline")
                .expressionAttributeNames(Map.of("#deadline", UsageRow.DEADLINE))
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(JournalPlace.partition(partition)),
                        ":deadline", AttributeValue.fromS(UsageRow.time(deadline))))
                .build());
    }

    /** All entries of one partition. */
    Stream<JournalEntry> all(int partition) {
        return entries(QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(JournalPlace.partition(partition))))
                .consistentRead(true)
                .build());
    }

    private Stream<JournalEntry> entries(QueryRequest request) {
        return dynamo.queryPaginator(request).items().stream().map(JournalEntry::new);
    }
}
