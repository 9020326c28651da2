package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider wants back of its answer, and the Responses API has no field for: signed thinking, signatures of calls. It travels in the
 * {@code encrypted_content} of a reasoning item, which clients keep and return unread. It is not secret: the same fields are open
 * in chat.
 *
 * @param message fields of the assistant's message in chat
 * @param calls fields of its tool calls by the calls' ids
 */
public record CarriedReasoning(Map<String, JsonNode> message, Map<String, Map<String, JsonNode>> calls) {
    /** Says who wrote it, and in which form. Only letters and digits, as the rest. */
    private static final String PREFIX = "tollgate1";

    private static final String MESSAGE = "message";
    private static final String CALLS = "calls";

    /** The fields that come back: a client that makes up others gets them nowhere. */
    private static final Set<String> FIELDS = Set.of(
            ThinkingBlocks.FIELD,
            ReplyBlocks.OTHER_BLOCKS,
            EncryptedReasoning.DETAILS,
            "reasoning_content",
            "extra_content");

    public CarriedReasoning {
        message = known(message);
        Map<String, Map<String, JsonNode>> carried = new LinkedHashMap<>();
        calls.forEach((id, fields) -> carried.put(id, known(fields)));
        carried.values().removeIf(Map::isEmpty);
        calls = carried;
    }

    /** Those of these fields that a provider may want back. */
    static Map<String, JsonNode> known(Map<String, JsonNode> fields) {
        Map<String, JsonNode> known = new LinkedHashMap<>(fields);
        known.keySet().retainAll(FIELDS);
        known.values().removeIf(JsonNode::isNull);
        return known;
    }

    /** Whether there is nothing to carry. */
    public boolean isEmpty() {
        return message.isEmpty() && calls.isEmpty();
    }

    /** Whether the gateway wrote this {@code encrypted_content}. */
    public static boolean isOurs(String encrypted) {
        return encrypted.startsWith(PREFIX);
    }

    /** Its form as {@code encrypted_content}. */
    public String encoded() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject(MESSAGE).setAll(message);
        ObjectNode ofCalls = json.putObject(CALLS);
        calls.forEach((id, fields) -> ofCalls.putObject(id).setAll(fields));
        return PREFIX + Base64Json.encoded(json);
    }

    /** Reads what {@link #encoded} wrote; empty if a client has changed it. */
    public static Optional<CarriedReasoning> decoded(String encrypted) {
        return Base64Json.decoded(encrypted.substring(PREFIX.length())).map(carried -> {
            Map<String, Map<String, JsonNode>> calls = new LinkedHashMap<>();
            carried.path(CALLS)
                    .properties()
                    .forEach(call -> calls.put(call.getKey(), Base64Json.fields(call.getValue())));
            return new CarriedReasoning(Base64Json.fields(carried.path(MESSAGE)), calls);
        });
    }
}
