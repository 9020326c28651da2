package dev.tollgate.guardrail;

import dev.tollgate.guardrail.detector.TextDetector;
import java.util.Locale;

/**
 * A detector with what happens to the values that it finds.
 *
 * @param policy the name of the policy that says so
 */
public record ActiveDetector(TextDetector detector, PolicyAction action, String policy) {

    /** How placeholders and redactions call its values: {@code EMAIL}. */
    public String label() {
        return detector.name().toUpperCase(Locale.ROOT);
    }
}
