package dev.tollgate.fake;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import java.util.List;

/** Chat requests that say one thing, and leave everything else to the defaults. */
public final class SampleRequests {
    private SampleRequests() {}

    /** Asks this of some model. */
    public static ChatRequest of(String text) {
        return of(text, "m", null);
    }

    /**
     * Asks this of one model, and then of others.
     *
     * @param others null where the request does not say
     */
    public static ChatRequest of(String text, String model, List<String> others) {
        List<Message> messages = List.of(Message.text(Role.USER, text));
        return new ChatRequest(model, messages, null, null, null, null, null, null, null, null, others, null);
    }
}
