package dev.tollgate.store;

import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.StoredResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one idempotency key. The first holds the claim, then the compressed response, which may need further
 * items.
 */
final class IdempotencyItem {
    static final String SET_RESPONSE =
            "SET content_type = :content_type, #headers = :headers, #body = :body, #parts = :parts";
    static final Map<String, String> NAMES = Map.of("#headers", "headers", "#body", "body", "#parts", "parts");

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

    /** The compressed body in slices that fit into an item; at least one. */
    static List<SdkBytes> slices(byte[] body, int maxBytes) {
        byte[] compressed = compressed(body);
        List<SdkBytes> slices = new ArrayList<>();
        for (int from = 0; from < compressed.length; from += maxBytes) {
            int to = Math.min(compressed.length, from + maxBytes);
            slices.add(SdkBytes.fromByteArrayUnsafe(Arrays.copyOfRange(compressed, from, to)));
        }
        return slices;
    }

    /** The further items, for all slices after the first. */
    static List<Map<String, AttributeValue>> parts(
            IdempotentRequest request, String requestId, List<SdkBytes> slices, AttributeValue expiresAt) {
        return IntStream.range(1, slices.size())
                .mapToObj(part -> Map.of(
                        KEY,
                        partName(request, requestId, part),
                        "body",
                        AttributeValue.fromB(slices.get(part)),
                        EXPIRES_AT,
                        expiresAt))
                .toList();
    }

    /**
     * The name contains the request id, so that a late write cannot damage the response of a request that claimed the
     * key later.
     */
    private static AttributeValue partName(IdempotentRequest request, String requestId, int part) {
        return AttributeValue.fromS(name(request) + "#" + requestId + "#" + part);
    }

    /** The values for {@link #SET_RESPONSE}. */
    static Map<String, AttributeValue> response(StoredResponse response, List<SdkBytes> slices) {
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
        String requestId = ItemReader.text(item, "request_id");
        return IntStream.range(1, Math.toIntExact(ItemReader.number(item, "parts")))
                .mapToObj(part -> Map.of(KEY, partName(request, requestId, part)))
                .toList();
    }

    static StoredResponse storedResponse(Map<String, AttributeValue> item, List<Map<String, AttributeValue>> parts) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.writeBytes(ItemReader.required(item, "body").b().asByteArrayUnsafe());
        parts.forEach(part ->
                compressed.writeBytes(ItemReader.required(part, "body").b().asByteArrayUnsafe()));
        Map<String, String> headers = new HashMap<>();
        ItemReader.required(item, "headers").m().forEach((name, value) -> headers.put(name, value.s()));
        return new StoredResponse(
                ItemReader.text(item, "request_id"),
                ItemReader.text(item, "content_type"),
                headers,
                decompressed(compressed.toByteArray()));
    }

    private static String name(IdempotentRequest request) {
        return "REPEAT#" + request.keyId() + "#" + HexFormat.of().formatHex(Sha256Hash.of(request.idempotencyKey()));
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] decompressed(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("the stored response cannot be read", broken);
        }
    }
}
