package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.storedresponse.EventBatch;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Stored responses in the cache table. All reads are consistent: a client may continue a response, or follow its events, the moment
 * after it was written.
 */
@ApplicationScoped
public class DynamoStoredResponses implements StoredResponses {
    private static final Logger LOG = Logger.getLogger(DynamoStoredResponses.class);

    /** Names that DynamoDB reserves. */
    private static final Map<String, String> NAMES = Map.of("#status", StoredResponseItem.STATUS);

    private final DynamoDbClient dynamo;
    private final String table;
    private final BatchReader batches;
    private final Clock clock;

    DynamoStoredResponses(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
        this.batches = new BatchReader(dynamo, config.tables().cache());
        this.clock = clock;
    }

    @Override
    public Optional<ResponseRecord> find(ResponseName name, LongConsumer room) {
        return StoreCall.run(() -> {
            Map<String, AttributeValue> first = read(StoredResponseItem.key(name));
            return StoredResponseItem.inForce(first, clock.instant())
                    ? further(first).map(rest -> StoredResponseItem.response(name, first, rest, room))
                    : Optional.empty();
        });
    }

    @Override
    public Map<String, ResponseRecord> findAll(String keyId, List<String> ids, LongConsumer room) {
        return StoreCall.run(() -> {
            Map<String, ResponseRecord> found = new HashMap<>();
            batches.read(ids.stream()
                            .map(id -> StoredResponseItem.key(new ResponseName(keyId, id)))
                            .toList())
                    .filter(first -> StoredResponseItem.inForce(first, clock.instant()))
                    .forEach(first -> {
                        ResponseName name = new ResponseName(keyId, StoredResponseItem.id(first));
                        further(first)
                                .ifPresent(rest ->
                                        found.put(name.id(), StoredResponseItem.response(name, first, rest, room)));
                    });
            return found;
        });
    }

    /** The items after the first one; empty if one of them has been deleted. */
    private Optional<List<Map<String, AttributeValue>>> further(Map<String, AttributeValue> first) {
        List<Map<String, AttributeValue>> items =
                StoredResponseItem.furtherKeys(first).stream().map(this::read).toList();
        return items.stream().noneMatch(Map::isEmpty) ? Optional.of(items) : Optional.empty();
    }

    private Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        return dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    @Override
    public Optional<ResponseStatus> status(ResponseName name) {
        return StoreCall.run(() -> {
            Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                            .key(StoredResponseItem.key(name))
                            .projectionExpression("pk, expires_at, deadline, #status")
                            .expressionAttributeNames(NAMES)
                            .consistentRead(true))
                    .item();
            Instant now = clock.instant();
            return StoredResponseItem.inForce(item, now)
                    ? Optional.of(StoredResponseItem.status(item, now))
                    : Optional.empty();
        });
    }

    @Override
    public void put(ResponseRecord response) {
        putAll(StoredResponseItem.items(response));
    }

    private void putAll(List<Map<String, AttributeValue>> items) {
        StoreCall.run(() -> {
            items.forEach(item -> dynamo.putItem(put -> put.tableName(table).item(item)));
            return null;
        });
    }

    /** Granted again to the request that has it: the SDK repeats a write whose response was lost, and Lambda an invocation. */
    @Override
    public boolean begin(ResponseName name, String token, Instant deadline) {
        return change(
                name,
                "SET #status = :running, started_by = :token, deadline = :deadline",
                "#status = :queued OR (#status = :running AND started_by = :token)",
                Map.of(
                        ":queued", ResponseStatus.QUEUED.word(),
                        ":running", ResponseStatus.IN_PROGRESS.word(),
                        ":token", token,
                        ":deadline", deadline.toEpochMilli()));
    }

    @Override
    public boolean cancel(ResponseName name) {
        return change(
                name,
                "SET #status = :cancelled",
                "#status IN (:queued, :running, :cancelled)",
                Map.of(
                        ":queued", ResponseStatus.QUEUED.word(),
                        ":running", ResponseStatus.IN_PROGRESS.word(),
                        ":cancelled", ResponseStatus.CANCELLED.word()));
    }

    private boolean change(ResponseName name, String update, String condition, Map<String, ?> values) {
        return StoreCall.run(() -> ifItHolds(
                name,
                () -> dynamo.updateItem(change -> change.tableName(table)
                        .key(StoredResponseItem.key(name))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(AttributeValues.of(values)))));
    }

    @Override
    public boolean finish(ResponseRecord response) {
        List<Map<String, AttributeValue>> items = StoredResponseItem.items(response);
        putAll(items.subList(0, items.size() - 1));
        return StoreCall.run(() -> ifItHolds(
                response.name(),
                () -> dynamo.putItem(put -> put.tableName(table)
                        .item(items.getLast())
                        .conditionExpression("#status = :running")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(
                                AttributeValues.of(Map.of(":running", ResponseStatus.IN_PROGRESS.word()))))));
    }

    private static boolean ifItHolds(ResponseName name, Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException otherwise) {
            LOG.debugf("the response %s has changed since", name.id());
            return false;
        }
    }

    @Override
    public void delete(ResponseRecord response) {
        ResponseName name = response.name();
        StoreCall.run(() -> {
            deleteWithFurther(StoredResponseItem.key(name));
            deleteWithFurther(StoredResponseItem.requestKey(name));
            int batch = 0;
            while (response.streamed() && deleteWithFurther(StoredResponseItem.key(name, batch))) {
                batch++;
            }
            return null;
        });
    }

    /** Returns whether it was there. */
    private boolean deleteWithFurther(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> first = dynamo.deleteItem(
                        delete -> delete.tableName(table).key(key).returnValues("ALL_OLD"))
                .attributes();
        if (first.isEmpty()) {
            return false;
        }
        StoredResponseItem.furtherKeys(first)
                .forEach(further ->
                        dynamo.deleteItem(delete -> delete.tableName(table).key(further)));
        return true;
    }

    @Override
    public void keep(ResponseName name, EventBatch batch, Instant expiresAt) {
        putAll(StoredResponseItem.items(name, batch, expiresAt));
    }

    @Override
    public Optional<EventBatch> events(ResponseName name, int number) {
        return StoreCall.run(() -> {
            Map<String, AttributeValue> first = read(StoredResponseItem.key(name, number));
            return StoredResponseItem.inForce(first, clock.instant())
                    ? further(first).map(rest -> StoredResponseItem.events(number, first, rest))
                    : Optional.empty();
        });
    }

    @Override
    public void keepRequest(ResponseName name, byte[] secret, byte[] request, Instant expiresAt) {
        putAll(StoredResponseItem.items(name, request, ResponseSeal.of(secret), expiresAt));
    }

    @Override
    public Optional<byte[]> request(ResponseName name, byte[] secret) {
        return StoreCall.run(() -> {
            Map<String, AttributeValue> first = read(StoredResponseItem.requestKey(name));
            return StoredResponseItem.inForce(first, clock.instant())
                    ? further(first).flatMap(rest -> StoredResponseItem.request(first, rest, ResponseSeal.of(secret)))
                    : Optional.empty();
        });
    }
}
