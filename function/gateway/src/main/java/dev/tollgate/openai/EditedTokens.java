package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.StreamEditors.HiddenText;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blanks tokens of which a part must not be shown. A value has several tokens, and only all of them show it: they wait for the end
 * of the choice.
 */
final class EditedTokens {
    private final HiddenText hidden;
    private final Map<String, JsonNode> held = new LinkedHashMap<>();

    EditedTokens(HiddenText hidden) {
        this.hidden = hidden;
    }

    void hold(@Nullable JsonNode logprobs) {
        if (logprobs != null) {
            logprobs.properties().forEach(field -> hold(field.getKey(), field.getValue()));
        }
    }

    private void hold(String field, JsonNode value) {
        JsonNode before = held.get(field);
        if (before instanceof ArrayNode tokens && value instanceof ArrayNode more) {
            tokens.addAll(more);
        } else if (value instanceof ArrayNode tokens) {
            held.put(field, JsonNodeFactory.instance.arrayNode().addAll(tokens));
        } else {
            held.putIfAbsent(field, value);
        }
    }

    /** All of them; null if there are none. */
    @Nullable
    JsonNode end() {
        if (held.isEmpty()) {
            return null;
        }
        ObjectNode logprobs = JsonNodeFactory.instance.objectNode();
        held.forEach((field, value) -> logprobs.set(field, value instanceof ArrayNode tokens ? shown(tokens) : value));
        held.clear();
        return logprobs;
    }

    private ArrayNode shown(ArrayNode tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append(text(token)));
        BitSet hiddenChars = hidden.in(text.toString());
        ArrayNode shown = JsonNodeFactory.instance.arrayNode(tokens.size());
        int start = 0;
        for (JsonNode token : tokens) {
            int end = start + text(token).length();
            int firstHidden = hiddenChars.nextSetBit(start);
            shown.add(firstHidden >= start && firstHidden < end ? blank(token) : withAlternatives(token));
            start = end;
        }
        return shown;
    }

    /** What the model might have said in its place may be hidden, too. */
    private JsonNode withAlternatives(JsonNode token) {
        if (!(token.get("top_logprobs") instanceof ArrayNode alternatives)) {
            return token;
        }
        ArrayNode shown = JsonNodeFactory.instance.arrayNode(alternatives.size());
        alternatives.forEach(other -> shown.add(hidden.in(text(other)).isEmpty() ? other : blank(other)));
        return token.<ObjectNode>deepCopy().set("top_logprobs", shown);
    }

    private static JsonNode blank(JsonNode token) {
        ObjectNode blank = token.deepCopy();
        blank.put("token", "");
        if (blank.has("bytes")) {
            blank.putArray("bytes");
        }
        if (blank.has("top_logprobs")) {
            blank.putArray("top_logprobs");
        }
        return blank;
    }

    private static String text(JsonNode token) {
        return token.path("token").asText();
    }
}
