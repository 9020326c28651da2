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

/** The items of one idempotency key: the claim, then the compressed answer beside it and in the parts after it. */
final class IdempotencyItem {
    static final String SET_ANSWER =
            "SET content_type = :content_type, #headers = :headers, #body = :body, #parts = :parts";
    static final Map<String, String> NAMES = Map.of("#headers", "headers", "#body", "body", "#parts", "parts");

    private static final String KEY = "pk";
    private static final String EXPIRES_AT = "expires_at";

    private IdempotencyItem() {}

    /** The caller's key may be anything: its hash is as unique, and has no length and no characters to care for. */
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

    /** The body, compressed, in pieces that an item can hold; at least one. */
    static List<SdkBytes> pieces(byte[] body, int mostBytes) {
        byte[] compressed = compressed(body);
        List<SdkBytes> pieces = new ArrayList<>();
        for (int from = 0; from < compressed.length; from += mostBytes) {
            int to = Math.min(compressed.length, from + mostBytes);
            pieces.add(SdkBytes.fromByteArrayUnsafe(Arrays.copyOfRange(compressed, from, to)));
        }
        return pieces;
    }

    /** Those after the first piece, as items of their own. */
    static List<Map<String, AttributeValue>> parts(
            IdempotentRequest request, String requestId, List<SdkBytes> pieces, AttributeValue expiresAt) {
        return IntStream.range(1, pieces.size())
                .mapToObj(part -> Map.of(
                        KEY,
                        partName(request, requestId, part),
                        "body",
                        AttributeValue.fromB(pieces.get(part)),
                        EXPIRES_AT,
                        expiresAt))
                .toList();
    }

    /** Named after the answer too: one that is kept late, when another has the claim, spoils nothing of the other's. */
    private static AttributeValue partName(IdempotentRequest request, String requestId, int part) {
        return AttributeValue.fromS(name(request) + "#" + requestId + "#" + part);
    }

    /** The values of {@link #SET_ANSWER}. */
    static Map<String, AttributeValue> answer(StoredResponse answer, List<SdkBytes> pieces) {
        Map<String, AttributeValue> headers = new HashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name, AttributeValue.fromS(value)));
        return Map.of(
                ":content_type", AttributeValue.fromS(answer.contentType()),
                ":headers", AttributeValue.fromM(headers),
                ":body", AttributeValue.fromB(pieces.getFirst()),
                ":parts", AttributeValue.fromN(Integer.toString(pieces.size())));
    }

    /** The keys of the items that hold what did not fit into this one. */
    static List<Map<String, AttributeValue>> partKeys(IdempotentRequest request, Map<String, AttributeValue> item) {
        String requestId = item.get("request_id").s();
        return IntStream.range(1, Integer.parseInt(item.get("parts").n()))
                .mapToObj(part -> Map.of(KEY, partName(request, requestId, part)))
                .toList();
    }

    static StoredResponse storedResponse(Map<String, AttributeValue> item, List<Map<String, AttributeValue>> parts) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.writeBytes(item.get("body").b().asByteArrayUnsafe());
        parts.forEach(part -> compressed.writeBytes(part.get("body").b().asByteArrayUnsafe()));
        Map<String, String> headers = new HashMap<>();
        item.get("headers").m().forEach((name, value) -> headers.put(name, value.s()));
        return new StoredResponse(
                item.get("request_id").s(),
                item.get("content_type").s(),
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
            throw new UncheckedIOException("memory can be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] decompressed(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("the answer that was kept cannot be read", broken);
        }
    }
}
