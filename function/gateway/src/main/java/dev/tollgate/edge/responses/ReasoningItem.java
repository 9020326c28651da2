package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What the model thinks, as far as the client wants to see it, or what a provider wants back of it. */
final class ReasoningItem extends OutputItem {
    private static final String SUMMARY_INDEX = "summary_index";

    private final StringBuilder summary = new StringBuilder();
    private final ObjectNode part;

    private ReasoningItem(ResponseEvents events, int index, ObjectNode node) {
        super(events, index, node);
        this.part = JsonNodeFactory.instance
                .objectNode()
                .put("type", "summary_text")
                .put("text", "");
    }

    /** Adds reasoning that the client sees. */
    static ReasoningItem shown(ResponseEvents events, int index, String id) {
        return new ReasoningItem(events, index, reasoning(id));
    }

    /** Adds reasoning that only a provider reads. */
    static ReasoningItem encrypted(ResponseEvents events, int index, String id, String encrypted) {
        return new ReasoningItem(events, index, reasoning(id).put(RestoredReasoning.ENCRYPTED, encrypted));
    }

    private static ObjectNode reasoning(String id) {
        ObjectNode reasoning =
                JsonNodeFactory.instance.objectNode().put("id", id).put("type", "reasoning");
        reasoning.putArray(RestoredReasoning.SUMMARY);
        return reasoning;
    }

    /** Adds a piece of the thoughts. */
    void think(String piece) {
        if (summary.isEmpty()) {
            node().withArray(RestoredReasoning.SUMMARY).add(part);
            event("response.reasoning_summary_part.added", SUMMARY_INDEX, 0, "part", part);
        }
        summary.append(piece);
        event("response.reasoning_summary_text.delta", SUMMARY_INDEX, 0, "delta", TextNode.valueOf(piece));
    }

    @Override
    void complete() {
        if (!summary.isEmpty()) {
            String text = summary.toString();
            part.put("text", text);
            event("response.reasoning_summary_text.done", SUMMARY_INDEX, 0, "text", TextNode.valueOf(text));
            event("response.reasoning_summary_part.done", SUMMARY_INDEX, 0, "part", part);
        }
    }
}
