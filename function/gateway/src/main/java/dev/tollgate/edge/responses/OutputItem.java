package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One item of a response that is being written: {@code added → (its own events)* → done}. */
abstract class OutputItem {
    static final String IN_PROGRESS = "in_progress";
    private static final String STATUS = "status";

    private final ResponseEvents events;
    private final ObjectNode node;
    private final int index;
    private boolean closed;

    /**
     * Adds an item.
     *
     * @param index in the response's output
     * @param node what the item is at its start
     */
    OutputItem(ResponseEvents events, int index, ObjectNode node) {
        this.events = events;
        this.index = index;
        this.node = node;
        itemEvent("response.output_item.added");
    }

    /** The item as far as it has come. */
    final ObjectNode node() {
        return node;
    }

    /** Ends the item, unless it has ended. */
    final void close(String status) {
        if (closed) {
            return;
        }
        closed = true;
        complete();
        if (node.has(STATUS)) {
            node.put(STATUS, status);
        }
        itemEvent("response.output_item.done");
    }

    /** Whether it could end here. */
    boolean isWhole() {
        return true;
    }

    /** Says what comes before the end of the item. */
    abstract void complete();

    private void itemEvent(String type) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("output_index", index);
        event.set("item", node);
        events.add(type, event);
    }

    /** An event about a part of this item. */
    final void event(String type, String partIndex, int part, String field, JsonNode value) {
        ObjectNode event = event();
        event.put(partIndex, part).set(field, value);
        events.add(type, event);
    }

    /** An event about this item. */
    final void event(String type, String field, String value) {
        events.add(type, event().put(field, value));
    }

    /** The fields of an event about this item. */
    final ObjectNode event() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("item_id", node.path("id").asText())
                .put("output_index", index);
    }

    final void send(String type, ObjectNode event) {
        events.add(type, event);
    }
}
