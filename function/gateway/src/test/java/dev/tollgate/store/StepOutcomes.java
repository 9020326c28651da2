package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The outcomes of the steps of an operation. A step may fail only because the store does not answer. */
final class StepOutcomes {
    private final List<GatewayException> failures = new CopyOnWriteArrayList<>();
    private final int late;

    /**
     * Nothing is tried yet.
     *
     * @param late how many requests arrive at some time after they were given up
     */
    StepOutcomes(int late) {
        this.late = late;
    }

    int late() {
        return late;
    }

    /** What the step gave, or nothing where the store failed. */
    <T> Optional<T> get(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (GatewayException failure) {
            if (failure.kind() != ErrorKind.STORE_UNAVAILABLE) {
                throw failure;
            }
            failures.add(failure);
            return Optional.empty();
        }
    }

    /** Whether the step was done. */
    boolean run(Runnable step) {
        return get(() -> {
                    step.run();
                    return true;
                })
                .isPresent();
    }

    List<GatewayException> failures() {
        return failures;
    }
}
