package dev.tollgate.openai;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** Reads and writes the contract's JSON: numbers keep their digits, and fields keep their order. */
public final class JsonCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonCodec() {}

    /**
     * The mapper for the contract's records. To configure it further, copy it; never change it in place. Keep the reader or
     * writer of a record in a constant: Jackson examines the record when it creates one, which a native image does at build time.
     */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Joins two pieces of a streamed field: it appends strings and lists, joins objects field by field, and replaces anything
     * else.
     */
    static JsonNode join(@Nullable JsonNode before, JsonNode piece) {
        if (before == null || before.isNull()) {
            return piece;
        }
        if (piece.isNull()) {
            return before;
        }
        if (before.isTextual() && piece.isTextual()) {
            return TextNode.valueOf(before.textValue() + piece.textValue());
        }
        if (before instanceof ArrayNode first && piece instanceof ArrayNode second) {
            return JsonNodeFactory.instance.arrayNode().addAll(first).addAll(second);
        }
        if (before instanceof ObjectNode first && piece instanceof ObjectNode second) {
            ObjectNode joined = first.deepCopy();
            second.properties()
                    .forEach(field -> joined.set(field.getKey(), join(joined.get(field.getKey()), field.getValue())));
            return joined;
        }
        return piece;
    }
}
