package dev.tollgate.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A request in the words of another API than OpenAI's chat, as the client wrote it. A provider that speaks this API gets it
 * unchanged but for the name of the model, so that it can use all that the provider knows and the gateway does not.
 *
 * @param format the name of the API, which the edge and the provider agree on
 * @param body the client's JSON; nobody changes it
 * @param untranslated what the chat request does not say of it: a provider that gets that one does not get these fields
 */
public record NativeRequest(String format, ObjectNode body, List<UntranslatedField> untranslated) {
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

    public NativeRequest {
        untranslated = List.copyOf(untranslated);
    }

    /** The same request with edited texts; the same object if nothing has changed. */
    public NativeRequest edited(TextEditor editor) {
        ChangeCounter counter = new ChangeCounter(editor);
        ObjectNode edited = (ObjectNode) new JsonTexts(counter, true).value(TextPath.of("body"), body);
        return counter.changes() == 0 ? this : new NativeRequest(format, edited, untranslated);
    }
}
