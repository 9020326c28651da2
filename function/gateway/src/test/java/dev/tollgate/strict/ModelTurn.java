package dev.tollgate.strict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model says in one turn, before a provider puts it into its own form.
 *
 * @param thinking what it thinks first; null where it does not think
 * @param text null where it only calls functions
 */
public record ModelTurn(@Nullable String thinking, @Nullable String text, List<FunctionCall> calls) {

    public ModelTurn {
        calls = List.copyOf(calls);
    }

    /**
     * A call of a function.
     *
     * @param arguments as JSON text
     */
    public record FunctionCall(String name, String arguments) {}

    /** A turn that only says something. */
    public static ModelTurn saying(String text) {
        return new ModelTurn(null, text, List.of());
    }

    /** A turn that only calls functions. */
    public static ModelTurn calling(FunctionCall... calls) {
        return new ModelTurn(null, null, List.of(calls));
    }

    /** The same turn after a thought. */
    public ModelTurn after(String thought) {
        return new ModelTurn(thought, text, calls);
    }
}
