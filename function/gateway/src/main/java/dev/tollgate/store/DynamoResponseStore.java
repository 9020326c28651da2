package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.responsecache.CacheEntry;
import dev.tollgate.responsecache.CacheKey;
import dev.tollgate.responsecache.CacheLookup;
import dev.tollgate.responsecache.ResponseStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Kept answers in the cache table: one item each, and further items for an answer that is too large for one. */
@ApplicationScoped
public class DynamoResponseStore implements ResponseStore {
    private static final Logger LOG = Logger.getLogger(DynamoResponseStore.class);

    private final DynamoDbClient dynamo;
    private final String table;
    private final Duration timeout;
    private final Clock clock;

    DynamoResponseStore(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
        this.timeout = config.cache().timeout();
        this.clock = clock;
    }

    /** Reads without consistency, at half the price: an answer that is a moment too young to be found costs one more request. */
    @Override
    public CacheLookup find(CacheKey key) {
        return StoreCall.run(() -> {
            Map<String, AttributeValue> item = read(CachedResponseItem.key(key));
            if (!CachedResponseItem.inForce(item, clock.instant())) {
                return new CacheLookup.Missing();
            }
            return CachedResponseItem.answered(item) ? found(key, item) : new CacheLookup.InProgress();
        });
    }

    private CacheLookup found(CacheKey key, Map<String, AttributeValue> first) {
        List<Map<String, AttributeValue>> further = CachedResponseItem.furtherKeys(key, first).stream()
                .map(this::read)
                .toList();
        Optional<CacheEntry> entry = CachedResponseItem.entry(first, further);
        return entry.isPresent() ? new CacheLookup.Found(entry.get()) : new CacheLookup.Missing();
    }

    private Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        return dynamo.getItem(get -> get.tableName(table).key(key).overrideConfiguration(this::soon))
                .item();
    }

    /** Granted again to the request that has it: the SDK repeats a write whose response was lost. */
    @Override
    public boolean claim(CacheKey key, String requestId, Instant until) {
        Instant now = clock.instant();
        return StoreCall.run(() -> {
            try {
                dynamo.putItem(put -> put.tableName(table)
                        .item(CachedResponseItem.claimed(key, requestId, until))
                        .conditionExpression("attribute_not_exists(pk) OR expires_at <= :now OR request_id = :own"
                                + " OR (attribute_not_exists(#body) AND claimed_until <= :millis)")
                        .expressionAttributeNames(Map.of("#body", CompressedSlices.BODY))
                        .expressionAttributeValues(AttributeValues.of(
                                Map.of(":now", now.getEpochSecond(), ":millis", now.toEpochMilli(), ":own", requestId)))
                        .overrideConfiguration(this::soon));
                return true;
            } catch (ConditionalCheckFailedException taken) {
                LOG.debugf("request %s waits for an equal one", requestId);
                return false;
            }
        });
    }

    /** A client waits: rather than to repeat a slow call, the gateway goes on without the cache. */
    private void soon(AwsRequestOverrideConfiguration.Builder call) {
        call.apiCallTimeout(timeout);
    }

    /** The ids of requests are in the order of their times. */
    @Override
    public void keep(CacheKey key, CacheEntry entry) {
        StoreCall.run(() -> {
            List<Map<String, AttributeValue>> items = CachedResponseItem.answer(key, entry);
            items.subList(0, items.size() - 1)
                    .forEach(item -> dynamo.putItem(put -> put.tableName(table).item(item)));
            try {
                dynamo.putItem(put -> put.tableName(table)
                        .item(items.getLast())
                        .conditionExpression("attribute_not_exists(#body) OR expires_at <= :now OR request_id <= :own")
                        .expressionAttributeNames(Map.of("#body", CompressedSlices.BODY))
                        .expressionAttributeValues(AttributeValues.of(
                                Map.of(":now", clock.instant().getEpochSecond(), ":own", entry.requestId()))));
            } catch (ConditionalCheckFailedException younger) {
                LOG.debugf("request %s was slower than a later one", entry.requestId());
            }
            return null;
        });
    }

    @Override
    public void release(CacheKey key, String requestId) {
        StoreCall.run(() -> {
            try {
                dynamo.deleteItem(delete -> delete.tableName(table)
                        .key(CachedResponseItem.key(key))
                        .conditionExpression("request_id = :owner AND attribute_not_exists(#body)")
                        .expressionAttributeNames(Map.of("#body", CompressedSlices.BODY))
                        .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(requestId))));
            } catch (ConditionalCheckFailedException others) {
                LOG.debugf("request %s no longer holds its claim in the cache", requestId);
            }
            return null;
        });
    }
}
