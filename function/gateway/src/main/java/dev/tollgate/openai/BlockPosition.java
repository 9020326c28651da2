package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The place of a block in a reply whose thinking is between texts or calls. OpenAI's messages have one text and one list of
 * calls, so each block that has a field of its own says what came before it. Clients return it with the block.
 *
 * @param index its number among the blocks with a position, from 0
 * @param text the number of characters of the message's text before it, as UTF-16 counts them
 * @param calls the number of tool calls before it
 */
record BlockPosition(int index, int text, int calls) {
    /** The field's name in a block. */
    static final String FIELD = "position";

    /** The position of a block that a client sends back; null where it has none. */
    static @Nullable BlockPosition of(JsonNode block) {
        JsonNode node = block.path(FIELD);
        return node.path("index").isInt()
                        && node.path("text").isInt()
                        && node.path("calls").isInt()
                ? new BlockPosition(
                        node.path("index").intValue(),
                        node.path("text").intValue(),
                        node.path("calls").intValue())
                : null;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("index", index)
                .put("text", text)
                .put("calls", calls);
    }
}
