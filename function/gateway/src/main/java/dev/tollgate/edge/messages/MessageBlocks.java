package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the deltas of an answer into blocks, in the order in which the model says things. Thinking, text and calls of tools are blocks;
 * what a provider of blocks sends as one stays one.
 */
final class MessageBlocks {
    private static final String THINKING = "thinking";
    private static final String SIGNATURE = "signature";
    private static final String TEXT = "text";
    private static final String INPUT = "input";

    private final MessageEvents events;
    private final CallBlocks calls;
    /** What the model says in the middle of a call: it comes after it, since another block would end that of the call. */
    private final Deque<Delta> late = new ArrayDeque<>();

    private final boolean showsThinking;
    private final StringBuilder hiddenThoughts = new StringBuilder();
    private boolean called;
    private Kind open = Kind.NONE;
    private boolean refused;

    /** What the open block is. */
    private enum Kind {
        NONE,
        TEXT,
        THINKING,
        CALL
    }

    /**
     * Blocks for these events.
     *
     * @param showsThinking whether the client wants to see what the model thinks
     */
    MessageBlocks(MessageEvents events, boolean showsThinking) {
        this.events = events;
        this.showsThinking = showsThinking;
        this.calls = new CallBlocks(events);
    }

    /** Whether the model refused, in words of its own. */
    boolean refused() {
        return refused;
    }

    void add(ChatChunk chunk) {
        chunk.choices().forEach(choice -> add(choice.delta()));
    }

    /** Ends the last block. */
    void end() {
        calls.end();
        sayLate();
        if (called) {
            carryThoughts();
        }
        endBlock();
    }

    private void endBlock() {
        events.end();
        open = Kind.NONE;
    }

    private void add(Delta delta) {
        refused |= delta.refusal() != null && !delta.refusal().isEmpty();
        Delta said = delta.withToolCalls(null);
        if (calls.unfinished()) {
            if (!said.addsNothing()) {
                late.add(said);
            }
        } else {
            say(said);
        }
        if (delta.toolCalls() != null) {
            if (!calls.unfinished()) {
                carryThoughts();
            }
            called = true;
            open = Kind.CALL;
            delta.toolCalls().forEach(calls::add);
        }
        if (!calls.unfinished()) {
            sayLate();
        }
    }

    private void sayLate() {
        late.forEach(this::say);
        late.clear();
    }

    /** What continues the open block comes first: the rest of a text that a content policy held back may come with the next one. */
    private void say(Delta delta) {
        boolean textFirst = open == Kind.TEXT;
        if (textFirst) {
            text(delta.content());
        }
        thinking(delta.reasoningContent());
        delta.completeBlocks().forEach(this::block);
        if (!textFirst) {
            text(delta.content());
        }
        text(delta.refusal());
        if (open == Kind.TEXT) {
            Citations.in(delta.extra()).forEach(this::cite);
        }
    }

    private void text(@Nullable String piece) {
        if (piece == null || piece.isEmpty()) {
            return;
        }
        if (open != Kind.TEXT) {
            start(Kind.TEXT, MessageEvents.of(TEXT, TEXT, ""));
        }
        events.add(MessageEvents.of("text_delta", TEXT, piece));
    }

    private void cite(ObjectNode citation) {
        events.add(MessageEvents.of("citations_delta").set("citation", citation));
    }

    private void thinking(@Nullable String piece) {
        if (piece == null || piece.isEmpty()) {
            return;
        }
        if (showsThinking) {
            showThinking(piece);
        } else {
            hiddenThoughts.append(piece);
        }
    }

    private void showThinking(String piece) {
        startThinking();
        events.add(MessageEvents.of("thinking_delta", THINKING, piece));
    }

    /** Who calls tools needs for the next request what the model has thought. In an answer that ends the turn, nobody does. */
    private void carryThoughts() {
        if (!hiddenThoughts.isEmpty()) {
            start(Kind.NONE, HiddenThinking.block(hiddenThoughts.toString()));
            endBlock();
            hiddenThoughts.setLength(0);
        }
    }

    private void startThinking() {
        if (open != Kind.THINKING) {
            start(Kind.THINKING, MessageEvents.of(THINKING, THINKING, "").put(SIGNATURE, ""));
        }
    }

    /** A block that is complete. Of thinking, the text has been said; newer models may sign thinking that they do not show. */
    private void block(JsonNode complete) {
        if (!(complete instanceof ObjectNode block)) {
            return;
        }
        if (block.path(THINKING).isTextual()) {
            startThinking();
            showHidden(block.path(THINKING).asText());
            events.add(MessageEvents.of(
                    "signature_delta", SIGNATURE, block.path(SIGNATURE).asText()));
            endBlock();
        } else if (block.path("type").asText().endsWith("tool_use")) {
            ObjectNode started = block.deepCopy();
            started.putObject(INPUT);
            start(Kind.NONE, started);
            events.add(MessageEvents.of(
                    "input_json_delta", "partial_json", block.path(INPUT).toString()));
            endBlock();
        } else {
            start(Kind.NONE, block);
            endBlock();
        }
    }

    /** A signature is worth nothing without the text that it signs, so both are shown. */
    private void showHidden(String signed) {
        if (!showsThinking && !signed.isEmpty()) {
            showThinking(signed);
            hiddenThoughts.setLength(0);
        }
    }

    private void start(Kind kind, ObjectNode block) {
        calls.end();
        open = kind;
        events.start(block);
    }

    /** What OpenAI's and Anthropic's models say of their sources. OpenAI's range of the text is left out: the block is the range. */
    private static final class Citations {
        private static final List<String> RANGE = List.of("start_index", "end_index");

        private Citations() {}

        static List<ObjectNode> in(Map<String, JsonNode> fields) {
            ArrayNode citations = JsonNodeFactory.instance.arrayNode();
            fields.getOrDefault("annotations", citations).forEach(annotation -> {
                if (annotation.path("url_citation") instanceof ObjectNode web) {
                    citations.add(web(web));
                }
            });
            fields.getOrDefault("citations", JsonNodeFactory.instance.arrayNode())
                    .forEach(citation -> {
                        if (citation instanceof ObjectNode document
                                && document.path("type").asText().endsWith("_location")) {
                            citations.add(document.deepCopy().without(RANGE));
                        }
                    });
            return citations.valueStream().map(ObjectNode.class::cast).toList();
        }

        private static ObjectNode web(ObjectNode source) {
            ObjectNode citation = MessageEvents.of("web_search_result_location");
            citation.setAll((ObjectNode) source.deepCopy().without(RANGE));
            for (String required : List.of("cited_text", "encrypted_index", "title", "url")) {
                if (!citation.has(required)) {
                    citation.put(required, "");
                }
            }
            return citation;
        }
    }
}
