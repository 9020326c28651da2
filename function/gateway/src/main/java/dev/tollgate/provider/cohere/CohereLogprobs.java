package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.cohere.CohereWire.Logprobs;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Log probabilities as OpenAI tells them (https://platform.openai.com/docs/api-reference/chat/object).
 *
 * <p>Cohere tells them for pieces of text of one or more tokens, without the tokens' own text. So a piece is one entry, with
 * its tokens' probabilities multiplied, which is adding their logarithms.
 */
final class CohereLogprobs {
    private CohereLogprobs() {}

    /** Those of one piece; null where there is none. */
    static JsonNode of(Logprobs piece) {
        return piece == null ? null : of(List.of(piece));
    }

    /** Null where there are none. */
    static JsonNode of(List<Logprobs> pieces) {
        if (pieces == null || pieces.isEmpty()) {
            return null;
        }
        ObjectNode logprobs = JsonNodeFactory.instance.objectNode();
        ArrayNode content = logprobs.putArray("content");
        pieces.forEach(piece -> entry(content.addObject(), piece));
        return logprobs.putNull("refusal");
    }

    private static void entry(ObjectNode entry, Logprobs piece) {
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
