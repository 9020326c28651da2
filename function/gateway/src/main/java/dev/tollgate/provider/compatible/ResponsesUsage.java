package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReportedCount;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The usage of a Response: the counts of chat under other names. It does not count OpenAI's own tools; the items do. */
final class ResponsesUsage {
    private ResponsesUsage() {}

    /** The usage; null where the provider reports none, or impossible counts. */
    static @Nullable Usage of(JsonNode usage, ServerToolUse tools) {
        if (!usage.isObject()) {
            return null;
        }
        JsonNode input = usage.path("input_tokens_details");
        return Usage.reported(
                ReportedCount.orZero(usage.get("input_tokens")),
                ReportedCount.orZero(usage.get("output_tokens")),
                new Usage.PromptDetails(
                        ReportedCount.of(input.get("cached_tokens")),
                        ReportedCount.of(input.get("cache_write_tokens")),
                        null,
                        Map.of()),
                new Usage.CompletionDetails(
                        ReportedCount.of(usage.path("output_tokens_details").get("reasoning_tokens")),
                        null,
                        null,
                        null,
                        Map.of()),
                tools.fields());
    }
}
