package dev.tollgate.store;

import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Writes several items or none, and tells why none. */
record Transactions(DynamoDbClient dynamo) {

    /**
     * One try. Its token makes a repetition by the SDK, whose first answer was lost, the same write.
     *
     * @return empty where it is written; else one reason an item, in their order
     */
    List<CancellationReason> write(List<TransactWriteItem> items) {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        Backoff patience = new Backoff();
        while (true) {
            try {
                dynamo.transactWriteItems(request);
                return List.of();
            } catch (TransactionCanceledException cancelled) {
                return cancelled.cancellationReasons();
            } catch (TransactionInProgressException repeatedTooSoon) {
                patience.pause();
            }
        }
    }

    /** Whether this item was not as it should be. */
    static boolean refused(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    /** Whether somebody else was writing this item at the same moment, or too many were. */
    static boolean disturbed(CancellationReason reason) {
        return switch (reason.code()) {
            case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" -> true;
            default -> false;
        };
    }
}
