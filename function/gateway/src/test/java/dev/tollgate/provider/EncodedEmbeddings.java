package dev.tollgate.provider;

import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** The requests that an adapter encodes, and the replies that it decodes. */
public record EncodedEmbeddings(EmbeddingAdapter adapter) {

    /** A request as callers write it, but in single quotes, which read better in Java. */
    public static EmbeddingRequest request(String json) {
        try {
            return JsonCodec.mapper().readValue(json.replace('\'', '"'), EmbeddingRequest.class);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** A request for this many texts. */
    public static EmbeddingRequest texts(int count) {
        return new EmbeddingRequest(
                "m", new EmbeddingInput.Texts(Collections.nCopies(count, "a")), null, null, null, null);
    }

    /** The one request to the provider. */
    public UpstreamRequest of(String json, String model) {
        List<EmbeddingBatch> batches =
                adapter.encode(request(json), model, new UnsupportedFields("p", DropPolicy.NOTHING));
        if (batches.size() != 1) {
            throw new AssertionError("expected one request, but got " + batches.size());
        }
        return batches.getFirst().request();
    }

    /** The body of that request, in single quotes. */
    public String body(String json, String model) {
        return new String(of(json, model).body(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    /** How many inputs each batch holds, for this number of texts. */
    public List<Integer> batchesOf(int count, String model) {
        return adapter.encode(texts(count), model, new UnsupportedFields("p", DropPolicy.NOTHING)).stream()
                .map(EmbeddingBatch::inputs)
                .toList();
    }

    /** Decodes a reply, which is in single quotes. */
    public EmbeddingReply reply(String json) {
        return adapter.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
