package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.Usage;
import dev.tollgate.provider.bedrock.BedrockWire.CacheDetail;
import dev.tollgate.provider.bedrock.BedrockWire.WireUsage;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts Bedrock's usage to OpenAI's definition. Bedrock counts cached tokens separately from {@code inputTokens}, whereas
 * OpenAI includes them in the prompt.
 */
final class BedrockUsage {
    private static final String AN_HOUR = "1h";

    private BedrockUsage() {}

    /** The usage; null where the reported counts are impossible. */
    static @Nullable Usage of(WireUsage usage) {
        long read = orZero(usage.cacheReadInputTokens());
        long written = written(usage);
        long prompt = orZero(usage.inputTokens()) + read + written;
        long completion = orZero(usage.outputTokens());
        boolean hasCache = usage.cacheReadInputTokens() != null || usage.cacheWriteInputTokens() != null || written > 0;
        return Usage.reported(
                prompt,
                completion,
                hasCache
                        ? new Usage.PromptDetails(read, written == 0 ? null : written, anHour(usage), null, Map.of())
                        : null,
                null,
                Map.of());
    }

    /** All that was written. Details alone do as well. */
    private static long written(WireUsage usage) {
        return usage.cacheWriteInputTokens() == null
                ? details(usage)
                        .mapToLong(detail -> orZero(detail.inputTokens()))
                        .sum()
                : orZero(usage.cacheWriteInputTokens());
    }

    /** What was written for an hour; null where nothing was. */
    private static @Nullable Long anHour(WireUsage usage) {
        long tokens = details(usage)
                .filter(detail -> AN_HOUR.equals(detail.ttl()))
                .mapToLong(detail -> orZero(detail.inputTokens()))
                .sum();
        return tokens == 0 ? null : Long.valueOf(tokens);
    }

    private static Stream<CacheDetail> details(WireUsage usage) {
        return usage.cacheDetails() == null
                ? Stream.empty()
                : usage.cacheDetails().stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
