package dev.tollgate.guardrail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens to a value that a detector has found. The order is that of strictness: where policies differ, the later wins. */
public enum PolicyAction {
    /** It stays as it is; records and metrics count it. */
    @JsonProperty("flag")
    FLAG,
    /** A placeholder such as {@code <EMAIL_1>} leaves in its place, and the answer is restored. */
    @JsonProperty("mask")
    MASK,
    /** A word such as {@code [EMAIL]} takes its place for good. */
    @JsonProperty("redact")
    REDACT,
    /** The call fails with {@code content_policy_violation}. */
    @JsonProperty("deny")
    DENY;

    /** The action of this name in {@code tollgate.yaml}. */
    public static Optional<PolicyAction> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The stricter of two actions. */
    public PolicyAction stricter(PolicyAction other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
