package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.parse.Sha256Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids of users and of caches, of at most 64 characters, as OpenAI demands: "Invalid 'user': string too long". Claude Code's have more
 * than a hundred (mnfst/llm-gateway#2789). A longer one becomes a hash of itself, which means the same user in each of the fields.
 */
final class ShortIds {
    private static final int MAX_LENGTH = 64;
    private static final List<String> FIELDS = List.of("user", "safety_identifier", "prompt_cache_key");

    private ShortIds() {}

    /** The fields with ids of that length; the same object if they have no others. */
    static Map<String, JsonNode> in(Map<String, JsonNode> fields) {
        if (FIELDS.stream().noneMatch(name -> isLong(fields.get(name)))) {
            return fields;
        }
        Map<String, JsonNode> shortened = new LinkedHashMap<>(fields);
        FIELDS.forEach(name -> shortened.computeIfPresent(name, (_, id) -> shortened(id)));
        return shortened;
    }

    /** Shortens the ids of a request's body. */
    static void shorten(ObjectNode body) {
        for (String name : FIELDS) {
            JsonNode id = body.get(name);
            if (id != null) {
                body.set(name, shortened(id));
            }
        }
    }

    private static JsonNode shortened(JsonNode id) {
        return isLong(id) ? TextNode.valueOf(Sha256Digest.hexOf(id.textValue())) : id;
    }

    private static boolean isLong(@Nullable JsonNode id) {
        return id != null && id.isTextual() && id.textValue().length() > MAX_LENGTH;
    }
}
