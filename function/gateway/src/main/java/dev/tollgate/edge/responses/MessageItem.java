package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** What the model says: one part of text, and one if it refuses. */
final class MessageItem extends OutputItem {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CONTENT_INDEX = "content_index";
    private static final String LOGPROBS = "logprobs";
    private static final String ANNOTATIONS = "annotations";

    private final int textBefore;
    private @Nullable SpokenPart text;
    private @Nullable SpokenPart refusal;

    /** One part, with its index in the content. */
    private record SpokenPart(int index, ObjectNode node, StringBuilder spoken) {}

    /**
     * Adds a message.
     *
     * @param textBefore how many characters of text earlier messages of the same answer have
     */
    MessageItem(ResponseEvents events, int index, String id, int textBefore) {
        super(events, index, message(id));
        this.textBefore = textBefore;
    }

    private static ObjectNode message(String id) {
        ObjectNode message = NODES.objectNode()
                .put("id", id)
                .put("type", "message")
                .put("status", IN_PROGRESS)
                .put("role", "assistant");
        message.putArray("content");
        return message;
    }

    /** Adds a piece of text, with the log probabilities of its tokens. */
    void say(String piece, ArrayNode logprobs) {
        if (text == null) {
            ObjectNode part = NODES.objectNode().put("type", "output_text");
            part.putArray(ANNOTATIONS);
            part.putArray(LOGPROBS);
            text = open(part.put("text", ""));
        }
        text.spoken().append(piece);
        text.node().withArray(LOGPROBS).addAll(logprobs);
        ObjectNode event = event().put(CONTENT_INDEX, text.index()).put("delta", piece);
        event.set(LOGPROBS, logprobs);
        send("response.output_text.delta", event);
    }

    /** Adds a piece of a refusal. */
    void refuse(String piece) {
        if (refusal == null) {
            refusal = open(NODES.objectNode().put("type", "refusal").put("refusal", ""));
        }
        refusal.spoken().append(piece);
        event("response.refusal.delta", CONTENT_INDEX, refusal.index(), "delta", TextNode.valueOf(piece));
    }

    private SpokenPart open(ObjectNode part) {
        ArrayNode content = node().withArray("content");
        content.add(part);
        SpokenPart opened = new SpokenPart(content.size() - 1, part, new StringBuilder());
        event("response.content_part.added", CONTENT_INDEX, opened.index(), "part", part);
        return opened;
    }

    /** How many characters of text the answer has until the end of this message, as OpenAI counts them. */
    int textEnd() {
        return textBefore
                + (text == null
                        ? 0
                        : text.spoken().codePointCount(0, text.spoken().length()));
    }

    /** Adds a source of the text, which may come after the message's end. */
    void annotate(JsonNode annotation) {
        if (text == null) {
            return;
        }
        ObjectNode own = OutputAnnotation.of(annotation, textBefore);
        ArrayNode annotations = text.node().withArray(ANNOTATIONS);
        annotations.add(own);
        ObjectNode event = event().put(CONTENT_INDEX, text.index()).put("annotation_index", annotations.size() - 1);
        event.set("annotation", own);
        send("response.output_text.annotation.added", event);
    }

    @Override
    void complete() {
        if (text != null) {
            String spoken = text.spoken().toString();
            text.node().put("text", spoken);
            ObjectNode event = event().put(CONTENT_INDEX, text.index()).put("text", spoken);
            event.set(LOGPROBS, text.node().withArray(LOGPROBS));
            send("response.output_text.done", event);
            end(text);
        }
        if (refusal != null) {
            String spoken = refusal.spoken().toString();
            refusal.node().put("refusal", spoken);
            event("response.refusal.done", CONTENT_INDEX, refusal.index(), "refusal", TextNode.valueOf(spoken));
            end(refusal);
        }
    }

    private void end(SpokenPart part) {
        event("response.content_part.done", CONTENT_INDEX, part.index(), "part", part.node());
    }
}
