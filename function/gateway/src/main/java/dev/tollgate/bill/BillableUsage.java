package dev.tollgate.bill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one attempt used, with all that a price may ask of it.
 *
 * @param at when the attempt began: what the price's hours are compared with
 * @param serviceTier the provider's word for how it served the request, such as {@code flex} or {@code batch}; null where
 *     it said nothing
 */
public record BillableUsage(Usage usage, Instant at, String serviceTier) {

    /** Served as usual. */
    public static BillableUsage of(Usage usage, Instant at) {
        return new BillableUsage(usage, at, null);
    }

    /**
     * How much of what: each token is counted once, whatever the provider says of its parts. No provider should count more
     * tokens as cached than it read; one that does must not make the others cheaper.
     */
    Map<UsageType, Long> quantities() {
        Map<UsageType, Long> quantities = new EnumMap<>(UsageType.class);
        prompt(quantities);
        completion(quantities);
        quantities.put(UsageType.PER_REQUEST, 1L);
        quantities.values().removeIf(quantity -> quantity == 0);
        return quantities;
    }

    /** Of sound and images it is not told how much was cached: as little as can be, for that is the dearer reading. */
    private void prompt(Map<UsageType, Long> quantities) {
        Part cached = new Part(usage.promptTokens(), usage.cachedTokens());
        Part written = new Part(cached.rest(), usage.cacheWriteTokens());
        long told =
                usage.promptDetails() == null ? 0 : orZero(usage.promptDetails().audioTokens());
        Part audio = new Part(written.rest(), told);
        Part cachedAudio = new Part(cached.taken(), told - audio.taken());
        Part image = new Part(
                audio.rest(),
                images(
                        usage.promptDetails() == null
                                ? Map.of()
                                : usage.promptDetails().extra()));
        quantities.put(UsageType.CACHED_INPUT, cachedAudio.rest());
        quantities.put(UsageType.CACHE_WRITE, written.taken());
        quantities.put(UsageType.INPUT_AUDIO, audio.taken());
        quantities.put(UsageType.CACHED_AUDIO, cachedAudio.taken());
        quantities.put(UsageType.INPUT_IMAGE, image.taken());
        quantities.put(UsageType.INPUT, image.rest());
    }

    private void completion(Map<UsageType, Long> quantities) {
        Usage.CompletionDetails details = usage.completionDetails();
        Part reasoning = new Part(usage.completionTokens(), usage.reasoningTokens());
        Part audio = new Part(reasoning.rest(), details == null ? 0 : orZero(details.audioTokens()));
        Part image = new Part(audio.rest(), images(details == null ? Map.of() : details.extra()));
        quantities.put(UsageType.REASONING, reasoning.taken());
        quantities.put(UsageType.OUTPUT_AUDIO, audio.taken());
        quantities.put(UsageType.OUTPUT_IMAGE, image.taken());
        quantities.put(UsageType.OUTPUT, image.rest());
    }

    /** No field of chat usage at OpenAI; named as in the usage of its image models, and told by Gemini. */
    private static long images(Map<String, JsonNode> details) {
        JsonNode told = details.get("image_tokens");
        return told == null ? 0 : told.asLong(0);
    }

    private static long orZero(Long count) {
        return count == null ? 0 : count;
    }

    /** So many of these tokens are of one sort, the rest of others. */
    private record Part(long all, long told) {

        long taken() {
            return Math.clamp(told, 0, all);
        }

        long rest() {
            return all - taken();
        }
    }
}
