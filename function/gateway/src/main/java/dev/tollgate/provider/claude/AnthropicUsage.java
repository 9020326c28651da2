package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReportedCount;
import dev.tollgate.provider.claude.AnthropicWire.WireUsage;
import java.util.LinkedHashMap;
import java.util.List;
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
                known(before.input(), later.input()),
                known(before.cacheRead(), later.cacheRead()),
                known(before.cacheWrite(), later.cacheWrite()),
                known(before.output(), later.output()),
                later.outputDetails() == null ? before.outputDetails() : later.outputDetails(),
                extra);
    }

    /**
     * The usage; null where the reported counts are impossible.
     *
     * <p>The counts leave out what the model read and wrote to summarize a long conversation first. Only the list of
     * {@code iterations} has it (https://platform.claude.com/docs/en/build-with-claude/compaction#understanding-usage), as it has
     * the tokens of an advisor.
     *
     * @param searches of the web that have succeeded so far, for as long as the provider has not counted them
     */
    static @Nullable Usage of(WireUsage usage, long searches) {
        List<JsonNode> others = iterationsApart(usage);
        Long read = sum(ReportedCount.of(usage.cacheRead()), others, "cache_read_input_tokens");
        Long total = sum(ReportedCount.of(usage.cacheWrite()), others, "cache_creation_input_tokens");
        Long written = total == null ? total(usage) : total;
        long prompt = ReportedCount.orZero(usage.input())
                + sum(others, "input_tokens")
                + (read == null ? 0 : read)
                + (written == null ? 0 : written);
        Long thinking = usage.outputDetails() == null
                ? null
                : ReportedCount.of(usage.outputDetails().get("thinking_tokens"));
        return Usage.reported(
                prompt,
                ReportedCount.orZero(usage.output()) + sum(others, "output_tokens"),
                read == null && written == null
                        ? null
                        : new Usage.PromptDetails(read, written, anHour(usage), null, Map.of()),
                thinking == null ? null : new Usage.CompletionDetails(thinking, null, null, null, Map.of()),
                extra(usage).containsKey(ServerToolUse.FIELD)
                        ? extra(usage)
                        : new ServerToolUse(searches, 0).addedTo(extra(usage)));
    }

    /** The steps whose tokens the totals leave out: all but those that wrote the message itself. */
    private static List<JsonNode> iterationsApart(WireUsage usage) {
        JsonNode iterations = usage.extra().getOrDefault("iterations", MissingNode.getInstance());
        return iterations
                .valueStream()
                .filter(step -> !step.path("type").asText("message").equals("message"))
                .toList();
    }

    private static long sum(List<JsonNode> iterations, String field) {
        return iterations.stream()
                .mapToLong(step -> ReportedCount.orZero(step.get(field)))
                .sum();
    }

    private static @Nullable Long sum(@Nullable Long total, List<JsonNode> iterations, String field) {
        long more = sum(iterations, field);
        return total == null && more == 0 ? null : Long.valueOf((total == null ? 0 : total) + more);
    }

    /** What was written to the cache, of all lengths of time; null where nothing is said. */
    private static @Nullable Long total(WireUsage usage) {
        JsonNode writes = usage.extra().get(CACHE_WRITES);
        return writes == null || !writes.isObject()
                ? null
                : Long.valueOf(
                        ReportedCount.orZero(writes.get(FIVE_MINUTES)) + ReportedCount.orZero(writes.get(AN_HOUR)));
    }

    /** What was written for an hour; null where nothing was. */
    private static @Nullable Long anHour(WireUsage usage) {
        JsonNode writes = usage.extra().get(CACHE_WRITES);
        long tokens = writes == null ? 0 : ReportedCount.orZero(writes.get(AN_HOUR));
        return tokens == 0 ? null : Long.valueOf(tokens);
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

    private static @Nullable JsonNode known(@Nullable JsonNode before, @Nullable JsonNode later) {
        return before == null || later == null ? later == null ? before : later : later(before, later);
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
}
