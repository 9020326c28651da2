package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens when a target of an alias fails or is slow. What is null has its default.
 *
 * @param withinMillis until when an answer must have begun; a whole one begins with its end
 * @param tries how often each target may be asked
 * @param firstTokenMillis how long one target may take to begin a streamed answer
 * @param hedgeMillis how long one target may take before the next is asked beside it; null for never
 * @param onContentFilter whether others are asked what one target's content filter has refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailoverPolicy(
        @JsonProperty("within_ms") Integer withinMillis,
        Integer tries,
        @JsonProperty("first_token_ms") Integer firstTokenMillis,
        @JsonProperty("hedge_ms") Integer hedgeMillis,
        @JsonProperty("on_content_filter") OnContentFilter onContentFilter) {

    /** Nothing set. */
    public static final FailoverPolicy DEFAULT = new FailoverPolicy(null, null, null, null, null);

    private static final int DEFAULT_TRIES = 2;
    /** Somebody may be waiting who would rather be told. */
    private static final Duration DEFAULT_RETRIES_WITHIN = Duration.ofSeconds(5);

    public FailoverPolicy {
        tries = tries == null ? DEFAULT_TRIES : tries;
        onContentFilter = onContentFilter == null ? OnContentFilter.STOP : onContentFilter;
    }

    /** What follows from a content filter's refusal. */
    public enum OnContentFilter {
        /** The caller is told: the next provider's more lenient filter would be a way around the first one's. */
        @JsonProperty("stop")
        STOP,
        /** The next target is asked: filters differ, and refuse by mistake. */
        @JsonProperty("next")
        NEXT
    }

    /** The budget for all targets together; empty where only the call's own deadline bounds them. */
    public Optional<Duration> within() {
        return millis(withinMillis);
    }

    /** Until when a target may be asked again, from the beginning on. */
    public Duration retriesWithin() {
        return within().orElse(DEFAULT_RETRIES_WITHIN);
    }

    /** The patience with one target; empty for the gateway's own. */
    public Optional<Duration> firstToken() {
        return millis(firstTokenMillis);
    }

    /** When the next target is asked beside one that has not begun; empty for never. */
    public Optional<Duration> hedge() {
        return millis(hedgeMillis);
    }

    private static Optional<Duration> millis(Integer millis) {
        return Optional.ofNullable(millis).map(Duration::ofMillis);
    }
}
