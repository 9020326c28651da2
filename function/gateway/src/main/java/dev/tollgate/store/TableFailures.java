package dev.tollgate.store;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Adds to each failure of DynamoDB which table was called, and how. */
final class TableFailures {
    private TableFailures() {}

    static void note(SdkException failure, DynamoDbRequest request, String operation) {
        if (!isResult(failure)) {
            failure.addSuppressed(new CalledTable(tables(request), operation));
        }
    }

    /** The store's code handles these: they say how things are in the table. */
    private static boolean isResult(Throwable thrown) {
        return thrown instanceof ConditionalCheckFailedException
                || thrown instanceof TransactionCanceledException
                || thrown instanceof TransactionInProgressException;
    }

    private static String tables(DynamoDbRequest request) {
        return switch (request) {
            case BatchGetItemRequest batch ->
                String.join(", ", new TreeSet<>(batch.requestItems().keySet()));
            case BatchExecuteStatementRequest batch ->
                batch.statements().stream()
                        .map(statement -> quotedFirst(statement.statement()))
                        .distinct()
                        .collect(Collectors.joining(", "));
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream()
                        .flatMap(TableFailures::tables)
                        .distinct()
                        .collect(Collectors.joining(", "));
            default ->
                Stream.of("TableName", "IndexName")
                        .flatMap(field -> request.getValueForField(field, String.class).stream())
                        .collect(Collectors.joining("/"));
        };
    }

    /** The first name in a PartiQL statement is that of its table. */
    private static String quotedFirst(String statement) {
        int start = statement.indexOf('"') + 1;
        return statement.substring(start, statement.indexOf('"', start));
    }

    private static Stream<String> tables(TransactWriteItem item) {
        return Stream.of(
                        Optional.ofNullable(item.put()).map(Put::tableName),
                        Optional.ofNullable(item.update()).map(Update::tableName),
                        Optional.ofNullable(item.delete()).map(Delete::tableName),
                        Optional.ofNullable(item.conditionCheck()).map(ConditionCheck::tableName))
                .flatMap(Optional::stream);
    }
}
