package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events that build the blocks of one message, one block after the other
 * (https://platform.claude.com/docs/en/build-with-claude/streaming): {@code (content_block_start content_block_delta*
 * content_block_stop)*}.
 */
final class MessageEvents {
    private static final String TYPE = "type";
    private static final String INDEX = "index";

    private final Consumer<ObjectNode> events;
    private int blocks;
    private boolean open;

    /** Events for this consumer. */
    MessageEvents(Consumer<ObjectNode> events) {
        this.events = events;
    }

    /** Starts a block, and ends the one before. */
    void start(ObjectNode block) {
        end();
        open = true;
        events.accept(event("content_block_start", blocks).set("content_block", block));
        blocks++;
    }

    /** Adds to the open block. */
    void add(ObjectNode delta) {
        events.accept(event("content_block_delta", blocks - 1).set("delta", delta));
    }

    /** Ends the open block, if there is one. */
    void end() {
        if (open) {
            open = false;
            events.accept(event("content_block_stop", blocks - 1));
        }
    }

    /** A delta or a block with one text. */
    static ObjectNode of(String type, String field, String text) {
        return of(type).put(field, text);
    }

    static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put(TYPE, type);
    }

    /** The start of a call, whose input follows. */
    static ObjectNode call(@Nullable String id, @Nullable String name, Map<String, JsonNode> others) {
        ObjectNode block = of("tool_use").put("id", id == null ? "" : id).put("name", name == null ? "" : name);
        block.putObject("input");
        others.forEach(block::set);
        return block;
    }

    private static ObjectNode event(String type, int index) {
        return of(type).put(INDEX, index);
    }
}
