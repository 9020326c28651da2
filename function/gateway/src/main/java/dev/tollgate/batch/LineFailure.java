package dev.tollgate.batch;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.NamedFields;
import java.util.function.Supplier;

/** Failures of single lines, which say the line. */
public final class LineFailure {
    private LineFailure() {}

    /**
     * Takes a step with a line.
     *
     * @param number from 1
     * @throws GatewayException the step's, with the number of the line
     */
    public static <T> T named(int number, Supplier<T> step) {
        try {
            return step.get();
        } catch (GatewayException failure) {
            throw failure.withMessage("Line " + number + ": " + failure.getMessage());
        }
    }

    /**
     * Takes a step with what a line requests.
     *
     * @param number from 1
     * @throws GatewayException the step's, with the number of the line and the client's name of the field
     */
    public static <T> T named(int number, LineRequest line, Supplier<T> step) {
        return named(number, () -> NamedFields.in(line.names(), step));
    }
}
