package dev.tollgate.route;

import dev.tollgate.provider.ModelCapability;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What one request needs from a model.
 *
 * @param promptTokens a lower bound on the size of the prompt; computed only if a context window is known
 * @param completionTokens the length of one completion if the request sets it, otherwise 0
 * @param promptField the request field that holds the prompt, for error messages
 * @param generatesText whether the model must generate text, and not only return embeddings
 */
public record ModelNeeds(
        Set<ModelCapability> capabilities,
        LongSupplier promptTokens,
        long completionTokens,
        String promptField,
        boolean generatesText) {

    /** The needs that every model meets. */
    public static final ModelNeeds NOTHING = new ModelNeeds(Set.of(), () -> 0, 0, "messages");

    public ModelNeeds {
        capabilities = Set.copyOf(capabilities);
    }

    /** The needs of a chat request. */
    public ModelNeeds(
            Set<ModelCapability> capabilities, LongSupplier promptTokens, long completionTokens, String promptField) {
        this(capabilities, promptTokens, completionTokens, promptField, true);
    }
}
