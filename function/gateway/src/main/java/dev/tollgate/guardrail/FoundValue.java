package dev.tollgate.guardrail;

import java.util.Set;

/**
 * A part of a text that policies act on, in chars.
 *
 * @param start of its first char
 * @param end after its last char
 * @param strictest the detector whose action applies
 * @param policies all that look for it, by name
 */
public record FoundValue(int start, int end, ActiveDetector strictest, Set<String> policies) {
    public FoundValue {
        policies = Set.copyOf(policies);
    }

    /** The same value in a longer text, which has this many chars in front of the text that it was found in. */
    FoundValue after(int chars) {
        return new FoundValue(start + chars, end + chars, strictest, policies);
    }

    /** What happens to it. */
    public PolicyAction action() {
        return strictest.action();
    }

    /** How placeholders and redactions call it. */
    public String label() {
        return strictest.label();
    }
}
