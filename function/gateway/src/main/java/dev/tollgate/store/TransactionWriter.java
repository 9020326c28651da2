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
record TransactionWriter(DynamoDbClient dynamo, WriteBackoff.Bounds bounds) {

    TransactionWriter(DynamoDbClient dynamo) {
        this(dynamo, WriteBackoff.Bounds.GATEWAY);
    }

    /**
     * One try. Its token makes a repetition by the SDK, whose first answer was lost, the same write.
     *
     * @return empty where it is written; else one reason an item, in their order: {@link #refused}, {@link #disturbed}, or
     *     that nothing is wrong with this one
     */
    List<CancellationReason> write(List<TransactWriteItem> items) {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        WriteBackoff patience = backoff();
        while (true) {
            try {
                dynamo.transactWriteItems(request);
                return List.of();
            } catch (TransactionCanceledException cancelled) {
                return understood(cancelled);
            } catch (TransactionInProgressException repeatedTooSoon) {
                patience.pause();
            }
        }
    }

    /** The waits between tries of one write. */
    WriteBackoff backoff() {
        return new WriteBackoff(bounds);
    }

    /** Trying again is of no use where it was cancelled for another reason. */
    private static List<CancellationReason> understood(TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (reasons.stream().noneMatch(reason -> refused(reason) || disturbed(reason))) {
            throw cancelled;
        }
        return reasons;
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
