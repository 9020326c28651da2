package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Usage as Anthropic counts it: {@code input_tokens} are those that were neither read from a cache nor written to one, whereas
 * OpenAI's prompt includes both.
 */
final class MessageUsage {
    /** https://platform.claude.com/docs/en/api/service-tiers */
    private static final Set<String> TIERS = Set.of("standard", "priority", "batch");

    private static final Set<String> AS_IT_IS = Set.of(ServerToolUse.FIELD, "inference_geo", "speed", "cost");

    private MessageUsage() {}

    /** The usage of an answer; zeros where nobody knows it. */
    static ObjectNode of(@Nullable Usage known) {
        Usage usage = known == null ? Usage.NONE : known;
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("input_tokens", usage.promptTokens() - usage.cachedTokens() - usage.cacheWriteTokens())
                .put("cache_creation_input_tokens", usage.cacheWriteTokens())
                .put("cache_read_input_tokens", usage.cachedTokens());
        if (usage.cacheWriteTokens() > 0) {
            node.putObject("cache_creation")
                    .put("ephemeral_5m_input_tokens", usage.cacheWriteTokens() - usage.cacheWrite1hTokens())
                    .put("ephemeral_1h_input_tokens", usage.cacheWrite1hTokens());
        }
        node.put("output_tokens", usage.completionTokens());
        if (usage.reasoningTokens() > 0) {
            node.putObject("output_tokens_details").put("thinking_tokens", usage.reasoningTokens());
        }
        usage.serviceTier().filter(TIERS::contains).ifPresent(tier -> node.put("service_tier", tier));
        usage.extra().forEach((name, value) -> {
            if (AS_IT_IS.contains(name)) {
                node.set(name, value);
            }
        });
        return node;
    }
}
