package dev.tollgate.openai;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Failures that name the fields as their client wrote them, although the gateway has made another request of its own. */
public final class NamedFields {
    private NamedFields() {}

    /**
     * Takes a step with the request that the gateway has made.
     *
     * @param names the client's name of a field of that request
     * @throws GatewayException the step's, with the client's name of the field
     */
    public static <T> T in(UnaryOperator<String> names, Supplier<T> step) {
        try {
            return step.get();
        } catch (GatewayException failure) {
            throw failure.withFieldNames(names);
        }
    }
}
