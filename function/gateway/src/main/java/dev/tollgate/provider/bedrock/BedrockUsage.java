package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReportedCount;
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
        long read = ReportedCount.orZero(usage.cacheReadInputTokens());
        long written = written(usage);
        long prompt = ReportedCount.orZero(usage.inputTokens()) + read + written;
        long completion = ReportedCount.orZero(usage.outputTokens());
        boolean hasCache = ReportedCount.of(usage.cacheReadInputTokens()) != null
                || ReportedCount.of(usage.cacheWriteInputTokens()) != null
                || written > 0;
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
        Long total = ReportedCount.of(usage.cacheWriteInputTokens());
        return total == null ? sum(details(usage)) : total;
    }

    /** What was written for an hour; null where nothing was. */
    private static @Nullable Long anHour(WireUsage usage) {
        long tokens = sum(details(usage).filter(detail -> AN_HOUR.equals(detail.ttl())));
        return tokens == 0 ? null : Long.valueOf(tokens);
    }

    private static long sum(Stream<CacheDetail> details) {
        return details.mapToLong(detail -> ReportedCount.orZero(detail.inputTokens()))
                .sum();
    }

    private static Stream<CacheDetail> details(WireUsage usage) {
        return usage.cacheDetails() == null
                ? Stream.empty()
                : usage.cacheDetails().stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }
}
