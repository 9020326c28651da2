package dev.tollgate.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Writes requests and reads embeddings that are a single JSON document. */
public final class JsonBody {
    /** A batch of 2,048 embeddings with 4,096 numbers each, and some more. */
    private static final JsonFactory EMBEDDINGS = JsonCodec.upTo(10_000_000);

    private JsonBody() {}

    /** A request with this document as its body, and one JSON document as its reply. */
    public static UpstreamRequest request(URI uri, Object document) {
        Map<String, String> headers = Map.of("content-type", "application/json", "accept", "application/json");
        try {
            return new UpstreamRequest(uri, headers, JsonCodec.mapper().writeValueAsBytes(document), false);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a wire record as JSON", impossible);
        }
    }

    /**
     * Reads a reply with embeddings as a record.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the body is not such a record
     */
    public static <T> T embeddings(String provider, byte[] body, Class<T> type) {
        T document;
        try {
            document = JsonCodec.mapper().readerFor(type).with(EMBEDDINGS).readValue(body);
        } catch (IOException unreadable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that cannot be read.", unreadable);
        }
        if (document == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent an empty reply.");
        }
        return document;
    }
}
