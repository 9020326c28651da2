package dev.tollgate.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A body that is compressed, and split where it is too large for one item. The first item has the first slice and the number of all;
 * each further one is an item of its own.
 *
 * <p>The names of further items contain the request that wrote them, so that a late write cannot damage the body of another one.
 *
 * @param name the key of the first item
 * @param requestId the request that writes the body
 */
record CompressedSlices(String name, String requestId) {
    static final String BODY = "body";
    static final String PARTS = "parts";

    private static final String KEY = "pk";

    /** DynamoDB limits an item to 400 KB, including its names. */
    private static final int SLICE_BYTES = 380 * 1024;

    /** The compressed body in slices that fit into an item; at least one. */
    static List<SdkBytes> of(byte[] body) {
        return slices(GzipBytes.compress(body));
    }

    /** The same for a body that only the request with this seal can read. */
    static List<SdkBytes> of(byte[] body, ResponseSeal seal) {
        return slices(seal.seal(GzipBytes.compress(body)));
    }

    private static List<SdkBytes> slices(byte[] bytes) {
        List<SdkBytes> slices = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += SLICE_BYTES) {
            int to = Math.min(bytes.length, from + SLICE_BYTES);
            slices.add(SdkBytes.fromByteArrayUnsafe(Arrays.copyOfRange(bytes, from, to)));
        }
        return slices;
    }

    /**
     * The further items, for all slices after the first.
     *
     * @param others attributes that each of them has, too
     */
    List<Map<String, AttributeValue>> furtherItems(List<SdkBytes> slices, Map<String, AttributeValue> others) {
        return IntStream.range(1, slices.size())
                .mapToObj(part -> {
                    Map<String, AttributeValue> item = new HashMap<>(others);
                    item.putAll(key(part));
                    item.put(BODY, AttributeValue.fromB(slices.get(part)));
                    return item;
                })
                .toList();
    }

    /** The keys of the further items of a body in so many parts. */
    List<Map<String, AttributeValue>> furtherKeys(long parts) {
        return IntStream.range(1, Math.toIntExact(parts)).mapToObj(this::key).toList();
    }

    private Map<String, AttributeValue> key(int part) {
        return Map.of(KEY, AttributeValue.fromS(name + "#" + requestId + "#" + part));
    }

    /** The body in these items, which are in order. */
    static byte[] body(Map<String, AttributeValue> first, List<Map<String, AttributeValue>> further) {
        return decompressed(joined(first, further));
    }

    /** The same for a body that was sealed. */
    static byte[] body(
            Map<String, AttributeValue> first, List<Map<String, AttributeValue>> further, ResponseSeal seal) {
        return decompressed(seal.open(joined(first, further)));
    }

    /** How many bytes the body in these items has. */
    static long size(Map<String, AttributeValue> first, List<Map<String, AttributeValue>> further) {
        return GzipBytes.size(joined(first, further));
    }

    private static byte[] joined(Map<String, AttributeValue> first, List<Map<String, AttributeValue>> further) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.writeBytes(ItemReader.required(first, BODY).b().asByteArrayUnsafe());
        further.forEach(item ->
                compressed.writeBytes(ItemReader.required(item, BODY).b().asByteArrayUnsafe()));
        return compressed.toByteArray();
    }

    private static byte[] decompressed(byte[] compressed) {
        try {
            return GzipBytes.decompress(compressed);
        } catch (IOException broken) {
            throw new UncheckedIOException("the stored response cannot be read", broken);
        }
    }
}
