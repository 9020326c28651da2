package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.anthropic.AnthropicWire.WireUsage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts Anthropic's usage to OpenAI's definition.
 *
 * <p>Anthropic counts tokens read from the cache and written to it separately from {@code input_tokens}; OpenAI includes them
 * (https://platform.claude.com/docs/en/build-with-claude/prompt-caching#tracking-cache-performance). Both include thinking in
 * the output.
 */
final class AnthropicUsage {
    private static final String CACHE_WRITES = "cache_creation";
    private static final String FIVE_MINUTES = "ephemeral_5m_input_tokens";
    private static final String AN_HOUR = "ephemeral_1h_input_tokens";

    private AnthropicUsage() {}

    /**
     * The latest usage: a stream reports running totals, so the later value wins, field by field. A total never returns to zero:
     * some servers with this API send zeros for what they do not repeat.
     */
    static @Nullable WireUsage latest(@Nullable WireUsage before, @Nullable WireUsage later) {
        if (before == null || later == null) {
            return later == null ? before : later;
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(extra(before));
        extra(later).forEach((name, value) -> extra.merge(name, value, AnthropicUsage::later));
        return new WireUsage(
                later(before.input(), later.input()),
                later(before.cacheRead(), later.cacheRead()),
                later(before.cacheWrite(), later.cacheWrite()),
                later(before.output(), later.output()),
                later.outputDetails() == null ? before.outputDetails() : later.outputDetails(),
                extra);
    }

    /** The usage; null where the reported counts are impossible. */
    static @Nullable Usage of(WireUsage usage) {
        Long written = usage.cacheWrite() == null ? total(usage) : usage.cacheWrite();
        long prompt = number(usage.input()) + number(usage.cacheRead()) + number(written);
        long completion = number(usage.output());
        boolean cache = usage.cacheRead() != null || written != null;
        JsonNode thinking =
                usage.outputDetails() == null ? null : usage.outputDetails().get("thinking_tokens");
        return Usage.reported(
                prompt,
                completion,
                cache ? new Usage.PromptDetails(usage.cacheRead(), written, anHour(usage), null, Map.of()) : null,
                thinking != null && thinking.isNumber()
                        ? new Usage.CompletionDetails(thinking.longValue(), null, null, null, Map.of())
                        : null,
                extra(usage));
    }

    /** What was written to the cache, of all lengths of time; null where nothing is said. */
    private static @Nullable Long total(WireUsage usage) {
        JsonNode writes = usage.extra().get(CACHE_WRITES);
        return writes == null || !writes.isObject()
                ? null
                : Long.valueOf(tokens(writes, FIVE_MINUTES) + tokens(writes, AN_HOUR));
    }

    /** What was written for an hour; null where nothing was. */
    private static @Nullable Long anHour(WireUsage usage) {
        JsonNode writes = usage.extra().get(CACHE_WRITES);
        long tokens = writes == null ? 0 : tokens(writes, AN_HOUR);
        return tokens == 0 ? null : Long.valueOf(tokens);
    }

    private static long tokens(JsonNode writes, String length) {
        JsonNode count = writes.path(length);
        return count.canConvertToLong() ? Math.max(0, count.longValue()) : 0;
    }

    /** Other fields, such as the service tier, and how often Anthropic's own tools ran. */
    private static Map<String, JsonNode> extra(WireUsage usage) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        usage.extra().forEach((name, value) -> {
            if (!value.isNull()) {
                extra.put(name, value);
            }
        });
        return extra;
    }

    private static @Nullable Long later(@Nullable Long before, @Nullable Long later) {
        return later == null || (later == 0 && before != null) ? before : later;
    }

    /** Counts by kind are objects of totals, such as {@code cache_creation}. */
    private static JsonNode later(JsonNode before, JsonNode later) {
        if (before instanceof ObjectNode first && later instanceof ObjectNode second) {
            ObjectNode joined = first.deepCopy();
            second.properties()
                    .forEach(field -> joined.set(
                            field.getKey(),
                            first.has(field.getKey())
                                    ? later(first.get(field.getKey()), field.getValue())
                                    : field.getValue()));
            return joined;
        }
        return later.isNull() || (later.isNumber() && later.asLong() == 0) ? before : later;
    }

    private static long number(@Nullable Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
