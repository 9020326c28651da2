package dev.tollgate.store;

import dev.tollgate.storedresponse.EventBatch;
import dev.tollgate.storedresponse.KeptEvent;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one stored response: its record, one for each batch of its events, and the request that is answered in the background.
 * Each of them may need further items.
 */
final class StoredResponseItem {
    static final String STATUS = "status";
    static final String REQUEST_ID = "request_id";

    private static final String KEY = "pk";
    private static final String EXPIRES_AT = "expires_at";
    private static final String CHAIN = "chain";
    private static final String STREAMED = "streamed";
    private static final String CREATED_AT = "created_at";
    private static final String DEADLINE = "deadline";
    private static final String LAST = "last";

    private StoredResponseItem() {}

    /** The key of the record. */
    static Map<String, AttributeValue> key(ResponseName name) {
        return key(text(name));
    }

    /** The key of a batch of events. */
    static Map<String, AttributeValue> key(ResponseName name, int batch) {
        return key(text(name, batch));
    }

    /** The key of the request that is answered in the background. */
    static Map<String, AttributeValue> requestKey(ResponseName name) {
        return key(text(name) + "#request");
    }

    private static Map<String, AttributeValue> key(String text) {
        return Map.of(KEY, AttributeValue.fromS(text));
    }

    /** Ids of keys have no such sign, and ids of responses neither. */
    private static String text(ResponseName name) {
        return "STATE#" + name.keyId() + "#" + name.id();
    }

    private static String text(ResponseName name, int batch) {
        return text(name) + "#events#" + batch;
    }

    /** Whether the item is there and has not expired; DynamoDB deletes expired items late. */
    static boolean inForce(Map<String, AttributeValue> item, Instant now) {
        return item.containsKey(KEY) && now.getEpochSecond() < ItemReader.number(item, EXPIRES_AT);
    }

    static ResponseStatus status(Map<String, AttributeValue> item, Instant now) {
        return status(item).at(now, deadline(item));
    }

    private static Instant deadline(Map<String, AttributeValue> item) {
        return Instant.ofEpochMilli(ItemReader.number(item, DEADLINE));
    }

    private static ResponseStatus status(Map<String, AttributeValue> item) {
        return ResponseStatus.of(ItemReader.text(item, STATUS))
                .orElseThrow(() -> new IllegalArgumentException("a response has a status that nobody knows"));
    }

    /** The id of a response, which its record's key ends with. */
    static String id(Map<String, AttributeValue> item) {
        String key = ItemReader.text(item, KEY);
        return key.substring(key.lastIndexOf('#') + 1);
    }

    /** The items of a record, the first one last: it says that all are there. */
    static List<Map<String, AttributeValue>> items(ResponseRecord response) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("key_id", response.name().keyId());
        columns.put(STATUS, response.status().word());
        columns.put(CHAIN, response.chain());
        columns.put(STREAMED, response.streamed());
        columns.put(CREATED_AT, response.createdAt().toEpochMilli());
        columns.put(DEADLINE, response.deadline().toEpochMilli());
        return items(
                text(response.name()),
                response.requestId(),
                response.expiresAt(),
                AttributeValues.of(columns),
                CompressedSlices.of(response.document()));
    }

    /** The items of a batch of events, in the same order. */
    static List<Map<String, AttributeValue>> items(ResponseName name, EventBatch batch, Instant expiresAt) {
        return items(
                text(name, batch.number()),
                "events",
                expiresAt,
                Map.of(LAST, AttributeValue.fromBool(batch.last())),
                CompressedSlices.of(DocumentCodec.bytes(batch.events())));
    }

    /** The items of a sealed request, in the same order. */
    static List<Map<String, AttributeValue>> items(
            ResponseName name, byte[] request, ResponseSeal seal, Instant expiresAt) {
        return items(text(name) + "#request", "request", expiresAt, Map.of(), CompressedSlices.of(request, seal));
    }

    private static List<Map<String, AttributeValue>> items(
            String key, String writer, Instant expiresAt, Map<String, AttributeValue> others, List<SdkBytes> slices) {
        AttributeValue expiry = AttributeValue.fromN(Long.toString(expiresAt.getEpochSecond()));
        List<Map<String, AttributeValue>> items =
                new ArrayList<>(new CompressedSlices(key, writer).furtherItems(slices, Map.of(EXPIRES_AT, expiry)));
        Map<String, AttributeValue> first = new HashMap<>(others);
        first.put(KEY, AttributeValue.fromS(key));
        first.put(REQUEST_ID, AttributeValue.fromS(writer));
        first.put(EXPIRES_AT, expiry);
        first.put(CompressedSlices.PARTS, AttributeValue.fromN(Integer.toString(slices.size())));
        first.put(CompressedSlices.BODY, AttributeValue.fromB(slices.getFirst()));
        items.add(first);
        return items;
    }

    /** The keys of the items after the first one. */
    static List<Map<String, AttributeValue>> furtherKeys(Map<String, AttributeValue> first) {
        return new CompressedSlices(ItemReader.text(first, KEY), ItemReader.text(first, REQUEST_ID))
                .furtherKeys(ItemReader.number(first, CompressedSlices.PARTS));
    }

    static ResponseRecord response(
            ResponseName name,
            Map<String, AttributeValue> first,
            List<Map<String, AttributeValue>> further,
            LongConsumer room) {
        room.accept(CompressedSlices.size(first, further));
        return new ResponseRecord(
                name,
                status(first),
                ItemReader.required(first, CHAIN).l().stream()
                        .map(AttributeValue::s)
                        .toList(),
                ItemReader.text(first, REQUEST_ID),
                Instant.ofEpochMilli(ItemReader.number(first, CREATED_AT)),
                deadline(first),
                Instant.ofEpochSecond(ItemReader.number(first, EXPIRES_AT)),
                ItemReader.flag(first, STREAMED),
                CompressedSlices.body(first, further));
    }

    static EventBatch events(int number, Map<String, AttributeValue> first, List<Map<String, AttributeValue>> further) {
        KeptEvent[] events = DocumentCodec.read(CompressedSlices.body(first, further), KeptEvent[].class);
        return new EventBatch(number, ItemReader.flag(first, LAST), Arrays.asList(events));
    }

    static Optional<byte[]> request(
            Map<String, AttributeValue> first, List<Map<String, AttributeValue>> further, ResponseSeal seal) {
        return Optional.of(CompressedSlices.body(first, further, seal));
    }
}
