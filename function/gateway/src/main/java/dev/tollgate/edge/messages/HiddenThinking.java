package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.CarriedReasoning;
import java.util.Map;
import java.util.Optional;

/**
 * Thinking that the client does not want to see, and that its provider may want back with the result of a call. It travels as
 * {@code redacted_thinking}, which Anthropic's clients keep and return unread.
 */
final class HiddenThinking {
    private static final String TYPE = "redacted_thinking";
    private static final String DATA = "data";
    private static final String REASONING = "reasoning_content";
    private static final String MESSAGES = "messages";
    private static final String CONTENT = "content";

    private HiddenThinking() {}

    /** A block that holds this. */
    static ObjectNode block(String thoughts) {
        CarriedReasoning carried = new CarriedReasoning(Map.of(REASONING, TextNode.valueOf(thoughts)), Map.of());
        return MessageEvents.of(TYPE, DATA, carried.encoded());
    }

    /** What a block of the gateway's holds; empty if it is a provider's own, or damaged. */
    static Optional<String> of(String data) {
        return CarriedReasoning.isOurs(data)
                ? CarriedReasoning.decoded(data)
                        .map(carried -> carried.message().get(REASONING))
                        .map(JsonNode::textValue)
                : Optional.empty();
    }

    /** The request without such blocks, for Claude, which cannot read them; the same object if it has none. */
    static ObjectNode removedFrom(ObjectNode request) {
        JsonNode turns = request.path(MESSAGES);
        if (turns.valueStream().noneMatch(HiddenThinking::isIn)) {
            return request;
        }
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        turns.forEach(turn -> others.add(isIn(turn) ? removedFromTurn((ObjectNode) turn) : turn));
        ObjectNode without = JsonNodeFactory.instance.objectNode();
        without.setAll(request);
        return without.set(MESSAGES, others);
    }

    private static boolean isIn(JsonNode turn) {
        return turn.path(CONTENT).valueStream().anyMatch(HiddenThinking::isOurs);
    }

    private static boolean isOurs(JsonNode block) {
        return block.path("type").asText().equals(TYPE)
                && CarriedReasoning.isOurs(block.path(DATA).asText());
    }

    private static ObjectNode removedFromTurn(ObjectNode turn) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        turn.path(CONTENT).valueStream().filter(block -> !isOurs(block)).forEach(blocks::add);
        ObjectNode without = JsonNodeFactory.instance.objectNode();
        without.setAll(turn);
        return without.set(CONTENT, blocks);
    }
}
