package dev.tollgate.bill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt used, with everything that a price may depend on.
 *
 * @param at when the attempt began, for prices that depend on the hour
 * @param serviceTier the tier in which the provider served the request, such as {@code flex} or {@code batch}; null if
 *     it reported none
 * @param host the host of the provider's address, for providers that charge more in some regions; null if it has no
 *     address of its own
 */
public record BillableUsage(
        Usage usage,
        Instant at,
        @Nullable String serviceTier,
        @Nullable String host) {

    /** Usage at a provider whose address does not matter. */
    public BillableUsage(Usage usage, Instant at, @Nullable String serviceTier) {
        this(usage, at, serviceTier, null);
    }

    /** Usage for which the provider reported no service tier. */
    public static BillableUsage of(Usage usage, Instant at) {
        return new BillableUsage(usage, at, null);
    }

    /** The word that the provider reported in this field of its usage; null if it reported none. */
    @Nullable
    String reported(String field) {
        JsonNode word = usage.extra().get(field);
        return word == null ? null : word.textValue();
    }

    /**
     * The quantity of each usage type. Each token counts once, even if the provider's details contradict its totals:
     * one that reports more cached tokens than prompt tokens must not make the others cheaper.
     */
    Map<UsageType, Long> quantities() {
        Map<UsageType, Long> quantities = new EnumMap<>(UsageType.class);
        prompt(quantities);
        completion(quantities);
        tools(quantities);
        media(quantities);
        quantities.put(UsageType.PER_REQUEST, 1L);
        quantities.values().removeIf(quantity -> quantity == 0);
        return quantities;
    }

    /** Providers do not report how much audio was cached. The smallest possible amount is assumed, which costs most. */
    private void prompt(Map<UsageType, Long> quantities) {
        Split cached = new Split(usage.promptTokens(), usage.cachedTokens());
        Split written = new Split(cached.rest(), usage.cacheWriteTokens());
        long audioTokens =
                usage.promptDetails() == null ? 0 : orZero(usage.promptDetails().audioTokens());
        Split audio = new Split(written.rest(), audioTokens);
        Split cachedAudio = new Split(cached.counted(), audioTokens - audio.counted());
        Split image = new Split(
                audio.rest(),
                images(
                        usage.promptDetails() == null
                                ? Map.of()
                                : usage.promptDetails().extra()));
        quantities.put(UsageType.CACHED_INPUT, cachedAudio.rest());
        Split longer = new Split(written.counted(), usage.cacheWrite1hTokens());
        quantities.put(UsageType.CACHE_WRITE, longer.rest());
        quantities.put(UsageType.CACHE_WRITE_1H, longer.counted());
        quantities.put(UsageType.INPUT_AUDIO, audio.counted());
        quantities.put(UsageType.CACHED_AUDIO, cachedAudio.counted());
        quantities.put(UsageType.INPUT_IMAGE, image.counted());
        quantities.put(UsageType.INPUT, image.rest());
    }

    private void completion(Map<UsageType, Long> quantities) {
        Usage.CompletionDetails details = usage.completionDetails();
        Split reasoning = new Split(usage.completionTokens(), usage.reasoningTokens());
        Split audio = new Split(reasoning.rest(), details == null ? 0 : orZero(details.audioTokens()));
        Split image = new Split(audio.rest(), images(details == null ? Map.of() : details.extra()));
        quantities.put(UsageType.REASONING, reasoning.counted());
        quantities.put(UsageType.OUTPUT_AUDIO, audio.counted());
        quantities.put(UsageType.OUTPUT_IMAGE, image.counted());
        quantities.put(UsageType.OUTPUT, image.rest());
    }

    private void tools(Map<UsageType, Long> quantities) {
        ServerToolUse tools = usage.serverToolUse();
        quantities.put(UsageType.WEB_SEARCH, tools.webSearches());
        quantities.put(UsageType.SEARCHED_REQUEST, Math.min(1, tools.webSearches()));
        quantities.put(UsageType.CODE_EXECUTION, tools.codeExecutions());
        quantities.put(UsageType.FILE_SEARCH, tools.fileSearches());
        quantities.put(UsageType.MAPS_REQUEST, Math.min(1, tools.mapSearches()));
        quantities.put(UsageType.TOOL_IMAGE, tools.images());
    }

    private void media(Map<UsageType, Long> quantities) {
        MediaUse media = usage.mediaUse();
        quantities.put(UsageType.IMAGE, media.images());
        quantities.put(UsageType.AUDIO_SECOND, media.audioSeconds());
        quantities.put(UsageType.CHARACTER, media.characters());
        quantities.put(UsageType.SEARCH, media.searches());
    }

    /** OpenAI reports this field for its image models only, and not for chat. Gemini reports it for chat. */
    private static long images(Map<String, JsonNode> details) {
        JsonNode tokens = details.get("image_tokens");
        return tokens == null ? 0 : tokens.asLong(0);
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    /** Of all these tokens the reported number is of one type and the rest of others. */
    private record Split(long all, long reported) {

        long counted() {
            return Math.clamp(reported, 0, all);
        }

        long rest() {
            return all - counted();
        }
    }
}
