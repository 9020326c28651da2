package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a target of an alias fails or is slow.
 *
 * @param withinMillis the time that all targets together have to start a response; a buffered response starts when it
 *     is complete
 * @param tries how often each target may be tried
 * @param firstTokenMillis how long one target may take to start a streamed response
 * @param idleMillis how long one target may be silent in the middle of a streamed response
 * @param hedgeMillis how long one target may take before a hedged request goes to the next; absent for no hedging
 * @param onContentFilter whether other targets get a prompt that one target's content filter has rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailoverPolicy(
        @JsonProperty("within_ms") @Nullable Integer withinMillis,
        Integer tries,
        @JsonProperty("first_token_ms") @Nullable Integer firstTokenMillis,
        @JsonProperty("idle_ms") @Nullable Integer idleMillis,
        @JsonProperty("hedge_ms") @Nullable Integer hedgeMillis,
        @JsonProperty("on_content_filter") OnContentFilter onContentFilter) {

    /** How often each target is tried by default. */
    public static final int DEFAULT_TRIES = 2;

    /** The policy of an alias that sets nothing. */
    public static final FailoverPolicy DEFAULT =
            new FailoverPolicy(null, DEFAULT_TRIES, null, null, null, OnContentFilter.STOP);

    /** A user who waits longer than this would rather see the error. */
    private static final Duration DEFAULT_RETRIES_WITHIN = Duration.ofSeconds(5);

    /** Jackson passes null for each field that JSON leaves out; those with a default get it here. */
    public FailoverPolicy {
        tries = tries == null ? DEFAULT_TRIES : tries;
        onContentFilter = onContentFilter == null ? OnContentFilter.STOP : onContentFilter;
    }

    /** What happens after a provider's content filter rejects a prompt. */
    public enum OnContentFilter {
        /** The caller gets the error: a more lenient provider must not become a way around the first one's filter. */
        @JsonProperty("stop")
        STOP,
        /** The gateway tries the next target: filters differ, and reject harmless prompts by mistake. */
        @JsonProperty("next")
        NEXT
    }

    /** The time for all targets together; empty if only the call's own deadline limits them. */
    public Optional<Duration> within() {
        return millis(withinMillis);
    }

    /** How long after the start of the call a target may be retried. */
    public Duration retriesWithin() {
        return within().orElse(DEFAULT_RETRIES_WITHIN);
    }

    /** The timeout for one target's first token; empty for the gateway's default. */
    public Optional<Duration> firstToken() {
        return millis(firstTokenMillis);
    }

    /** The longest silence of one target after its first token; empty for the gateway's own bound. */
    public Optional<Duration> idle() {
        return millis(idleMillis);
    }

    /** How long the gateway waits for a first response before it hedges; empty for no hedging. */
    public Optional<Duration> hedge() {
        return millis(hedgeMillis);
    }

    private static Optional<Duration> millis(@Nullable Integer millis) {
        return Optional.ofNullable(millis).map(Duration::ofMillis);
    }
}
