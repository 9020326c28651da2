package dev.tollgate.bill;

import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.Map;

/**
 * What of a usage record is added up.
 *
 * @param state how far it has come
 * @param provider who answered, or was asked last; null where nobody was, or where that is not known
 * @param model the provider's name of it, or null likewise
 * @param usage the tokens of all attempts together; none while pending, and for ever where it was abandoned
 * @param costMicros in millionths of a US dollar; null where no price is known, and while pending
 */
public record UsageLine(
        Instant acceptedAt,
        String keyId,
        String alias,
        Map<String, String> tags,
        State state,
        String provider,
        String model,
        Usage usage,
        Long costMicros) {

    public UsageLine {
        tags = Map.copyOf(tags);
    }

    /** What has become of a record. */
    public enum State {
        PENDING,
        SETTLED,
        ABANDONED
    }
}
