package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.anthropic.AnthropicWire.WireUsage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Anthropic's count in OpenAI's meaning.
 *
 * <p>Anthropic counts tokens read from the cache and written to it beside {@code input_tokens}; OpenAI counts them inside
 * (https://platform.claude.com/docs/en/build-with-claude/prompt-caching#tracking-cache-performance). Thinking is inside
 * the output at both.
 */
final class AnthropicUsage {
    private AnthropicUsage() {}

    /** What is known after a later count: counts of a stream are running totals, so the later one wins, field by field. */
    static WireUsage after(WireUsage before, WireUsage later) {
        if (before == null || later == null) {
            return later == null ? before : later;
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(extra(before));
        extra.putAll(extra(later));
        return new WireUsage(
                later(before.input(), later.input()),
                later(before.cacheRead(), later.cacheRead()),
                later(before.cacheWrite(), later.cacheWrite()),
                later(before.output(), later.output()),
                later(before.outputDetails(), later.outputDetails()),
                extra);
    }

    /** Null where Anthropic told no count that can be true. */
    static Usage of(WireUsage count) {
        long prompt = number(count.input()) + number(count.cacheRead()) + number(count.cacheWrite());
        long completion = number(count.output());
        boolean cache = count.cacheRead() != null || count.cacheWrite() != null;
        JsonNode thinking =
                count.outputDetails() == null ? null : count.outputDetails().get("thinking_tokens");
        return Usage.reported(
                prompt,
                completion,
                cache ? new Usage.PromptDetails(count.cacheRead(), count.cacheWrite(), null, null) : null,
                thinking != null && thinking.isNumber()
                        ? new Usage.CompletionDetails(thinking.longValue(), null, null, null, null)
                        : null,
                extra(count));
    }

    /** Such as the tier, and how often Anthropic's own tools were used. */
    private static Map<String, JsonNode> extra(WireUsage count) {
        Map<String, JsonNode> told = new LinkedHashMap<>();
        if (count.extra() != null) {
            count.extra().forEach((name, value) -> {
                if (!value.isNull()) {
                    told.put(name, value);
                }
            });
        }
        return told;
    }

    private static <T> T later(T before, T later) {
        return later == null ? before : later;
    }

    private static long number(Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
