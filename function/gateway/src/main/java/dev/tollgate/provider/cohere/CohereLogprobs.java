package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.cohere.CohereWire.Logprobs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts log probabilities to OpenAI's form (https://platform.openai.com/docs/api-reference/chat/object).
 *
 * <p>Cohere reports them for pieces of text with one or more tokens, without the text of each token. A piece therefore becomes
 * one entry with the sum of its tokens' log probabilities.
 */
final class CohereLogprobs {
    private CohereLogprobs() {}

    /** The log probabilities of one piece. */
    static @Nullable JsonNode of(@Nullable Logprobs piece) {
        return piece == null ? null : of(List.of(piece));
    }

    /** The log probabilities of all pieces; null where there are none. */
    static @Nullable JsonNode of(@Nullable List<Logprobs> pieces) {
        if (pieces == null || pieces.isEmpty()) {
            return null;
        }
        ObjectNode logprobs = JsonNodeFactory.instance.objectNode();
        ArrayNode content = logprobs.putArray("content");
        pieces.forEach(piece -> fill(content.addObject(), piece));
        return logprobs.putNull("refusal");
    }

    private static void fill(ObjectNode entry, Logprobs piece) {
        String text = piece.text() == null ? "" : piece.text();
        List<Double> each = piece.logprobs() == null ? List.of() : piece.logprobs();
        entry.put("token", text)
                .put("logprob", each.stream().mapToDouble(Double::doubleValue).sum());
        ArrayNode bytes = entry.putArray("bytes");
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(Byte.toUnsignedInt(next));
        }
        entry.putArray("top_logprobs");
        if (piece.tokenIds() != null) {
            ArrayNode ids = entry.putArray("token_ids");
            piece.tokenIds().forEach(ids::add);
        }
    }
}
