package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import java.util.Map;

/**
 * For whom the answer is, and at which tier: OpenAI's {@code user} (or {@code safety_identifier}, which replaces it) is
 * Anthropic's {@code metadata.user_id}.
 *
 * @param metadata null where nobody is named
 * @param serviceTier null where it is left to Anthropic
 */
record AnthropicAccount(ObjectNode metadata, String serviceTier) {
    private static final String USER_ID = "user_id";

    static AnthropicAccount of(Map<String, JsonNode> asked, String user, UnsupportedFields unsupported) {
        JsonNode metadata = asked.get("metadata");
        String id = first(
                user, text(asked.get("safety_identifier")), metadata == null ? null : text(metadata.get(USER_ID)));
        if (metadata != null
                && metadata.properties().stream().anyMatch(tag -> !tag.getKey().equals(USER_ID))) {
            unsupported.report("metadata", "knows the tag user_id only");
        }
        ObjectNode named =
                id == null ? null : JsonNodeFactory.instance.objectNode().put(USER_ID, id);
        return new AnthropicAccount(named, tier(text(asked.get("service_tier")), unsupported));
    }

    /** https://platform.claude.com/docs/en/api/service-tiers */
    private static String tier(String asked, UnsupportedFields unsupported) {
        return switch (asked == null ? "" : asked) {
            case "" -> null;
            case "auto" -> "auto";
            case "default", "standard_only" -> "standard_only";
            default -> {
                unsupported.report("service_tier", "has the tiers auto and default only");
                yield null;
            }
        };
    }

    private static String text(JsonNode node) {
        return node == null ? null : node.textValue();
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}
