package dev.tollgate.guardrail;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.ScanEngine;
import java.time.Duration;

/**
 * A model or an engine that judges content for a policy.
 *
 * @param action what happens to a violation: {@link PolicyAction#DENY} or {@link PolicyAction#FLAG}
 * @param timeoutMillis how long a verdict may take
 * @param onFailure what happens to the call where there is no verdict
 * @param parallel whether targets may get the request before the verdict; the client gets nothing before it
 * @param answers whether answers are scanned, too
 */
public record ContentScan(
        ScanEngine engine,
        PolicyAction action,
        @JsonProperty("timeout_ms") int timeoutMillis,
        @JsonProperty("on_failure") OnFailure onFailure,
        boolean parallel,
        boolean answers) {
    /** A small model needs a few hundred milliseconds, and a few seconds for a long conversation. */
    public static final int DEFAULT_TIMEOUT_MILLIS = 2_000;

    public ContentScan {
        if (action != PolicyAction.DENY && action != PolicyAction.FLAG) {
            throw new IllegalArgumentException("a scan denies or flags");
        }
        if (timeoutMillis < 1) {
            throw new IllegalArgumentException("a scan needs a positive timeout");
        }
    }

    /** What happens to a call where there is no verdict. */
    public enum OnFailure {
        /** It fails. */
        @JsonProperty("deny")
        DENY,
        /** It goes on. */
        @JsonProperty("allow")
        ALLOW
    }

    /** How long a verdict may take. */
    @JsonIgnore
    public Duration timeout() {
        return Duration.ofMillis(timeoutMillis);
    }

    /** Whether it can end a call. */
    @JsonIgnore
    public boolean canDeny() {
        return action == PolicyAction.DENY || onFailure == OnFailure.DENY;
    }
}
