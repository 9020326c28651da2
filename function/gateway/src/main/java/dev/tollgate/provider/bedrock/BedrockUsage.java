package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.Usage;
import dev.tollgate.provider.bedrock.BedrockWire.Tokens;

/** Bedrock counts cached tokens beside {@code inputTokens}; OpenAI counts them inside the prompt. */
final class BedrockUsage {
    private BedrockUsage() {}

    /** Null where Bedrock told no count that can be true. */
    static Usage of(Tokens tokens) {
        long read = orZero(tokens.cacheReadInputTokens());
        long written = orZero(tokens.cacheWriteInputTokens());
        long prompt = orZero(tokens.inputTokens()) + read + written;
        long completion = orZero(tokens.outputTokens());
        boolean told = tokens.cacheReadInputTokens() != null || tokens.cacheWriteInputTokens() != null;
        return Usage.reported(
                prompt,
                completion,
                told ? new Usage.PromptDetails(read, written == 0 ? null : written, null, null) : null,
                null,
                null);
    }

    private static long orZero(Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
