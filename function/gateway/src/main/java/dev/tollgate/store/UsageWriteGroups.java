package dev.tollgate.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Writes entries of the journal and usage records: one alone, and those of several calls at the same time in one request (ADR
 * 68). What a group's request has not clearly written, its own call writes alone, under its own condition. So a group decides
 * nothing: not who is first, and not what a failed condition means.
 */
final class UsageWriteGroups implements GroupCommit.Writer<GroupableWrite, Map<String, AttributeValue>> {
    private static final Logger LOG = Logger.getLogger(UsageWriteGroups.class);

    /** Refusals that stay: of a role without the right, and of a store that has no PartiQL. */
    private static final Set<String> NEVER = Set.of(TableException.DENIED, "UnknownOperationException");

    private static final Optional<Map<String, AttributeValue>> WRITTEN = Optional.of(Map.of());

    private final TransactionWriter writer;
    private final GroupCommit<GroupableWrite, Map<String, AttributeValue>> groups;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean noted = new AtomicBoolean();

    UsageWriteGroups(TransactionWriter writer) {
        this.writer = writer;
        this.groups = new GroupCommit<>(this);
    }

    /** One whose writes wait longer for those before, so that a test knows its groups. */
    UsageWriteGroups(TransactionWriter writer, Duration longestWait) {
        this.writer = writer;
        this.groups = new GroupCommit<>(this, longestWait);
    }

    /** Returns the item that is there instead, if the condition failed and the write wants to know it; empty if it is written. */
    Map<String, AttributeValue> write(GroupableWrite write) {
        return stopped.get() ? one(write) : groups.write(write);
    }

    @Override
    public Map<String, AttributeValue> one(GroupableWrite write) {
        try {
            writer.alone(() -> writer.dynamo().putItem(write.alone()));
            return Map.of();
        } catch (ConditionalCheckFailedException failed) {
            LOG.debugf("It is written already, or there is another: %s", write.key());
            return failed.item();
        }
    }

    @Override
    public List<Optional<Map<String, AttributeValue>>> together(List<GroupableWrite> writes) {
        List<Optional<Map<String, AttributeValue>>> results =
                new ArrayList<>(Collections.nCopies(writes.size(), Optional.empty()));
        List<Integer> firsts = firstOfEachItem(writes);
        List<BatchStatementResponse> responses =
                send(firsts.stream().map(place -> writes.get(place).inGroup()).toList());
        for (int i = 0; i < Math.min(firsts.size(), responses.size()); i++) {
            if (isWritten(responses.get(i))) {
                results.set(firsts.get(i), WRITTEN);
            }
        }
        return results;
    }

    /** DynamoDB refuses a batch with two writes of one item. */
    private static List<Integer> firstOfEachItem(List<GroupableWrite> writes) {
        Set<Map<String, AttributeValue>> items = new HashSet<>();
        return IntStream.range(0, writes.size())
                .filter(place -> items.add(writes.get(place).key()))
                .boxed()
                .toList();
    }

    /** Returns fewer responses than statements, or none, where DynamoDB refuses the request itself: one write may be the reason. */
    private List<BatchStatementResponse> send(List<BatchStatementRequest> statements) {
        try {
            return writer.dynamo()
                    .batchExecuteStatement(BatchExecuteStatementRequest.builder()
                            .statements(statements)
                            .build())
                    .responses();
        } catch (AwsServiceException refused) {
            TableException failure = TableException.of(refused);
            if (failure.passes()) {
                throw refused;
            }
            if (NEVER.contains(failure.code())) {
                stop(failure.getMessage());
            } else {
                noteOnce(failure.getMessage());
            }
            return List.of();
        }
    }

    /** A failed condition, or a write that DynamoDB has no capacity for, is usual: the single write finds out what it means. */
    private boolean isWritten(BatchStatementResponse response) {
        BatchStatementError error = response.error();
        if (error == null) {
            return true;
        }
        switch (error.code()) {
            case ACCESS_DENIED -> stop(error.message());
            case VALIDATION_ERROR -> noteOnce(error.message());
            case null, default -> LOG.debugf("A write of a group goes alone: %s", error.code());
        }
        return false;
    }

    /** One write may be the reason, so the next group is tried. If it is not, an operator should know. */
    private void noteOnce(@Nullable String reason) {
        if (noted.compareAndSet(false, true)) {
            LOG.warnf(
                    "DynamoDB has refused the writes of several calls in one request, so each went alone: %s", reason);
        }
    }

    private void stop(@Nullable String reason) {
        if (stopped.compareAndSet(false, true)) {
            LOG.warnf(
                    "Calls write their usage records one by one from now on, which costs CPU. The gateway's role needs"
                            + " dynamodb:PartiQLInsert and dynamodb:PartiQLUpdate on the usage table: %s",
                    reason);
        }
    }
}
