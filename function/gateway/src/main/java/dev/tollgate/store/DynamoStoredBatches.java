package dev.tollgate.store;

import dev.tollgate.batch.SentLines;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.batch.StoredBatches;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Batches in the cache table: an item each, and lists of those of a key and of those that are open. The attribute {@code settled} is
 * in the item from its last write on, and stops all others.
 */
@ApplicationScoped
public class DynamoStoredBatches implements StoredBatches {
    private static final Logger LOG = Logger.getLogger(DynamoStoredBatches.class);

    private static final String LIST = "BATCHES#";

    /** No key's list has this name, because each of those ends with the key's id. */
    private static final String OPEN = "BATCHES";

    private static final String LINES = "#lines";

    /** Longer than its client sees it, so that it is still followed when it has expired: what it holds must be released. */
    private static final Duration LATE = Duration.ofDays(7);

    private final DynamoDbClient dynamo;
    private final String table;
    private final StoredContent contents;
    private final IdIndex index;
    private final Clock clock;

    DynamoStoredBatches(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
        this.contents = new StoredContent(dynamo, config.tables().cache());
        this.index = new IdIndex(dynamo, config.tables().cache(), clock);
        this.clock = clock;
    }

    /**
     * The lines come first, because a batch without them cannot be billed, and then the item: a reader of a list takes off it what has
     * none. Then the job must know it, whatever its key may list.
     */
    @Override
    public void begin(StoredBatch batch, SentLines lines) {
        StoreCall.run(() -> {
            contents.put(
                    slices(batch), DocumentCodec.bytes(lines), batch.expiresAt().plus(LATE));
            dynamo.putItem(put -> put.tableName(table)
                    .item(DocumentItem.of(name(batch), batch, batch.expiresAt().plus(LATE))));
            index.add(OPEN, openId(batch));
            index.add(LIST + batch.keyId(), batch.id());
            return null;
        });
    }

    @Override
    public Optional<StoredBatch> find(String keyId, String id) {
        return StoreCall.run(() -> unexpired(dynamo.getItem(get -> get.tableName(table)
                        .key(DocumentItem.key(name(keyId, id)))
                        .consistentRead(true))
                .item()));
    }

    private Optional<StoredBatch> unexpired(Map<String, AttributeValue> item) {
        return DocumentItem.read(item, StoredBatch.class, clock.instant())
                .filter(batch -> clock.instant().isBefore(batch.expiresAt()));
    }

    @Override
    public SentLines lines(StoredBatch batch) {
        return StoreCall.run(() -> contents.read(slices(batch)))
                .map(lines -> DocumentCodec.read(lines, SentLines.class))
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.INTERNAL, "The lines of the batch " + batch.id() + " are not stored any more."));
    }

    private static CompressedSlices slices(StoredBatch batch) {
        return new CompressedSlices(name(batch) + LINES, batch.id());
    }

    @Override
    public List<StoredBatch> all(String keyId) {
        return StoreCall.run(
                () -> index.listed(LIST + keyId, id -> name(keyId, id), this::unexpired, StoredBatch::id).stream()
                        .sorted(Comparator.comparing(StoredBatch::createdAt)
                                .thenComparing(StoredBatch::id)
                                .reversed())
                        .toList());
    }

    @Override
    public List<StoredBatch> open() {
        return StoreCall.run(() -> index.listed(OPEN, id -> LIST + id, this::unsettled, DynamoStoredBatches::openId));
    }

    private Optional<StoredBatch> unsettled(Map<String, AttributeValue> item) {
        return DocumentItem.read(item, StoredBatch.class, clock.instant()).filter(batch -> !batch.settled());
    }

    @Override
    public boolean lease(StoredBatch batch, Instant now, Instant until) {
        return change(
                batch,
                "SET leased_until = :until",
                "attribute_exists(pk) AND attribute_not_exists(settled)"
                        + " AND (attribute_not_exists(leased_until) OR leased_until < :now)",
                Map.of(":until", until.toEpochMilli(), ":now", now.toEpochMilli()));
    }

    @Override
    public void update(StoredBatch batch) {
        change(
                batch,
                "SET document = :document",
                "attribute_exists(pk) AND attribute_not_exists(settled)",
                Map.of(":document", DocumentCodec.write(batch)));
    }

    @Override
    public void finish(StoredBatch batch) {
        change(
                batch,
                "SET document = :document, settled = :settled",
                "attribute_exists(pk) AND attribute_not_exists(settled)",
                Map.of(":document", DocumentCodec.write(batch), ":settled", true));
        StoreCall.run(() -> {
            index.remove(OPEN, Set.of(openId(batch)));
            return null;
        });
    }

    private boolean change(StoredBatch batch, String update, String condition, Map<String, ?> values) {
        return StoreCall.run(() -> {
            try {
                dynamo.updateItem(change -> change.tableName(table)
                        .key(DocumentItem.key(name(batch)))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(AttributeValues.of(values)));
                return true;
            } catch (ConditionalCheckFailedException otherwise) {
                LOG.debugf("the batch %s has changed since", batch.id());
                return false;
            }
        });
    }

    private static String name(StoredBatch batch) {
        return name(batch.keyId(), batch.id());
    }

    private static String name(String keyId, String id) {
        return LIST + keyId + "#" + id;
    }

    private static String openId(StoredBatch batch) {
        return batch.keyId() + "#" + batch.id();
    }
}
