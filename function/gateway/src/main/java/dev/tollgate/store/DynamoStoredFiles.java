package dev.tollgate.store;

import dev.tollgate.batch.StoredFile;
import dev.tollgate.batch.StoredFiles;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final StoredContent contents;
    private final IdIndex index;
    private final Clock clock;

    DynamoStoredFiles(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
        this.contents = new StoredContent(dynamo, config.tables().cache());
        this.index = new IdIndex(dynamo, config.tables().cache(), clock);
        this.clock = clock;
    }

    /** The content comes first, and the list last: what is listed is whole. */
    @Override
    public void put(StoredFile file, byte[] content) {
        StoreCall.run(() -> {
            if (content.length > 0) {
                contents.put(slices(file), content, file.expiresAt());
            }
            dynamo.putItem(put ->
                    put.tableName(table).item(DocumentItem.of(name(file.keyId(), file.id()), file, file.expiresAt())));
            index.add(LIST + file.keyId(), file.id());
            return null;
        });
    }

    private static CompressedSlices slices(StoredFile file) {
        return new CompressedSlices(name(file.keyId(), file.id()) + CONTENT, file.id());
    }

    @Override
    public Optional<StoredFile> find(String keyId, String id) {
        return StoreCall.run(() -> read(dynamo.getItem(get -> get.tableName(table)
                        .key(DocumentItem.key(name(keyId, id)))
                        .consistentRead(true))
                .item()));
    }

    private Optional<StoredFile> read(Map<String, AttributeValue> item) {
        return DocumentItem.read(item, StoredFile.class, clock.instant());
    }

    @Override
    public Optional<byte[]> content(StoredFile file) {
        return StoreCall.run(() -> contents.read(slices(file)));
    }

    @Override
    public List<StoredFile> all(String keyId) {
        return StoreCall.run(
                () -> index.listed(LIST + keyId, id -> name(keyId, id), this::read, StoredFile::id).stream()
                        .sorted(Comparator.comparing(StoredFile::createdAt)
                                .thenComparing(StoredFile::id)
                                .reversed())
                        .toList());
    }

    @Override
    public void delete(StoredFile file) {
        StoreCall.run(() -> {
            dynamo.deleteItem(delete -> delete.tableName(table).key(DocumentItem.key(name(file.keyId(), file.id()))));
            contents.delete(slices(file));
            index.remove(LIST + file.keyId(), Set.of(file.id()));
            return null;
        });
    }

    /** Ids of keys have no such sign, and ids of files neither. */
    private static String name(String keyId, String id) {
        return LIST + keyId + "#" + id;
    }
}
