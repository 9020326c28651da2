package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The parts of one candidate of a whole answer: pieces of one text are one part. */
final class CandidateParts {
    private static final String TEXT = "text";
    private static final String THOUGHT = "thought";

    private final List<ObjectNode> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean thought;

    /** Adds a part. */
    void add(ObjectNode part) {
        boolean plain = part.has(TEXT) && part.size() == (part.has(THOUGHT) ? 2 : 1);
        if (!plain) {
            endText();
            parts.add(part);
            return;
        }
        if (thought != part.path(THOUGHT).asBoolean()) {
            endText();
        }
        thought = part.path(THOUGHT).asBoolean();
        text.append(part.path(TEXT).textValue());
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(AnswerParts.text(text.toString(), thought));
            text.setLength(0);
        }
    }

    List<ObjectNode> list() {
        endText();
        return List.copyOf(parts);
    }
}
