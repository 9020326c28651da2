package dev.tollgate.store;

import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.ReplayableResponse;
import dev.tollgate.parse.Sha256Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one idempotency key. The first holds the claim, then the response, compressed and sealed, which may need
 * further items.
 */
final class IdempotencyItem {
    static final String SET_RESPONSE =
            "SET content_type = :content_type, #headers = :headers, #body = :body, #parts = :parts";
    static final Map<String, String> NAMES =
            Map.of("#headers", "headers", "#body", CompressedSlices.BODY, "#parts", CompressedSlices.PARTS);

    private static final String KEY = "pk";
    private static final String EXPIRES_AT = "expires_at";

    private IdempotencyItem() {}

    /** A client's key may contain anything. Its hash is as unique, and has a fixed length and plain characters. */
    static Map<String, AttributeValue> key(IdempotentRequest request) {
        return Map.of(KEY, AttributeValue.fromS(name(request)));
    }

    static Map<String, AttributeValue> claimed(
            IdempotentRequest request, String requestId, Instant until, Instant expiresAt) {
        Map<String, AttributeValue> item = new HashMap<>(key(request));
        item.put("request_id", AttributeValue.fromS(requestId));
        item.put("digest", AttributeValue.fromS(request.digest()));
        item.put("claimed_until", seconds(until));
        item.put(EXPIRES_AT, seconds(expiresAt));
        return item;
    }

    static boolean answered(Map<String, AttributeValue> item) {
        return item.containsKey("content_type");
    }

    static AttributeValue seconds(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }

    private static CompressedSlices slices(IdempotentRequest request, String requestId) {
        return new CompressedSlices(name(request), requestId);
    }

    /** The further items, for all slices after the first. */
    static List<Map<String, AttributeValue>> parts(
            IdempotentRequest request, String requestId, List<SdkBytes> slices, AttributeValue expiresAt) {
        return slices(request, requestId).furtherItems(slices, Map.of(EXPIRES_AT, expiresAt));
    }

    /** The values for {@link #SET_RESPONSE}. */
    static Map<String, AttributeValue> response(ReplayableResponse response, List<SdkBytes> slices) {
        Map<String, AttributeValue> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.put(name, AttributeValue.fromS(value)));
        return Map.of(
                ":content_type", AttributeValue.fromS(response.contentType()),
                ":headers", AttributeValue.fromM(headers),
                ":body", AttributeValue.fromB(slices.getFirst()),
                ":parts", AttributeValue.fromN(Integer.toString(slices.size())));
    }

    /** The keys of the further items. */
    static List<Map<String, AttributeValue>> partKeys(IdempotentRequest request, Map<String, AttributeValue> item) {
        return slices(request, ItemReader.text(item, "request_id"))
                .furtherKeys(ItemReader.number(item, CompressedSlices.PARTS));
    }

    static ReplayableResponse storedResponse(
            IdempotentRequest request, Map<String, AttributeValue> item, List<Map<String, AttributeValue>> parts) {
        Map<String, String> headers = new HashMap<>();
        ItemReader.required(item, "headers").m().forEach((name, value) -> headers.put(name, value.s()));
        return new ReplayableResponse(
                ItemReader.text(item, "request_id"),
                ItemReader.text(item, "content_type"),
                headers,
                CompressedSlices.body(item, parts, ResponseSeal.of(request)));
    }

    private static String name(IdempotentRequest request) {
        return "REPEAT#" + request.keyId() + "#" + Sha256Digest.hexOf(request.idempotencyKey());
    }
}
