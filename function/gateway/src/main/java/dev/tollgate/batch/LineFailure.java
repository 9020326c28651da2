package dev.tollgate.batch;

import dev.tollgate.openai.GatewayException;
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
}
