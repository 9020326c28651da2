package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.Usage;
import dev.tollgate.provider.bedrock.BedrockWire.WireUsage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts Bedrock's usage to OpenAI's definition. Bedrock counts cached tokens separately from {@code inputTokens}, whereas
 * OpenAI includes them in the prompt.
 */
final class BedrockUsage {
    private BedrockUsage() {}

    /** The usage; null where the reported counts are impossible. */
    static @Nullable Usage of(WireUsage usage) {
        long read = orZero(usage.cacheReadInputTokens());
        long written = orZero(usage.cacheWriteInputTokens());
        long prompt = orZero(usage.inputTokens()) + read + written;
        long completion = orZero(usage.outputTokens());
        boolean hasCache = usage.cacheReadInputTokens() != null || usage.cacheWriteInputTokens() != null;
        return Usage.reported(
                prompt,
                completion,
                hasCache ? new Usage.PromptDetails(read, written == 0 ? null : written, null, Map.of()) : null,
                null,
                Map.of());
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
