package dev.tollgate.store;

import dev.tollgate.batch.StoredFile;
import dev.tollgate.batch.StoredFiles;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Files in the cache table: an item that says what a file is, which a list reads, and further ones with its compressed content. All
 * reads are consistent: a client uses a file the moment after it was uploaded.
 */
@ApplicationScoped
public class DynamoStoredFiles implements StoredFiles {
    private static final String LIST = "FILES#";
    private static final String CONTENT = "#content";

    private final DynamoDbClient dynamo;
    private final String table;
    private final BatchReader reader;
    private final IdIndex index;
    private final Clock clock;

    DynamoStoredFiles(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
        this.reader = new BatchReader(dynamo, config.tables().cache());
        this.index = new IdIndex(dynamo, config.tables().cache(), clock);
        this.clock = clock;
    }

    /** The content comes first, and the list last: what is listed is whole. */
    @Override
    public void put(StoredFile file, byte[] content) {
        StoreCall.run(() -> {
            if (content.length > 0) {
                contentItems(file, content)
                        .forEach(item ->
                                dynamo.putItem(put -> put.tableName(table).item(item)));
            }
            dynamo.putItem(put ->
                    put.tableName(table).item(DocumentItem.of(name(file.keyId(), file.id()), file, file.expiresAt())));
            index.add(LIST + file.keyId(), file.id());
            return null;
        });
    }

    private static List<Map<String, AttributeValue>> contentItems(StoredFile file, byte[] content) {
        String name = name(file.keyId(), file.id()) + CONTENT;
        List<SdkBytes> slices = CompressedSlices.of(content);
        AttributeValue expiry =
                AttributeValue.fromN(Long.toString(file.expiresAt().getEpochSecond()));
        List<Map<String, AttributeValue>> items =
                new ArrayList<>(slices(file).furtherItems(slices, Map.of(DocumentItem.EXPIRES_AT, expiry)));
        Map<String, AttributeValue> first = new HashMap<>(DocumentItem.key(name));
        first.put(DocumentItem.EXPIRES_AT, expiry);
        first.put(CompressedSlices.PARTS, AttributeValue.fromN(Integer.toString(slices.size())));
        first.put(CompressedSlices.BODY, AttributeValue.fromB(slices.getFirst()));
        items.add(first);
        return items;
    }

    private static CompressedSlices slices(StoredFile file) {
        return new CompressedSlices(name(file.keyId(), file.id()) + CONTENT, file.id());
    }

    @Override
    public Optional<StoredFile> find(String keyId, String id) {
        return StoreCall.run(
                () -> DocumentItem.read(read(DocumentItem.key(name(keyId, id))), StoredFile.class, clock.instant()));
    }

    @Override
    public Optional<byte[]> content(StoredFile file) {
        return StoreCall.run(() -> {
            Map<String, AttributeValue> first = read(DocumentItem.key(name(file.keyId(), file.id()) + CONTENT));
            if (first.isEmpty()) {
                return Optional.empty();
            }
            List<Map<String, AttributeValue>> further =
                    furtherKeys(file, first).stream().map(this::read).toList();
            return further.stream().noneMatch(Map::isEmpty)
                    ? Optional.of(CompressedSlices.body(first, further))
                    : Optional.empty();
        });
    }

    private static List<Map<String, AttributeValue>> furtherKeys(StoredFile file, Map<String, AttributeValue> first) {
        return slices(file).furtherKeys(ItemReader.number(first, CompressedSlices.PARTS));
    }

    private Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        return dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    @Override
    public List<StoredFile> all(String keyId) {
        return StoreCall.run(() -> {
            Set<String> gone = new TreeSet<>(index.ids(LIST + keyId));
            List<StoredFile> files = reader.read(gone.stream()
                            .map(id -> DocumentItem.key(name(keyId, id)))
                            .toList())
                    .flatMap(item -> DocumentItem.read(item, StoredFile.class, clock.instant()).stream())
                    .sorted(Comparator.comparing(StoredFile::createdAt)
                            .thenComparing(StoredFile::id)
                            .reversed())
                    .toList();
            files.forEach(file -> gone.remove(file.id()));
            index.remove(LIST + keyId, gone);
            return files;
        });
    }

    @Override
    public void delete(StoredFile file) {
        StoreCall.run(() -> {
            String name = name(file.keyId(), file.id());
            remove(DocumentItem.key(name));
            Map<String, AttributeValue> first = remove(DocumentItem.key(name + CONTENT));
            if (!first.isEmpty()) {
                furtherKeys(file, first).forEach(this::remove);
            }
            index.remove(LIST + file.keyId(), Set.of(file.id()));
            return null;
        });
    }

    private Map<String, AttributeValue> remove(Map<String, AttributeValue> key) {
        return dynamo.deleteItem(delete -> delete.tableName(table).key(key).returnValues("ALL_OLD"))
                .attributes();
    }

    /** Ids of keys have no such sign, and ids of files neither. */
    private static String name(String keyId, String id) {
        return LIST + keyId + "#" + id;
    }
}
