package dev.tollgate.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a batch that its provider got. Nothing else that a provider sends as a result is one.
 *
 * @param promptTokens an estimate of each line's prompt, by its custom id, for answers that the provider does not count
 * @param functionNames the client's names of functions, by the names that the provider got in their place
 */
public record SentLines(Map<String, Long> promptTokens, Map<String, String> functionNames) {

    public SentLines {
        promptTokens = Map.copyOf(promptTokens);
        // Batches that an older gateway has stored have no names.
        functionNames = functionNames == null ? Map.of() : Map.copyOf(functionNames);
    }

    /** Lines whose functions all have the client's names. */
    public SentLines(Map<String, Long> promptTokens) {
        this(promptTokens, Map.of());
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
