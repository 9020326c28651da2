package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request in the words of another API than OpenAI's chat, as the client wrote it. A provider that speaks this API gets it
 * unchanged but for the name of the model, so that it can use all that the provider knows and the gateway does not.
 *
 * @param format the name of the API, which the edge and the provider agree on
 * @param body the client's JSON; nobody changes it
 * @param own fields of this API alone, or in place of the chat request's, for a provider that knows them although it gets a
 *     translation; null takes one away
 * @param untranslated what the chat request does not say of it: a provider that gets that one does not get these fields
 */
public record NativeRequest(
        String format, ObjectNode body, List<UntranslatedField> untranslated, Map<String, JsonNode> own) {
    /** Anthropic's Messages API. */
    public static final String MESSAGES = "messages";

    /** OpenAI's Responses API. */
    public static final String RESPONSES = "responses";

    /** Gemini's {@code generateContent}. */
    public static final String GEMINI = "gemini";

    /** A request of which the chat request says everything. */
    public NativeRequest(String format, ObjectNode body) {
        this(format, body, List.of());
    }

    /** A request without fields that a provider knows although it gets a translation. */
    public NativeRequest(String format, ObjectNode body, List<UntranslatedField> untranslated) {
        this(format, body, untranslated, Map.of());
    }

    /** A request that says nothing: what matters is its format alone. */
    public static NativeRequest empty(String format) {
        return new NativeRequest(format, JsonNodeFactory.instance.objectNode());
    }

    public NativeRequest {
        untranslated = List.copyOf(untranslated);
        own = ExtraFields.of(own);
    }

    /** The chat request for a provider that knows the fields of this API. */
    public ChatRequest translated(ChatRequest request) {
        if (own.isEmpty()) {
            return request;
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(request.extra());
        extra.putAll(own);
        extra.values().removeIf(JsonNode::isNull);
        return request.withExtra(extra);
    }

    /** The same request with edited texts; the same object if nothing has changed. */
    public NativeRequest edited(TextEditor editor) {
        ChangeCounter counter = new ChangeCounter(editor);
        JsonTexts texts = new JsonTexts(counter, true);
        ObjectNode edited = (ObjectNode) texts.value(TextPath.of("body"), body);
        Map<String, JsonNode> editedOwn = texts.fields(null, own);
        return counter.changes() == 0 ? this : new NativeRequest(format, edited, untranslated, editedOwn);
    }
}
