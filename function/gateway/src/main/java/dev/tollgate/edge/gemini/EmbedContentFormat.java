package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.EmbeddingList;
import java.util.OptionalLong;

/** Words embeddings as Google does. An answer has no place for its cost, which is in a header. */
final class EmbedContentFormat {
    private EmbedContentFormat() {}

    /** The answer for one text. */
    static byte[] one(EmbeddingList list, OptionalLong chargeMicros) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("embedding").putPOJO("values", list.data().getFirst().embedding());
        return counted(answer, list);
    }

    /** The answer for several texts. */
    static byte[] batch(EmbeddingList list, OptionalLong chargeMicros) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode embeddings = answer.putArray("embeddings");
        list.data().forEach(item -> embeddings.addObject().putPOJO("values", item.embedding()));
        return counted(answer, list);
    }

    private static byte[] counted(ObjectNode answer, EmbeddingList list) {
        answer.putObject("usageMetadata").put("promptTokenCount", list.usage().promptTokens());
        return ServerSentEvents.json(answer);
    }
}
