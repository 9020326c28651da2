package dev.tollgate.store;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes several items or none, and returns the reasons if none.
 *
 * @param timeout of one transaction; null for that of the client
 */
record TransactionWriter(
        DynamoDbClient dynamo,
        WriteBackoff.Bounds bounds,
        @Nullable Duration timeout) {
    private static final Duration OF_MANY = Duration.ofSeconds(20);

    TransactionWriter(DynamoDbClient dynamo) {
        this(dynamo, WriteBackoff.Bounds.GATEWAY);
    }

    TransactionWriter(DynamoDbClient dynamo, WriteBackoff.Bounds bounds) {
        this(dynamo, bounds, null);
    }

    /** The same for many transactions at once. A busy store takes longer for each, and a repetition makes it busier. */
    TransactionWriter ofMany() {
        return new TransactionWriter(dynamo, bounds, OF_MANY);
    }

    /**
     * Makes one attempt. Its token makes a repetition by the SDK idempotent.
     *
     * @return empty if the items are written; else one reason for each item: {@link #conditionFailed},
     *     {@link #conflicted}, or none
     */
    List<CancellationReason> write(List<TransactWriteItem> items) {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .clientRequestToken(UUID.randomUUID().toString())
                .overrideConfiguration(settings -> settings.apiCallTimeout(timeout))
                .build();
        WriteBackoff backoff = backoff();
        while (true) {
            try {
                dynamo.transactWriteItems(request);
                return List.of();
            } catch (TransactionCanceledException cancelled) {
                return retryable(cancelled);
            } catch (TransactionInProgressException inProgress) {
                backoff.pause();
            }
        }
    }

    /**
     * Makes attempts until the items are written, or the condition on one of the first fails.
     *
     * @param conditional how many of the first items have such a condition
     * @return empty if the items are written; else one reason for each item
     */
    List<CancellationReason> write(List<TransactWriteItem> items, int conditional) {
        WriteBackoff backoff = backoff();
        while (true) {
            List<CancellationReason> reasons = write(items);
            if (reasons.isEmpty()
                    || reasons.subList(0, conditional).stream().anyMatch(TransactionWriter::conditionFailed)) {
                return reasons;
            }
            backoff.pause();
        }
    }

    /** Makes a write of one item. Tries again if a transaction of somebody else has the item at the moment. */
    <T> T alone(Supplier<T> write) {
        WriteBackoff backoff = backoff();
        while (true) {
            try {
                return write.get();
            } catch (TransactionConflictException inTransaction) {
                backoff.pause();
            }
        }
    }

    /** The waits between attempts of one write. */
    WriteBackoff backoff() {
        return new WriteBackoff(bounds);
    }

    /** Throws the failure if it has another reason, because a retry would not help. */
    private static List<CancellationReason> retryable(TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (reasons.stream().noneMatch(reason -> conditionFailed(reason) || conflicted(reason))) {
            throw cancelled;
        }
        return reasons;
    }

    /** Whether the condition on this item failed. */
    static boolean conditionFailed(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    /** Whether somebody else wrote this item at the same time, or too many did. */
    static boolean conflicted(CancellationReason reason) {
        return switch (reason.code()) {
            case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" -> true;
            default -> false;
        };
    }
}
