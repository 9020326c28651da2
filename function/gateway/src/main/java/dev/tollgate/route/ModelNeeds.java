package dev.tollgate.route;

import dev.tollgate.provider.ModelCapability;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What one request needs of a model.
 *
 * @param promptTokens that it surely has; worked out only where a context window is known
 * @param completionTokens for one answer, where the request says it; else 0
 * @param promptField where its prompt stands, for messages
 * @param writes whether the model is to write something, and not to find vectors
 */
public record ModelNeeds(
        Set<ModelCapability> capabilities,
        LongSupplier promptTokens,
        long completionTokens,
        String promptField,
        boolean writes) {

    /** Any model will do. */
    public static final ModelNeeds NOTHING = new ModelNeeds(Set.of(), () -> 0, 0, "messages");

    public ModelNeeds {
        capabilities = Set.copyOf(capabilities);
    }

    /** What a chat needs. */
    public ModelNeeds(
            Set<ModelCapability> capabilities, LongSupplier promptTokens, long completionTokens, String promptField) {
        this(capabilities, promptTokens, completionTokens, promptField, true);
    }
}
