package dev.tollgate.responsecache;

import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.Usage;
import java.util.List;
import java.util.Map;

/** Complete answers of a model. */
final class SampleAnswers {
    private SampleAnswers() {}

    /** One that says this. */
    static ChatCompletion says(String text) {
        return says(text, "stop");
    }

    /** One that says this and then ends for this reason. */
    static ChatCompletion says(String text, String finishReason) {
        ChatCompletion.AssistantMessage message =
                new ChatCompletion.AssistantMessage("assistant", text, null, null, null, Map.of());
        ChatCompletion.Choice choice = new ChatCompletion.Choice(0, message, null, finishReason, Map.of());
        return new ChatCompletion("id", ChatCompletion.OBJECT, 1L, "m", List.of(choice), Usage.of(10, 5), Map.of());
    }
}
