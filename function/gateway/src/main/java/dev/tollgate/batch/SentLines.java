package dev.tollgate.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a batch that its provider got. Nothing else that a provider sends as a result is one.
 *
 * @param promptTokens an estimate of each line's prompt, by its custom id, for answers that the provider does not count
 */
public record SentLines(Map<String, Long> promptTokens) {

    public SentLines {
        promptTokens = Map.copyOf(promptTokens);
    }

    /** Whether the provider got a line of this name. */
    public boolean has(String customId) {
        return promptTokens.containsKey(customId);
    }

    /** The estimate of a line's prompt; 0 for a line that was not sent. */
    public long promptTokens(String customId) {
        @Nullable Long tokens = promptTokens.get(customId);
        return tokens == null ? 0 : tokens;
    }
}
